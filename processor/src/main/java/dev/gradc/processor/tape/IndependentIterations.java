package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether the iterations of a loop go back without regard to one another: to what is outside, the
 * reverse of each only adds; and what it reads besides are arrays that its own iteration has made,
 * and what nobody changes.
 */
final class IndependentIterations {

  private final AdjointRegions regions;
  private final ArrayOrigins arrays;
  private final GradientArrays gradient;
  private final LocalAdjoints adjoints;
  private final Statement.CountedLoop loop;
  private final Block back;
  private final int number;

  /** What the two ways define, apart from indices. */
  private final Set<Variable> inside;

  /** Arrays that an iteration makes for itself, their rows, and their adjoints. */
  private final Set<Variable> own = new LinkedHashSet<>();

  /**
   * @param loop of the forward region
   * @param back what an iteration's reverse does
   * @param number of the loop among the statements of the backward region
   */
  IndependentIterations(
      AdjointRegions regions,
      ArrayOrigins arrays,
      GradientArrays gradient,
      LocalAdjoints adjoints,
      Statement.CountedLoop loop,
      Block back,
      int number) {
    this.regions = regions;
    this.arrays = arrays;
    this.gradient = gradient;
    this.adjoints = adjoints;
    this.loop = loop;
    this.back = back;
    this.number = number;
    this.inside = new LinkedHashSet<>(DefinedVariables.in(loop.body()));
    inside.addAll(DefinedVariables.in(back));
  }

  boolean areSo() {
    if (makesAdjoints(loop.body()) && givesArraysAway(loop.body())) {
      return false;
    }
    collectOwn(loop.body());
    return onlyAdds(back);
  }

  private static boolean makesAdjoints(Block body) {
    return body.statements().stream()
        .anyMatch(
            statement ->
                (statement instanceof Statement.Assign assign
                        && LocalAdjoints.isAdjoint(assign.operation()))
                    || statement.blocks().stream().anyMatch(IndependentIterations::makesAdjoints));
  }

  /**
   * Whether an array gets a name that changes, or becomes a part of another one: another iteration
   * might have it by that name.
   */
  private static boolean givesArraysAway(Block body) {
    return body.statements().stream()
        .anyMatch(
            statement ->
                (statement instanceof Statement.Assign assign
                        && assign.target().isMutable()
                        && assign.target().type() instanceof ArrayType)
                    || (statement instanceof Statement.Store store
                        && store.value().type() instanceof ArrayType)
                    || statement.blocks().stream()
                        .anyMatch(IndependentIterations::givesArraysAway));
  }

  private void collectOwn(Block body) {
    for (Statement statement : body.statements()) {
      if (statement instanceof Statement.Assign assign
          && LocalAdjoints.isOfNumbers(assign.target().type())
          && isOwn(assign.operation())) {
        own.add(assign.target());
      }
      statement.blocks().forEach(this::collectOwn);
    }
  }

  private boolean isOwn(Operation operation) {
    if (operation instanceof Operation.Load load) {
      return own.contains(load.array());
    }
    if (operation instanceof Operation.Copy copy) {
      return own.contains(copy.value());
    }
    return operation instanceof Operation.NewArray || operation instanceof Operation.AdjointLike;
  }

  private boolean onlyAdds(Block block) {
    return block.statements().stream()
        .allMatch(
            statement ->
                onlyAdds(statement) && statement.blocks().stream().allMatch(this::onlyAdds));
  }

  private boolean onlyAdds(Statement statement) {
    if (statement instanceof Statement.AccumulateElement addition) {
      return own.contains(addition.array()) || isOnlyAddedTo(addition.array());
    }
    if (statement instanceof Statement.Store store) {
      return own.contains(store.array()) && !(store.value().type() instanceof ArrayType);
    }
    if (statement instanceof Statement.Clear clear) {
      return own.contains(clear.array());
    }
    if (statement instanceof Statement.Assign assign) {
      boolean isOwn = !assign.target().isMutable() || inside.contains(assign.target());
      return (isOwn || regions.carriers().contains(assign.target())) && onlyReads(assign);
    }
    if (statement instanceof Statement.Invoke invoke) {
      return invoke.member().effects().written().isEmpty()
          && invoke.arguments().stream().allMatch(argument -> isHarmless(argument, invoke));
    }
    return statement instanceof Statement.Accumulate
        || statement instanceof Statement.Declare
        || statement instanceof Statement.If
        || statement instanceof Statement.CountedLoop;
  }

  private boolean isHarmless(Atom argument, Statement.Invoke invoke) {
    return !(argument.type() instanceof ArrayType)
        || isUnchanged((Variable) argument)
        || own.contains(argument)
        || (GradientArrays.isWrap(invoke) && isOnlyAddedTo((Variable) argument));
  }

  private boolean isOnlyAddedTo(Variable array) {
    return gradient.isOnlyAddedTo(array) || adjoints.isOnlyAddedToBefore(array, number);
  }

  /** Whether the atom is an adjoint of the outside, that other iterations add to as well. */
  private boolean isSum(Atom atom) {
    return atom instanceof Variable variable
        && variable.isMutable()
        && !inside.contains(variable)
        && !regions.carriers().contains(variable);
  }

  private boolean onlyReads(Statement.Assign assign) {
    Operation operation = assign.operation();
    boolean isArray = assign.target().type() instanceof ArrayType;
    if (operation.arguments().stream().anyMatch(this::isSum)) {
      return false;
    }
    if (operation instanceof Operation.Load load) {
      if (isArray && own.contains(load.array())) {
        own.add(assign.target());
      }
      return own.contains(load.array())
          || isUnchanged(load.array())
          || (isArray && isOnlyAddedTo(load.array()));
    }
    if (operation instanceof Operation.Length length) {
      return own.contains(length.array())
          || isUnchanged(length.array())
          || gradient.contains(length.array());
    }
    return operation instanceof Operation.Apply
        || (operation instanceof Operation.Copy && !isArray);
  }

  /** Whether it is an array of the caller's, that nobody writes. */
  private boolean isUnchanged(Variable array) {
    return regions.parameters().contains(array) && !arrays.isWrittenWithin(array);
  }
}
