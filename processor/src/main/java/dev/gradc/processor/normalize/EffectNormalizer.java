package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import java.util.Optional;

/**
 * Expressions that are evaluated for their effect: finds sums that are accumulated, {@code x += e},
 * {@code x = x + e}, {@code a[i] -= e}, which have a statement of their own since their derivative
 * needs no value.
 */
final class EffectNormalizer {

  private final Emitter emitter;
  private final Locals locals;
  private final ExpressionNormalizer expressions;

  EffectNormalizer(Emitter emitter, Locals locals, ExpressionNormalizer expressions) {
    this.emitter = emitter;
    this.locals = locals;
    this.expressions = expressions;
  }

  /**
   * What is added to a place.
   *
   * @param isNegated whether it is subtracted
   */
  private record Increment(Place place, Expression value, boolean isNegated) {}

  void perform(Expression expression) {
    Optional<Increment> increment = increment(expression).filter(this::canAccumulate);
    if (increment.isEmpty()) {
      expressions.leaves(expression, null);
      return;
    }
    Increment found = increment.get();
    if (found.place() instanceof Place.LocalPlace place) {
      locals.accumulate(place.local(), value(found));
    } else {
      Place.ElementPlace place = (Place.ElementPlace) found.place();
      Variable array = (Variable) expressions.evaluate(place.array());
      Atom index = expressions.evaluate(place.index());
      emitter.add(new Statement.AccumulateElement(array, index, value(found), emitter.origin()));
    }
  }

  /** Subtracting e is adding -e, to the bit. */
  private Atom value(Increment increment) {
    Atom value = expressions.evaluate(increment.value());
    if (!increment.isNegated()) {
      return value;
    }
    return emitter.apply("negation", new BasicOperator(Symbol.NEG, (Scalar) value.type()), value);
  }

  private static Optional<Increment> increment(Expression expression) {
    if (expression instanceof Expression.CompoundAssign assign) {
      return increment(assign.place(), assign.operator(), assign.value());
    }
    if (expression instanceof Expression.Assign assign
        && assign.value() instanceof Expression.Apply apply
        && apply.operator() instanceof BasicOperator operator
        && operator.symbol().arity() == 2) {
      Expression left = apply.arguments().get(0);
      Expression right = apply.arguments().get(1);
      if (isRead(left, assign.place())) {
        return increment(assign.place(), operator, right);
      }
      if (operator.symbol() == Symbol.ADD && isRead(right, assign.place())) {
        return increment(assign.place(), operator, left);
      }
    }
    return Optional.empty();
  }

  private static Optional<Increment> increment(
      Place place, BasicOperator operator, Expression value) {
    boolean isSum = operator.symbol() == Symbol.ADD || operator.symbol() == Symbol.SUB;
    return isSum
        ? Optional.of(new Increment(place, value, operator.symbol() == Symbol.SUB))
        : Optional.empty();
  }

  private static boolean isRead(Expression expression, Place place) {
    return expression instanceof Expression.Read read && Facts.isSame(read.place(), place);
  }

  /** The value must not change the place, which Java reads before it. */
  private boolean canAccumulate(Increment increment) {
    Type type = increment.place().type();
    boolean isExact =
        type.isDifferentiable()
            && type instanceof Scalar
            && increment.value().type().equals(Optional.of(type))
            && Facts.isPure(increment.value());
    if (!isExact) {
      return false;
    }
    if (increment.place() instanceof Place.LocalPlace place) {
      Local local = place.local();
      return !local.detached() && locals.isFromOutsideLoop(local);
    }
    Place.ElementPlace place = (Place.ElementPlace) increment.place();
    return Facts.isPure(place.array()) && Facts.isPure(place.index());
  }
}
