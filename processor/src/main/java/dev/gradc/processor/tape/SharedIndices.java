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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Shapes that are asked for, and arrays of no axis or one: where they are read and nobody can
 * change them, the library's own arrays will do, and none is made. Other arrays that operations
 * read are kept, as long as nobody else holds them.
 */
final class SharedIndices {

  private static final String SHARED = ObjectType.TENSOR_PACKAGE + "SharedShapes";
  private static final Optional<Type> INDICES = Optional.of(new ArrayType(Scalar.INT));
  private static final Member SHAPE =
      Member.ofStatic(SHARED, "shape", List.of(ObjectType.TENSOR), INDICES);
  private static final Member NO_AXES = Member.ofStatic(SHARED, "none", List.of(), INDICES);
  private static final Member AXIS = Member.ofStatic(SHARED, "axis", List.of(Scalar.INT), INDICES);

  /** What gives an array like a new one, that is kept. */
  private static final List<Member> LIKE_NEW =
      List.of(
          likeNew("zeros", new ArrayType(Scalar.INT), 1),
          likeNew("indexRows", new ArrayType(new ArrayType(Scalar.INT)), 1),
          likeNew("indexMatrix", new ArrayType(new ArrayType(Scalar.INT)), 2),
          likeNew("tensors", new ArrayType(ObjectType.TENSOR), 1),
          likeNew("tensorRows", new ArrayType(new ArrayType(ObjectType.TENSOR)), 1),
          likeNew("tensorMatrix", new ArrayType(new ArrayType(ObjectType.TENSOR)), 2));

  private static Member likeNew(String name, Type type, int lengths) {
    List<Type> parameters = new ArrayList<>(Collections.nCopies(lengths, Scalar.INT));
    parameters.add(ObjectType.KEPT_PLACES);
    return Member.ofStatic(ObjectType.KEPT_PLACES.name(), name, parameters, Optional.of(type));
  }

  private final TensorFlows flows;

  SharedIndices(TensorFlows flows) {
    this.flows = flows;
  }

  /** How a loop is asked for the shape of what it does not store. */
  Member shapeOfInner(Variable target) {
    return flows.canBeShared(target, 0) ? FusedLoop.SHARED_SHAPE_OF : FusedLoop.SHAPE_OF;
  }

  /** Whether a shared array will do for what the statement makes. */
  boolean isOne(Statement statement, List<Statement> following) {
    return statement instanceof Statement.Invoke invoke
        ? isShape(invoke)
        : statement instanceof Statement.Assign assign
            && isAxes(assign)
            && (isNone(assign) || isAxis(assign, following));
  }

  /**
   * What gives the array that a statement makes, if the same place can write that again in the next
   * evaluation.
   */
  Optional<Member> likeNew(Statement.Assign assign) {
    Variable target = assign.target();
    if (!flows.areOfTensors()
        || !(assign.operation() instanceof Operation.NewArray made)
        || flows.escapes(target)
        || (made.lengths().size() > 1 && !flows.keepsItsRows(target))) {
      return Optional.empty();
    }
    return LIKE_NEW.stream()
        .filter(it -> it.parameters().size() == made.lengths().size() + 1)
        .filter(it -> it.result().equals(Optional.of(target.type())))
        .findFirst();
  }

  /** Takes a shared array. Gives how many of the statements that follow it has taken. */
  int share(Statement statement, List<Statement> following, List<Statement> statements) {
    if (statement instanceof Statement.Invoke invoke) {
      statements.add(
          new Statement.Invoke(invoke.targets(), SHAPE, invoke.arguments(), invoke.origin()));
      return 0;
    }
    Statement.Assign assign = (Statement.Assign) statement;
    List<Variable> targets = List.of(assign.target());
    if (isNone(assign)) {
      statements.add(new Statement.Invoke(targets, NO_AXES, List.of(), assign.origin()));
      return 0;
    }
    List<Atom> axis = List.of(((Statement.Store) following.get(0)).value());
    statements.add(new Statement.Invoke(targets, AXIS, axis, assign.origin()));
    return 1;
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

  private boolean isNone(Statement.Assign assign) {
    return length(assign).equals(Constant.of(0)) && flows.canBeShared(assign.target(), 0);
  }

  private boolean isAxis(Statement.Assign assign, List<Statement> following) {
    return length(assign).equals(Constant.of(1))
        && !following.isEmpty()
        && following.get(0) instanceof Statement.Store store
        && store.array().equals(assign.target())
        && store.index().equals(Constant.of(0))
        && store.value() instanceof Constant
        && flows.canBeShared(assign.target(), 1);
  }

  private static Atom length(Statement.Assign assign) {
    return assign.operation().arguments().get(0);
  }
}
