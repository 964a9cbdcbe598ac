package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arrays of numbers of the gradient, to which derivatives are added, and their rows; and which
 * of them the backward region does nothing to but add, so that it does not matter when.
 */
final class GradientArrays {

  private final Map<Variable, Variable> roots = new LinkedHashMap<>();
  private final Set<Variable> touched = new LinkedHashSet<>();

  /**
   * @param backward of these regions
   */
  GradientArrays(AdjointRegions regions, Block backward) {
    regions.adjoints().stream()
        .flatMap(Optional::stream)
        .filter(adjoint -> isOfNumbers(adjoint.type()))
        .forEach(adjoint -> roots.put(adjoint, adjoint));
    touchAll(regions.forward());
    visit(backward);
  }

  /** Arrays of tensors are told apart by what stood there before the backward pass. */
  private static boolean isOfNumbers(Type type) {
    return type instanceof ArrayType array && array.innermost() instanceof Scalar;
  }

  /** Whether the variable stands for an array of the gradient, or a row of one. */
  boolean contains(Atom atom) {
    return atom instanceof Variable variable && roots.containsKey(variable);
  }

  /** Whether nothing is done to the array but adding to its elements. */
  boolean isOnlyAddedTo(Variable array) {
    return roots.containsKey(array) && !touched.contains(roots.get(array));
  }

  /** Adjoints that the forward region knows go along with arrays that change places. */
  private void touchAll(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.in(statement).forEach(this::touch);
      statement.blocks().forEach(this::touchAll);
    }
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && isView(assign)) {
        roots.put(assign.target(), roots.get(source(assign.operation())));
      } else if (!(statement instanceof Statement.AccumulateElement) && !isWrap(statement)) {
        Mentions.in(statement).forEach(this::touch);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void touch(Atom atom) {
    if (contains(atom)) {
      touched.add(roots.get((Variable) atom));
    }
  }

  /** Whether a row of a gradient's array, or the array, gets one more name. */
  private boolean isView(Statement.Assign assign) {
    return assign.target().type() instanceof ArrayType
        && !assign.target().isMutable()
        && contains(source(assign.operation()));
  }

  private static Atom source(Operation operation) {
    if (operation instanceof Operation.Load load) {
      return load.array();
    }
    return operation instanceof Operation.Copy copy ? copy.value() : null;
  }

  /** Whether the arrays are handed to a gradient, to which a pullback of another method adds. */
  static boolean isWrap(Statement statement) {
    return statement instanceof Statement.Invoke invoke
        && invoke.member().name().equals("wrap")
        && invoke.member().owner().endsWith(".Gradient");
  }
}
