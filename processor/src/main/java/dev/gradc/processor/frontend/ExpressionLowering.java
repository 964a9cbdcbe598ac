package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions: the ones with a kind of their own here, the others by their families. */
final class ExpressionLowering extends SimpleTreeVisitor<Expression, Void> {

  private final Lowering lowering;
  private final NameLowering names;
  private final OperatorLowering operators;
  private final AssignmentLowering assignments;
  private final CallLowering calls;
  private final StatementLowering statements;
  private final ObjectLowering objects;

  /**
   * @param statements for those within expressions
   */
  ExpressionLowering(Lowering lowering, StatementLowering statements) {
    this.lowering = lowering;
    this.statements = statements;
    this.objects = new ObjectLowering(lowering, this);
    this.names = new NameLowering(lowering, this);
    this.operators = new OperatorLowering(lowering, this);
    this.assignments = new AssignmentLowering(lowering, this);
    this.calls = new CallLowering(lowering, this);
  }

  ObjectLowering objects() {
    return objects;
  }

  /** The expression with its own type. */
  Expression lower(Tree tree) {
    return visit(tree, null);
  }

  /** The expression, converted. */
  Expression lower(Tree tree, Type type) {
    int before = lowering.refusals().count();
    // An array initializer has the type of what it initializes.
    Expression expression;
    if (tree instanceof NewArrayTree array && array.getType() == null) {
      expression = initializer(array, type);
    } else if (tree instanceof ParenthesizedTree inside) {
      return lower(inside.getExpression(), type);
    } else if (tree instanceof ConditionalExpressionTree choice && isTypedByPlace(choice, type)) {
      expression = conditional(choice, type);
    } else if (tree.getKind() == Tree.Kind.NULL_LITERAL && type instanceof ObjectType object) {
      expression = MemberUses.none(object, lowering.origin(tree));
    } else {
      expression = lower(tree);
    }
    return lowering.refusals().count() == before
        ? lowering.conversions().converted(expression, type)
        : Conversions.placeholder(type, expression.origin());
  }

  /** Whether javac tells of a choice what the place asks for, which is less than we know. */
  private boolean isTypedByPlace(ConditionalExpressionTree tree, Type wanted) {
    Optional<Type> type = lowering.trees().type(tree);
    return wanted instanceof ArrayType
        ? !(type.orElse(null) instanceof ArrayType)
        : wanted instanceof ObjectType && type.isEmpty();
  }

  @Override
  protected Expression defaultAction(Tree tree, Void nothing) {
    lowering.refusals().add(Fence.refusal(tree, lowering.origin(tree)));
    return lowering.placeholder(tree);
  }

  @Override
  public Expression visitParenthesized(ParenthesizedTree tree, Void nothing) {
    return lower(tree.getExpression());
  }

  @Override
  public Expression visitLiteral(LiteralTree tree, Void nothing) {
    Optional<Type> type = lowering.trees().type(tree);
    return type.isEmpty()
        ? lowering.refusedType(tree)
        : ObjectLowering.constant(tree.getValue(), type.get(), lowering.origin(tree));
  }

  @Override
  public Expression visitIdentifier(IdentifierTree tree, Void nothing) {
    return names.identifier(tree);
  }

  @Override
  public Expression visitMemberSelect(MemberSelectTree tree, Void nothing) {
    if (tree.getIdentifier().contentEquals("length")
        && lowering.trees().type(tree.getExpression()).orElse(null) instanceof ArrayType) {
      return new Expression.Length(lower(tree.getExpression()), lowering.origin(tree));
    }
    return names.memberSelect(tree);
  }

  @Override
  public Expression visitUnary(UnaryTree tree, Void nothing) {
    return switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          assignments.step(tree);
      default -> operators.unary(tree);
    };
  }

  @Override
  public Expression visitBinary(BinaryTree tree, Void nothing) {
    return operators.binary(tree);
  }

  @Override
  public Expression visitTypeCast(TypeCastTree tree, Void nothing) {
    return operators.cast(tree);
  }

  @Override
  public Expression visitAssignment(AssignmentTree tree, Void nothing) {
    return assignments.simple(tree);
  }

  @Override
  public Expression visitCompoundAssignment(CompoundAssignmentTree tree, Void nothing) {
    return assignments.compound(tree);
  }

  @Override
  public Expression visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
    return calls.call(tree);
  }

  @Override
  public Expression visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
    return statements.switches().expression(tree);
  }

  @Override
  public Expression visitNewClass(NewClassTree tree, Void nothing) {
    return calls.records().created(tree);
  }

  @Override
  public Expression visitInstanceOf(InstanceOfTree tree, Void nothing) {
    return objects.instanceOf(tree, statements);
  }

  /** {@code this(x, y)} in a constructor of a record. */
  Expression delegated(MethodInvocationTree tree, RecordType record) {
    return calls.records().delegated(tree, record);
  }

  @Override
  public Expression visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
    Optional<Type> type = lowering.trees().type(tree);
    if (type.isEmpty()) {
      lower(tree.getCondition(), Scalar.BOOLEAN);
      int before = lowering.refusals().count();
      lower(tree.getTrueExpression());
      lower(tree.getFalseExpression());
      return lowering.refusals().count() > before
          ? lowering.placeholder(tree)
          : lowering.refusedType(tree);
    }
    return conditional(tree, type.get());
  }

  private Expression conditional(ConditionalExpressionTree tree, Type type) {
    return new Expression.Conditional(
        lower(tree.getCondition(), Scalar.BOOLEAN),
        lower(tree.getTrueExpression(), type),
        lower(tree.getFalseExpression(), type),
        Optional.of(type),
        lowering.origin(tree));
  }

  @Override
  public Expression visitArrayAccess(ArrayAccessTree tree, Void nothing) {
    int before = lowering.refusals().count();
    Optional<Place> place = element(tree);
    if (place.isPresent()) {
      return new Expression.Read(place.get(), lowering.origin(tree));
    }
    return lowering.refusals().count() > before
        ? lowering.placeholder(tree)
        : lowering.refusedType(tree.getExpression());
  }

  /** The place {@code array[index]}; none if the array is not one that we know. */
  Optional<Place> element(ArrayAccessTree tree) {
    Expression array = lower(tree.getExpression());
    Expression index = lower(tree.getIndex(), Scalar.INT);
    return array.type().orElse(null) instanceof ArrayType
        ? Optional.of(new Place.ElementPlace(array, index))
        : Optional.empty();
  }

  @Override
  public Expression visitNewArray(NewArrayTree tree, Void nothing) {
    Optional<Type> type = lowering.trees().type(tree);
    if (type.isEmpty()) {
      return lowering.refusedType(tree);
    }
    if (tree.getInitializers() != null) {
      return initializer(tree, type.get());
    }
    List<Expression> lengths = new ArrayList<>();
    tree.getDimensions().forEach(length -> lengths.add(lower(length, Scalar.INT)));
    return new Expression.NewArray(
        ((ArrayType) type.get()).element(), lengths, lowering.origin(tree));
  }

  private Expression initializer(NewArrayTree tree, Type type) {
    if (!(type instanceof ArrayType array)) {
      return lowering.refusedType(tree);
    }
    List<Expression> elements = new ArrayList<>();
    tree.getInitializers().forEach(element -> elements.add(lower(element, array.element())));
    return new Expression.ArrayLiteral(array.element(), elements, lowering.origin(tree));
  }
}
