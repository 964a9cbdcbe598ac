package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Place;
import java.util.List;
import java.util.Optional;

/** Assignments: simple, compound, and steps by one. */
final class AssignmentLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;

  AssignmentLowering(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
  }

  Expression simple(AssignmentTree tree) {
    Optional<Place> place = place(tree.getVariable());
    if (place.isEmpty()) {
      expressions.lower(tree.getExpression());
      return lowering.placeholder(tree);
    }
    Expression value = expressions.lower(tree.getExpression(), place.get().type());
    return new Expression.Assign(place.get(), value, lowering.origin(tree));
  }

  Expression compound(CompoundAssignmentTree tree) {
    int before = lowering.refusals().count();
    Optional<Place> place = place(tree.getVariable());
    Expression value = expressions.lower(tree.getExpression());
    if (place.orElse(null) instanceof Place.LocalPlace text
        && text.type().equals(ObjectType.STRING)) {
      Expression old = new Expression.Read(text, lowering.origin(tree));
      Expression all = expressions.objects().concatenated(List.of(old, value), tree);
      return new Expression.Assign(text, all, lowering.origin(tree));
    }
    Optional<Symbol> symbol = Symbols.of(tree.getKind());
    if (place.isEmpty() || symbol.isEmpty() || lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    if (isBox(place.get(), tree)) {
      return lowering.placeholder(tree);
    }
    Optional<Scalar> held = value.type().flatMap(ObjectTypes::boxed);
    if (held.isPresent()) {
      value = lowering.conversions().converted(value, held.get());
    }
    if (place.get().type() instanceof Scalar left
        && value.type().orElse(null) instanceof Scalar right) {
      boolean isShift = symbol.get().isShift();
      Scalar type = isShift ? Conversions.promoted(left) : Conversions.promoted(left, right);
      return new Expression.CompoundAssign(
          place.get(),
          new BasicOperator(symbol.get(), type),
          lowering.conversions().converted(value, isShift ? Scalar.INT : type),
          false,
          lowering.origin(tree));
    }
    return expressions.defaultAction(tree, null);
  }

  /** {@code ++} and {@code --}, before or after. */
  Expression step(UnaryTree tree) {
    Optional<Place> place = place(tree.getExpression());
    if (place.isEmpty()
        || isBox(place.get(), tree)
        || !(place.get().type() instanceof Scalar scalar)) {
      return lowering.placeholder(tree);
    }
    Tree.Kind kind = tree.getKind();
    boolean isUp = kind == Tree.Kind.PREFIX_INCREMENT || kind == Tree.Kind.POSTFIX_INCREMENT;
    boolean isPostfix = kind == Tree.Kind.POSTFIX_INCREMENT || kind == Tree.Kind.POSTFIX_DECREMENT;
    Scalar type = Conversions.promoted(scalar);
    return new Expression.CompoundAssign(
        place.get(),
        new BasicOperator(isUp ? Symbol.ADD : Symbol.SUB, type),
        new Expression.Literal(one(type), lowering.origin(tree)),
        isPostfix,
        lowering.origin(tree));
  }

  /** Whether a box would be changed, which is refused: it would be taken apart and made anew. */
  private boolean isBox(Place place, Tree tree) {
    Optional<Scalar> held = ObjectTypes.boxed(place.type());
    held.ifPresent(
        scalar ->
            lowering
                .refusals()
                .add(
                    DiagnosticCode.BOXED_TYPE,
                    lowering.origin(tree),
                    ObjectTypes.box(scalar).substring("java.lang/".length()),
                    scalar.keyword()));
    return held.isPresent();
  }

  private static Constant one(Scalar type) {
    return switch (type) {
      case LONG -> new Constant(1L, type);
      case FLOAT, DOUBLE -> Constant.of(1.0, type);
      default -> Constant.of(1);
    };
  }

  /** What is assigned to; none after a problem, which is said. */
  private Optional<Place> place(ExpressionTree tree) {
    ExpressionTree variable = tree;
    while (variable instanceof ParenthesizedTree parenthesized) {
      variable = parenthesized.getExpression();
    }
    int before = lowering.refusals().count();
    if (variable instanceof ArrayAccessTree access) {
      Optional<Place> element = expressions.element(access);
      if (element.isEmpty() && lowering.refusals().count() == before) {
        lowering.refusedType(access.getExpression());
      }
      return element;
    }
    Expression read = expressions.lower(variable);
    if (read instanceof Expression.Read found) {
      return Optional.of(found.place());
    }
    if (lowering.refusals().count() == before) {
      String text = lowering.origin(variable).text();
      lowering.refusals().add(DiagnosticCode.INSTANCE_STATE, lowering.origin(variable), text);
    }
    return Optional.empty();
  }
}
