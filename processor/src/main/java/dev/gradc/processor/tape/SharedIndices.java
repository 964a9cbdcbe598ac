package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Optional;

/**
 * Shapes that are asked for, and arrays of no axis or one: where they are read and nobody can
 * change them, the library's own arrays will do, and none is made.
 */
final class SharedIndices {

  private static final String SHARED = ObjectType.TENSOR_PACKAGE + "SharedShapes";
  private static final Optional<Type> INDICES = Optional.of(new ArrayType(Scalar.INT));
  private static final Member SHAPE =
      Member.ofStatic(SHARED, "shape", List.of(ObjectType.TENSOR), INDICES);
  private static final Member NO_AXES = Member.ofStatic(SHARED, "none", List.of(), INDICES);
  private static final Member AXIS = Member.ofStatic(SHARED, "axis", List.of(Scalar.INT), INDICES);

  private final TensorFlows flows;

  SharedIndices(TensorFlows flows) {
    this.flows = flows;
  }

  /** How a loop is asked for the shape of what it does not store. */
  Member shapeOfInner(Variable target) {
    return flows.canBeShared(target, 0) ? FusedLoop.SHARED_SHAPE_OF : FusedLoop.SHAPE_OF;
  }

  /** Whether the statement may make such an array. */
  boolean isOne(Statement statement) {
    return (statement instanceof Statement.Invoke invoke && isShape(invoke))
        || (statement instanceof Statement.Assign assign && isAxes(assign));
  }

  /**
   * Takes a shared array where that will do, else the statement as it is. Gives how many of the
   * statements that follow it has taken.
   */
  int share(Statement statement, List<Statement> following, List<Statement> statements) {
    if (statement instanceof Statement.Invoke invoke) {
      statements.add(
          new Statement.Invoke(invoke.targets(), SHAPE, invoke.arguments(), invoke.origin()));
      return 0;
    }
    return share((Statement.Assign) statement, following, statements);
  }

  private boolean isShape(Statement.Invoke invoke) {
    Member member = invoke.member();
    return member.owner().equals(ObjectType.TENSOR.name())
        && member.name().equals("shape")
        && flows.canBeShared(invoke.targets().get(0), 0);
  }

  /** Whether it makes an array for operations on tensors to read, such as axes. */
  private boolean isAxes(Statement.Assign assign) {
    return assign.operation() instanceof Operation.NewArray
        && INDICES.get().equals(assign.target().type())
        && flows.isForTensors(assign.target());
  }

  private int share(
      Statement.Assign assign, List<Statement> following, List<Statement> statements) {
    Variable target = assign.target();
    Atom length = assign.operation().arguments().get(0);
    List<Variable> targets = List.of(target);
    if (length.equals(Constant.of(0)) && flows.canBeShared(target, 0)) {
      statements.add(new Statement.Invoke(targets, NO_AXES, List.of(), assign.origin()));
      return 0;
    }
    if (length.equals(Constant.of(1))
        && !following.isEmpty()
        && following.get(0) instanceof Statement.Store store
        && store.array().equals(target)
        && store.index().equals(Constant.of(0))
        && store.value() instanceof Constant
        && flows.canBeShared(target, 1)) {
      List<Atom> axis = List.of(store.value());
      statements.add(new Statement.Invoke(targets, AXIS, axis, assign.origin()));
      return 1;
    }
    statements.add(assign);
    return 0;
  }
}
