package dev.gradc.processor.frontend;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import java.util.List;
import java.util.Optional;

/** The conversions that Java leaves unwritten (JLS 5.2, 5.3, 5.6). */
final class Conversions {

  private final Refusals refusals;
  private final MemberUses uses;

  Conversions(Refusals refusals, MemberUses uses) {
    this.refusals = refusals;
    this.uses = uses;
  }

  /** How values become objects, and the other way round. */
  MemberUses uses() {
    return uses;
  }

  /** The expression with the type asked for. */
  Expression converted(Expression expression, Type to) {
    if (expression.type().filter(to::equals).isPresent()) {
      return expression;
    }
    if (expression.type().orElse(null) instanceof Scalar from
        && to instanceof Scalar target
        && from != Scalar.BOOLEAN
        && target != Scalar.BOOLEAN) {
      return new Expression.Apply(
          new Conversion(from, target), List.of(expression), expression.origin());
    }
    Optional<Scalar> held = expression.type().flatMap(ObjectTypes::boxed);
    if (held.isPresent() && to instanceof Scalar) {
      return converted(uses.unboxed(expression, held.get()), to);
    }
    if (to instanceof RecordType sealed && sealed.isSealed()) {
      Optional<Expression> asCase = uses.asCase(expression, sealed);
      if (asCase.isPresent()) {
        return asCase.get();
      }
      if (expression.type().orElse(null) instanceof RecordType from
          && SealedViews.areWithin(from, sealed)) {
        return uses.views().as(expression, sealed);
      }
    }
    if (to instanceof ArrayType array
        && expression.type().orElse(null) instanceof ArrayType from
        && isSeenAs(from, array)) {
      return uses.seenAs(expression, array);
    }
    if (to instanceof ObjectType object && expression.type().isPresent()) {
      // Which class fits where javac has seen.
      return expression.type().get() instanceof ObjectType
          ? expression
          : uses.boxed(expression, object);
    }
    if (refusals.isEmpty()) {
      // Only a placeholder, after a problem, has a type that does not fit.
      refusals.add(
          DiagnosticCode.UNSUPPORTED_CONSTRUCT, expression.origin(), "a conversion of this kind");
    }
    return placeholder(to, expression.origin());
  }

  /** Whether an array of one class may be one of another: javac has seen whether it is. */
  static boolean isSeenAs(ArrayType from, ArrayType to) {
    return from.isOfObjects() && to.isOfObjects() && from.rank() == to.rank();
  }

  /** What stands for an expression that was refused, so that the rest can be looked at. */
  static Expression placeholder(Type type, Origin origin) {
    if (type instanceof Scalar scalar) {
      return new Expression.Literal(Constant.zero(scalar), origin);
    }
    if (type instanceof RecordType record) {
      List<Expression> components =
          record.components().stream().map(it -> placeholder(it.type(), origin)).toList();
      return new Expression.NewRecord(record, components, origin);
    }
    if (type instanceof ObjectType object) {
      return MemberUses.none(object, origin);
    }
    Expression none = new Expression.Literal(Constant.of(0), origin);
    return new Expression.NewArray(((ArrayType) type).element(), List.of(none), origin);
  }

  /** Unary numeric promotion: at least an {@code int}. */
  static Scalar promoted(Scalar type) {
    return switch (type) {
      case BYTE, SHORT, CHAR -> Scalar.INT;
      default -> type;
    };
  }

  /** Binary numeric promotion: the wider of the two, at least an {@code int}. */
  static Scalar promoted(Scalar left, Scalar right) {
    if (left == Scalar.BOOLEAN || right == Scalar.BOOLEAN) {
      return Scalar.BOOLEAN;
    }
    Scalar first = promoted(left);
    Scalar second = promoted(right);
    return first.compareTo(second) >= 0 ? first : second;
  }
}
