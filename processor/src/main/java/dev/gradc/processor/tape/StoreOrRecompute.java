package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which values to store and which to compute again.
 *
 * <p>Index arithmetic, loads from arrays that keep their contents, and a few additions and
 * multiplications are cheaper to repeat than a slot is to write and read; functions and divisions
 * are not, and snapshots of mutable variables cannot be repeated at all. A value that is stored in
 * any case is free to compute others from.
 */
final class StoreOrRecompute {

  private static final int UNREPEATABLE = 1_000_000;

  /** Operations that a slot is worth; a store, a load and their share of memory traffic. */
  private static final int WORTH_OF_A_SLOT = 4;

  private static final Set<String> CHEAP_FUNCTIONS = Set.of("abs", "max", "min");

  private final Definitions definitions;
  private final Map<String, LoopPosition> positions;
  private final Set<Variable> needed;
  private final Set<Variable> bases;
  private final Set<Variable> arithmetic;
  private final Map<Variable, Integer> costs = new HashMap<>();

  /**
   * @param needed what the backward region mentions
   * @param loops positions in slots: what they are computed from is recorded if need be, they
   *     themselves never are, since a recording would need them
   */
  StoreOrRecompute(Definitions definitions, Set<Variable> needed, LoopPositions.Result loops) {
    this.definitions = definitions;
    this.positions = loops.positions();
    this.needed = needed;
    this.bases = loops.bases();
    this.arithmetic = loops.arithmetic();
  }

  StorePlan plan() {
    estimateCosts();
    TreeMap<Integer, Variable> work = new TreeMap<>();
    needed.forEach(variable -> add(variable, work));
    Set<Variable> stored = new LinkedHashSet<>();
    Set<Variable> recomputed = new LinkedHashSet<>();
    // Latest definition first: what a value is computed from is defined before it.
    while (!work.isEmpty()) {
      Variable variable = work.pollLastEntry().getValue();
      Definition definition = definitions.of(variable).orElseThrow();
      if (cost(variable) <= WORTH_OF_A_SLOT
          || arithmetic.contains(variable)
          || definitions.isReadAgain(variable)) {
        recomputed.add(variable);
        definition.operation().orElseThrow().arguments().forEach(atom -> add(atom, work));
      } else {
        stored.add(variable);
        if (!definition.loops().isEmpty()) {
          String loop = definition.loops().get(definition.loops().size() - 1);
          add(positions.get(loop).position(), work);
        }
      }
    }
    return new StorePlan(reversed(stored), reversed(recomputed));
  }

  private void add(Atom atom, TreeMap<Integer, Variable> work) {
    if (atom instanceof Variable variable && !definitions.isAtHand(variable)) {
      definitions.of(variable).ifPresent(definition -> work.put(definition.order(), variable));
    }
  }

  /** Arguments are defined before what is computed from them, so one pass in order is enough. */
  private void estimateCosts() {
    for (Definition definition : definitions.inOrder()) {
      if (definition.operation().isEmpty()) {
        costs.put(definition.variable(), UNREPEATABLE);
        continue;
      }
      Operation operation = definition.operation().get();
      int sum = ownCost(operation, definition);
      for (Atom argument : operation.arguments()) {
        sum += argument instanceof Variable read ? costAsArgument(read) : 0;
        sum = Math.min(sum, UNREPEATABLE);
      }
      costs.put(definition.variable(), sum);
    }
  }

  private int cost(Variable variable) {
    return definitions.isAtHand(variable) ? 0 : costs.getOrDefault(variable, UNREPEATABLE);
  }

  private int costAsArgument(Variable variable) {
    int cost = cost(variable);
    boolean isRecorded = needed.contains(variable) || bases.contains(variable);
    return cost > WORTH_OF_A_SLOT && isRecorded ? 0 : cost;
  }

  private int ownCost(Operation operation, Definition definition) {
    return operation.accept(
        new Operation.Visitor<Integer>() {
          @Override
          public Integer copy(Operation.Copy copy) {
            boolean isSnapshot = copy.value() instanceof Variable source && source.isMutable();
            return isSnapshot && !definitions.isAtHand((Variable) copy.value()) ? UNREPEATABLE : 0;
          }

          @Override
          public Integer apply(Operation.Apply apply) {
            return isCheap(apply.operator()) ? 1 : UNREPEATABLE;
          }

          @Override
          public Integer detachArray(Operation.DetachArray detach) {
            return 0;
          }

          @Override
          public Integer load(Operation.Load load) {
            return definitions.isStable(load, definition) ? 1 : UNREPEATABLE;
          }

          @Override
          public Integer length(Operation.Length length) {
            return 0;
          }

          @Override
          public Integer newArray(Operation.NewArray array) {
            return UNREPEATABLE;
          }

          @Override
          public Integer inspect(Operation.Inspect inspect) {
            return 1;
          }

          @Override
          public Integer adjointLike(Operation.AdjointLike array) {
            return UNREPEATABLE;
          }
        });
  }

  private static boolean isCheap(Operator operator) {
    if (operator instanceof MathFunction function) {
      return CHEAP_FUNCTIONS.contains(function.name());
    }
    if (operator instanceof BasicOperator basic && basic.operand().isFloating()) {
      return basic.symbol() != BasicOperator.Symbol.DIV
          && basic.symbol() != BasicOperator.Symbol.REM;
    }
    return operator instanceof BasicOperator || operator instanceof Conversion;
  }

  private static List<Variable> reversed(Set<Variable> variables) {
    List<Variable> list = new ArrayList<>(variables);
    Collections.reverse(list);
    return List.copyOf(list);
  }
}
