package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Carries cotangents back through the call of a member whose pullback is a function of numbers and
 * arrays alone. No object holds the gradient, so that this can be differentiated again.
 */
final class FunctionPullback {

  private final ArrayOrigins arrays;
  private final AdjointVariables adjoints;
  private final FreshNames names;
  private final List<Statement> reversed;

  FunctionPullback(Setting setting, List<Statement> reversed) {
    this.arrays = setting.arrays();
    this.adjoints = setting.adjoints();
    this.names = setting.names();
    this.reversed = reversed;
  }

  /**
   * Writes the call.
   *
   * @param kept the arguments as they were at the call
   * @param parts for each active array its adjoint, by position
   */
  void write(
      Statement.Invoke statement, List<Atom> kept, List<Atom> seeds, Map<Integer, Variable> parts) {
    ElementLoops loops = new ElementLoops(names, statement.origin());
    List<Atom> arguments = new ArrayList<>(kept);
    for (int position : statement.member().effects().written()) {
      // The function writes it as the member does, and is not the last to read it.
      arguments.set(position, loops.copy((Variable) kept.get(position), reversed));
    }
    arguments.addAll(seeds);
    Map<Integer, Variable> apart = new LinkedHashMap<>();
    for (int position : withOthers(statement, parts.keySet())) {
      Variable part = names.fresh("part", parts.get(position).type(), Role.SINGLE);
      loops.zerosLike((Variable) kept.get(position), part, reversed);
      apart.put(position, part);
    }
    parts.forEach((position, part) -> arguments.add(apart.getOrDefault(position, part)));
    List<Statement> added = new ArrayList<>();
    List<Variable> numbers = numbers(statement, added);
    Member.Pullback pullback = statement.member().pullback().orElseThrow();
    Set<Integer> cotangents =
        IntStream.range(kept.size(), kept.size() + seeds.size())
            .boxed()
            .collect(Collectors.toSet());
    Member function = pullback.function().orElseThrow().carrying(cotangents);
    reversed.add(new Statement.Invoke(numbers, function, arguments, statement.origin()));
    reversed.addAll(added);
    apart.forEach(
        (position, part) ->
            loops.add(part, parts.get(position), part, loops.lengthOf(part, reversed), reversed));
  }

  /** The adjoints of active numbers, and what adds them up. */
  private List<Variable> numbers(Statement.Invoke statement, List<Statement> added) {
    List<Variable> numbers = new ArrayList<>();
    for (int i = 0; i < statement.arguments().size(); i++) {
      Atom argument = statement.arguments().get(i);
      if (statement.member().pullback().orElseThrow().isActive(i)
          && argument.type() instanceof Scalar type) {
        Variable number = names.fresh("cotangent", type, Role.SINGLE);
        numbers.add(number);
        if (adjoints.isActive(argument)) {
          Variable adjoint = adjoints.scalar((Variable) argument);
          added.add(new Statement.Accumulate(adjoint, number, statement.origin()));
        }
      }
    }
    return numbers;
  }

  /**
   * Positions of arrays that may be, or share rows with, one that is passed before, or in which one
   * row may stand twice: the function adds to each place for itself, and its derivatives insist on
   * that. What the member writes is passed once in any case.
   */
  private Set<Integer> withOthers(Statement.Invoke statement, Set<Integer> positions) {
    Set<Integer> found = new LinkedHashSet<>();
    List<Integer> inPlace = statement.member().inPlace();
    for (int position : positions) {
      Variable array = (Variable) statement.arguments().get(position);
      boolean isPassedBefore =
          positions.stream()
              .filter(other -> other < position && !inPlace.contains(other))
              .map(other -> (Variable) statement.arguments().get(other))
              .anyMatch(other -> maybeShare(array, other));
      boolean isApart = isPassedBefore || arrays.areRowsMoved(array);
      if (isApart && !inPlace.contains(position)) {
        found.add(position);
      }
    }
    return found;
  }

  private boolean maybeShare(Variable one, Variable other) {
    return one.type() instanceof ArrayType
        && !Collections.disjoint(arrays.classesOf(one), arrays.classesOf(other));
  }
}
