package dev.gradc.processor.derivatives;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Settles whether two arrays are one where one of them was made by the function itself and nothing
 * connects it with the other: then they are not.
 */
final class SettledIdentities {

  private final ArrayOrigins arrays;
  private final Set<Variable> ours;

  /** Classes of arrays that were there before, or that other code has given. */
  private final Set<Variable> strange = new LinkedHashSet<>();

  private SettledIdentities(ArrayOrigins arrays, Set<Variable> ours) {
    this.arrays = arrays;
    this.ours = ours;
  }

  /**
   * The function with such comparisons settled.
   *
   * @param ours variables that the user's method does not have
   */
  static Function settled(Function function, Set<Variable> ours) {
    SettledIdentities identities =
        new SettledIdentities(new AliasAnalysis().analyze(function), ours);
    function.parameters().forEach(it -> identities.note(it.variable()));
    identities.collect(function.body());
    return function.with(identities.settled(function.body()));
  }

  private void note(Atom atom) {
    if (atom instanceof Variable variable && variable.type() instanceof ArrayType) {
      strange.addAll(arrays.classesOf(variable));
    }
  }

  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Call call) {
        call.targets().forEach(this::note);
        call.arguments().forEach(this::note);
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.targets().forEach(this::note);
        invoke.arguments().forEach(this::note);
      } else if (statement instanceof Statement.Assign assign && !isOwn(assign.operation())) {
        note(assign.target());
      }
      statement.blocks().forEach(this::collect);
    }
  }

  /** Whether it makes an array, or hands on one that the analysis knows. */
  private static boolean isOwn(Operation operation) {
    return operation instanceof Operation.NewArray
        || operation instanceof Operation.AdjointLike
        || operation instanceof Operation.Copy
        || operation instanceof Operation.Load
        || operation instanceof Operation.DetachArray;
  }

  private Block settled(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && ours.contains(assign.target())
          && assign.operation() instanceof Operation.Inspect inspect
          && inspect.aspect() == Aspect.SAME
          && areTwo(inspect.objects().get(0), inspect.objects().get(1))) {
        Operation no = new Operation.Copy(Constant.FALSE);
        statements.add(new Statement.Assign(assign.target(), no, assign.origin()));
      } else {
        statements.add(
            statement.withBlocks(statement.blocks().stream().map(this::settled).toList()));
      }
    }
    return new Block(statements);
  }

  private boolean areTwo(Atom one, Atom other) {
    if (one instanceof Variable first
        && first.type() instanceof ArrayType
        && other instanceof Variable second
        && second.type() instanceof ArrayType) {
      Variable left = arrays.classOf(first);
      Variable right = arrays.classOf(second);
      return !left.equals(right) && (!strange.contains(left) || !strange.contains(right));
    }
    return false;
  }
}
