package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.ChangedArrays;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.LiveVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.SectionState.Input;
import dev.gradc.processor.transform.SectionState.Pair;
import dev.gradc.processor.transform.SectionState.State;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what goes into a loop's section and what comes out of it. */
final class SectionStates {

  private final Function function;
  private final ArrayOrigins arrays;
  private final Activity activity;
  private final IdentityHashMap<Statement, Set<Variable>> live;

  SectionStates(Function function, ArrayOrigins arrays, Activity activity) {
    this.function = function;
    this.arrays = arrays;
    this.activity = activity;
    this.live = new LiveVariables().after(function);
  }

  /**
   * What was found.
   *
   * @param isActive whether a derivative comes out of it
   * @param obstacle why the loop can be no section, if it cannot
   */
  record Found(SectionState state, boolean isActive, Optional<String> obstacle) {}

  /** Of a loop of the function. */
  Found of(Statement loop) {
    Statement body = withoutHeader(loop);
    Set<Variable> assigned = new LinkedHashSet<>();
    loop.blocks().forEach(block -> collectAssigned(block, assigned));
    Set<Variable> asked = new LinkedHashSet<>(live.getOrDefault(loop, Set.of()));
    Set<Variable> after = new LinkedHashSet<>(asked);
    Set<Variable> exposed = LiveVariables.exposed(inside(loop, body));
    asked.addAll(exposed);
    ChangedArrays changed = ChangedArrays.in(new Block(List.of(body)), arrays);
    List<Input> constants = new ArrayList<>();
    List<State> states = new ArrayList<>();
    List<Variable> locals = new ArrayList<>();
    boolean isAnyActive = false;
    Set<Variable> mentioned = new LinkedHashSet<>();
    if (loop instanceof Statement.CountedLoop counted && counted.from() instanceof Variable from) {
      mentioned.add(from);
    }
    mentioned.addAll(FreeVariables.of(body));
    for (Variable variable : mentioned) {
      boolean isArray = variable.type() instanceof ArrayType;
      boolean isActive = activity.isActive(variable);
      boolean isAssigned = assigned.contains(variable);
      boolean isCopied = isArray && changed.contains(variable);
      // The adjoint of a variable that is only read goes on from one segment to the next.
      boolean isSummedUp = variable.isMutable() && !isArray && isActive;
      if (isAssigned && !asked.contains(variable)) {
        locals.add(variable);
      } else if (isAssigned || isCopied || isSummedUp) {
        isAnyActive |= isActive && (isAssigned || isCopied);
        boolean isGiven = exposed.contains(variable) || !isCall(loop);
        boolean isRebound = isAssigned || isSummedUp;
        states.add(new State(variable, isRebound, isCopied, isGiven, isActive));
      } else {
        constants.add(new Input(variable, isActive));
      }
    }
    List<Pair> distinct = new ArrayList<>();
    Optional<String> obstacle = obstacle(states, constants, changed, after, distinct);
    return new Found(new SectionState(constants, states, locals, distinct), isAnyActive, obstacle);
  }

  /** What runs: a call as often as it is reached, a loop perhaps not at all. */
  private static Block inside(Statement loop, Statement body) {
    return isCall(loop) ? loop.blocks().get(0) : new Block(List.of(body));
  }

  private static boolean isCall(Statement loop) {
    return loop instanceof Statement.CountedLoop counted
        && counted.checkpoint().filter(Checkpoint::isCall).isPresent();
  }

  /** The loop with all that its iterations do, and nothing that they begin with. */
  private static Statement withoutHeader(Statement loop) {
    return loop instanceof Statement.CountedLoop counted
        ? new Statement.CountedLoop(
            counted.label(),
            counted.index(),
            Constant.of(0),
            Symbol.LT,
            Constant.of(0),
            1,
            counted.body(),
            counted.origin())
        : loop;
  }

  private static void collectAssigned(Block block, Set<Variable> assigned) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
        assigned.add(assign.target());
      } else if (statement instanceof Statement.Accumulate accumulate) {
        assigned.add(accumulate.target());
      }
      statement.blocks().forEach(inner -> collectAssigned(inner, assigned));
    }
  }

  /**
   * Why copies of the arrays could be told from the arrays themselves, if they could.
   *
   * @param distinct gets the pairs of which that is not known before the program runs
   */
  private Optional<String> obstacle(
      List<State> states,
      List<Input> constants,
      ChangedArrays changed,
      Set<Variable> after,
      List<Pair> distinct) {
    List<State> copied = states.stream().filter(State::isCopied).toList();
    for (State state : copied) {
      String name = state.variable().name();
      if (changed.areRowsMoved(state.variable())) {
        return Optional.of("it puts other arrays into the array '" + name + "'");
      }
      Optional<Variable> other = seenElsewhere(state, copied, changed, after);
      if (other.isPresent()) {
        return Optional.of(
            "'"
                + name
                + "' stands for one array after another, which are written and may be seen as '"
                + other.get().name()
                + "' too");
      }
    }
    return pairs(copied, constants, changed, distinct);
  }

  private Optional<String> pairs(
      List<State> copied, List<Input> constants, ChangedArrays changed, List<Pair> distinct) {
    for (int i = 0; i < copied.size(); i++) {
      Variable one = copied.get(i).variable();
      List<Variable> others = new ArrayList<>();
      copied.subList(i + 1, copied.size()).forEach(it -> others.add(it.variable()));
      constants.forEach(it -> others.add(it.variable()));
      for (Variable other : others) {
        if (!(other.type() instanceof ArrayType) || !changed.meet(one, other)) {
          continue;
        }
        if (!one.type().equals(other.type())) {
          return Optional.of(
              "'%s' may hold '%s' or be a part of it, and is written"
                  .formatted(one.name(), other.name()));
        }
        ArrayNames names = new ArrayNames(function);
        distinct.add(new Pair(one, other, names.of(one) + " and " + names.of(other)));
      }
    }
    return Optional.empty();
  }

  /** A name under which somebody may see an array that the loop gives up for another one. */
  private Optional<Variable> seenElsewhere(
      State state, List<State> copied, ChangedArrays changed, Set<Variable> after) {
    if (!state.isAssigned()) {
      return Optional.empty();
    }
    Set<Variable> seen = new LinkedHashSet<>(after);
    function.parameters().forEach(parameter -> seen.add(parameter.variable()));
    copied.stream().filter(it -> !it.isAssigned()).forEach(it -> seen.add(it.variable()));
    copied.stream().filter(State::isAssigned).forEach(it -> seen.remove(it.variable()));
    return seen.stream()
        .filter(it -> it.type() instanceof ArrayType && changed.meet(state.variable(), it))
        .findFirst();
  }
}
