package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * any case is free to compute others from, and so is one that is repeated outside of a loop, once
 * for all its iterations.
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
  private final Map<Variable, Price> prices = new HashMap<>();

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

  /**
   * What an operation itself costs.
   *
   * @param reason why it is stored if that is too much, computed again otherwise
   */
  private record Price(int operations, Reason reason) {}

  StorePlan plan() {
    estimateCosts();
    TreeMap<Integer, Variable> work = new TreeMap<>();
    needed.forEach(variable -> add(variable, work));
    Set<Variable> stored = new LinkedHashSet<>();
    Set<Variable> recomputed = new LinkedHashSet<>();
    Map<Variable, Reason> reasons = new LinkedHashMap<>();
    // Latest definition first: what a value is computed from is defined before it.
    while (!work.isEmpty()) {
      Variable variable = work.pollLastEntry().getValue();
      Definition definition = definitions.of(variable).orElseThrow();
      if (cost(variable) <= WORTH_OF_A_SLOT
          || arithmetic.contains(variable)
          || definitions.isReadAgain(variable)) {
        recomputed.add(variable);
        reasons.put(variable, whyRecomputed(variable));
        definition.operation().orElseThrow().arguments().forEach(atom -> add(atom, work));
      } else {
        stored.add(variable);
        reasons.put(variable, whyStored(variable));
        if (!definition.loops().isEmpty()) {
          String loop = definition.loops().get(definition.loops().size() - 1);
          add(positions.get(loop).position(), work);
        }
      }
    }
    return new StorePlan(reversed(stored), reversed(recomputed), reasons);
  }

  private Reason whyRecomputed(Variable variable) {
    return definitions.isReadAgain(variable)
        ? Reason.PART_OF_PARAMETER
        : prices.get(variable).reason();
  }

  private Reason whyStored(Variable variable) {
    if (bases.contains(variable)) {
      return Reason.LOOP_POSITION;
    }
    Price price = prices.get(variable);
    return price.operations() < UNREPEATABLE ? Reason.MANY_OPERATIONS : price.reason();
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
        prices.put(definition.variable(), new Price(UNREPEATABLE, Reason.CALL));
        continue;
      }
      Operation operation = definition.operation().get();
      Price price = price(operation, definition);
      prices.put(definition.variable(), price);
      int sum = price.operations();
      for (Atom argument : operation.arguments()) {
        sum += argument instanceof Variable read ? costAsArgument(read, definition) : 0;
        sum = Math.min(sum, UNREPEATABLE);
      }
      costs.put(definition.variable(), sum);
    }
  }

  private int cost(Variable variable) {
    return definitions.isAtHand(variable) ? 0 : costs.getOrDefault(variable, UNREPEATABLE);
  }

  private int costAsArgument(Variable variable, Definition reader) {
    int cost = cost(variable);
    boolean isOutside =
        definitions
            .of(variable)
            .filter(definition -> definition.loops().size() < reader.loops().size())
            .isPresent();
    if (cost > WORTH_OF_A_SLOT) {
      boolean isRecorded = needed.contains(variable) || bases.contains(variable);
      return isRecorded || (isOutside && isArrayOfNumbers(variable)) ? 0 : cost;
    }
    return isOutside ? 0 : cost;
  }

  /** A reference to an array, recorded once, is worth what a loop reads of it. */
  private static boolean isArrayOfNumbers(Variable variable) {
    return variable.type() instanceof ArrayType array && array.innermost() instanceof Scalar;
  }

  private Price price(Operation operation, Definition definition) {
    return operation.accept(
        new Operation.Visitor<Price>() {
          @Override
          public Price copy(Operation.Copy copy) {
            boolean isSnapshot = copy.value() instanceof Variable source && source.isMutable();
            return isSnapshot && !definitions.isAtHand((Variable) copy.value())
                ? new Price(UNREPEATABLE, Reason.CHANGES_LATER)
                : new Price(0, Reason.COPY);
          }

          @Override
          public Price apply(Operation.Apply apply) {
            if (!isCheap(apply.operator())) {
              return new Price(UNREPEATABLE, Reason.COSTLY);
            }
            return new Price(1, whyCheap(apply.operator()));
          }

          @Override
          public Price detachArray(Operation.DetachArray detach) {
            return new Price(0, Reason.COPY);
          }

          @Override
          public Price load(Operation.Load load) {
            return definitions.isStable(load, definition)
                ? new Price(1, Reason.UNCHANGED)
                : new Price(UNREPEATABLE, Reason.WRITTEN_LATER);
          }

          @Override
          public Price length(Operation.Length length) {
            return new Price(0, Reason.LENGTH);
          }

          @Override
          public Price newArray(Operation.NewArray array) {
            return new Price(UNREPEATABLE, Reason.NEW_ARRAY);
          }

          @Override
          public Price inspect(Operation.Inspect inspect) {
            return inspect.aspect() == Aspect.SAME
                ? new Price(UNREPEATABLE, Reason.IDENTITY)
                : new Price(1, Reason.CHEAP);
          }

          @Override
          public Price adjointLike(Operation.AdjointLike array) {
            throw new IllegalStateException("every adjoint array has its place by now");
          }
        });
  }

  private static Reason whyCheap(Operator operator) {
    if (operator instanceof BasicOperator basic && basic.symbol() == BasicOperator.Symbol.DETACH) {
      return Reason.COPY;
    }
    return operator.result().isIntegral() ? Reason.INDEX_ARITHMETIC : Reason.CHEAP;
  }

  private static boolean isCheap(Operator operator) {
    if (operator instanceof MathFunction function) {
      return CHEAP_FUNCTIONS.contains(function.name());
    }
    if (operator instanceof BasicOperator basic && basic.operand().isFloating()) {
      return basic.symbol() != BasicOperator.Symbol.DIV
          && basic.symbol() != BasicOperator.Symbol.REM;
    }
    // Integers, truths, and conversions.
    return true;
  }

  private static List<Variable> reversed(Set<Variable> variables) {
    List<Variable> list = new ArrayList<>(variables);
    Collections.reverse(list);
    return List.copyOf(list);
  }
}
