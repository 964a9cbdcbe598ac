package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
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
  private final AdjointArrays adjoints;
  private final LoopAndReverse loop;
  private final Set<Variable> inside;

  /** Arrays that an iteration makes for itself, their rows, and their adjoints. */
  private final Set<Variable> own = new LinkedHashSet<>();

  /**
   * @param arrays of the forward region
   * @param adjoints that are there before the loop
   */
  IndependentIterations(
      AdjointRegions regions, ArrayOrigins arrays, AdjointArrays adjoints, LoopAndReverse loop) {
    this.regions = regions;
    this.arrays = arrays;
    this.adjoints = adjoints;
    this.loop = loop;
    this.inside = loop.inside();
    collectOwn(loop.loop().body());
    collectOwn(loop.back());
  }

  boolean areSo() {
    Block body = loop.loop().body();
    return !(makesAdjoints(body) && givesArraysAway(body)) && onlyAdds(loop.back());
  }

  private static boolean makesAdjoints(Block body) {
    return body.contains(
        statement ->
            statement instanceof Statement.Assign assign
                && AdjointArrays.isMade(assign.operation()));
  }

  /**
   * Whether an array gets a name that changes, or becomes a part of another one: another iteration
   * might have it by that name.
   */
  private static boolean givesArraysAway(Block body) {
    return body.contains(
        statement ->
            (statement instanceof Statement.Assign assign
                    && assign.target().isMutable()
                    && assign.target().type() instanceof ArrayType)
                || (statement instanceof Statement.Store store
                    && store.value().type() instanceof ArrayType));
  }

  private void collectOwn(Block body) {
    for (Statement statement : body.statements()) {
      if (statement instanceof Statement.Assign assign
          && AdjointArrays.isOfNumbers(assign.target().type())
          && isOwn(assign.operation())) {
        own.add(assign.target());
      }
      statement.blocks().forEach(this::collectOwn);
    }
  }

  private boolean isOwn(Operation operation) {
    return operation instanceof Operation.NewArray
        || operation instanceof Operation.AdjointLike
        || own.contains(AdjointArrays.source(operation));
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
        || (AdjointArrays.isWrap(invoke) && isOnlyAddedTo((Variable) argument));
  }

  private boolean isOnlyAddedTo(Variable array) {
    return adjoints.isOnlyAddedToBefore(array, loop.number());
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
      return own.contains(load.array())
          || isUnchanged(load.array())
          || (isArray && isOnlyAddedTo(load.array()));
    }
    if (operation instanceof Operation.Length length) {
      return own.contains(length.array())
          || isUnchanged(length.array())
          || adjoints.contains(length.array());
    }
    return operation instanceof Operation.Apply
        || (operation instanceof Operation.Copy && !isArray);
  }

  /** Whether it is an array of the caller's, that nobody writes. */
  private boolean isUnchanged(Variable array) {
    return regions.parameters().contains(array) && !arrays.mayChangeWithin(array);
  }
}
