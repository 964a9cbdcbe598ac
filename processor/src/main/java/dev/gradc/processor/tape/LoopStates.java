package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors that one iteration of a loop hands on to the next, and to nobody else: two are enough
 * for all iterations, since what an iteration makes is over when the next one that makes such a
 * tensor has ended.
 *
 * <p>That is so where the tensor gets to one variable from outside of the loop, which every
 * iteration assigns, or every one that makes such a tensor, and where nothing that has been in that
 * variable gets there again. All others that it gets to are of one iteration, or are not assigned
 * in the loop. The loop stands in no other one, and none stands in it.
 */
final class LoopStates {

  private final TensorFlows flows;

  /** A loop's body, with what is assigned and what is declared in it. */
  private record Body(Block block, Set<Variable> assigned, Set<Variable> declared) {}

  private final List<Body> loops = new ArrayList<>();

  /** How often each variable is defined. */
  private final Map<Variable, Integer> definitions = new HashMap<>();

  /**
   * @param region in which loops are looked for
   */
  LoopStates(Block region, TensorFlows flows) {
    this.flows = flows;
    count(region);
    findLoops(region);
  }

  private void count(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).forEach(it -> definitions.merge(it, 1, Integer::sum));
      statement.blocks().forEach(this::count);
    }
  }

  private void findLoops(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop) {
        addLoop(loop.body());
      } else if (!(statement instanceof Statement.WhileLoop)) {
        statement.blocks().forEach(this::findLoops);
      }
    }
  }

  private void addLoop(Block body) {
    if (hasLoops(body)) {
      return;
    }
    Body loop = new Body(body, new HashSet<>(), new HashSet<>());
    collect(body, loop.assigned(), loop.declared());
    loops.add(loop);
  }

  private static boolean hasLoops(Block block) {
    return block.contains(
        it -> it instanceof Statement.CountedLoop || it instanceof Statement.WhileLoop);
  }

  /** What is assigned in a loop, and what is declared there. */
  private static void collect(Block block, Set<Variable> assigned, Set<Variable> declared) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        assigned.add(assign.target());
      } else if (statement instanceof Statement.Accumulate sum) {
        assigned.add(sum.target());
      }
      declared.addAll(Mentions.definitions(statement));
      statement.blocks().forEach(it -> collect(it, assigned, declared));
    }
  }

  /** Whether a tensor that an operation gives is only handed on to the next iteration. */
  boolean isOne(Variable target) {
    List<Body> around = loops.stream().filter(it -> it.declared().contains(target)).toList();
    if (around.size() != 1 || definitions.get(target) != 1) {
      return false;
    }
    Body loop = around.get(0);
    Set<Variable> states = new HashSet<>();
    for (Variable variable : flows.reachedFrom(target)) {
      if (variable.type() instanceof ArrayType) {
        return false;
      }
      if (loop.assigned().contains(variable) && !loop.declared().contains(variable)) {
        states.add(variable);
      }
    }
    return states.size() == 1 && isHandedOn(target, states.iterator().next(), loop.block());
  }

  private boolean isHandedOn(Variable target, Variable state, Block body) {
    return !flows.comesBackTo(state)
        && assignments(state, body) == 1
        && (assigns(body, state) || assignsAfter(target, state, body));
  }

  private static boolean assigns(Block block, Variable state) {
    return block.statements().stream().anyMatch(it -> isAssignment(it, state));
  }

  /** Whether the block in which the tensor is made assigns the variable, too. */
  private static boolean assignsAfter(Variable target, Variable state, Block block) {
    boolean isHere =
        block.statements().stream().anyMatch(it -> Mentions.definitions(it).contains(target));
    return isHere
        ? assigns(block, state)
        : block.statements().stream()
            .flatMap(it -> it.blocks().stream())
            .anyMatch(it -> assignsAfter(target, state, it));
  }

  private static int assignments(Variable state, Block block) {
    return block.statements().stream()
        .mapToInt(
            it ->
                (changes(it, state) ? 1 : 0)
                    + it.blocks().stream().mapToInt(inner -> assignments(state, inner)).sum())
        .sum();
  }

  private static boolean isAssignment(Statement statement, Variable state) {
    return statement instanceof Statement.Assign assign && assign.target().equals(state);
  }

  private static boolean changes(Statement statement, Variable state) {
    return isAssignment(statement, state)
        || (statement instanceof Statement.Accumulate sum && sum.target().equals(state));
  }
}
