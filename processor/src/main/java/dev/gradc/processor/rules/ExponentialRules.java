package dev.gradc.processor.rules;

import static dev.gradc.processor.rules.Term.FIRST;
import static dev.gradc.processor.rules.Term.ONE;
import static dev.gradc.processor.rules.Term.RESULT;
import static dev.gradc.processor.rules.Term.SECOND;
import static dev.gradc.processor.rules.Term.VECTOR;
import static dev.gradc.processor.rules.Term.ZERO;
import static dev.gradc.processor.rules.Term.math;
import static dev.gradc.processor.rules.Term.number;
import static dev.gradc.processor.rules.Term.select;

import java.util.List;

/** Exponentials, logarithms, powers and roots. */
final class ExponentialRules {

  private ExponentialRules() {}

  static List<Row> rows() {
    return List.of(
        Row.of("exp").argument(-3, 3, VECTOR.times(RESULT)),
        Row.of("expm1").argument(-3, 3, VECTOR.times(RESULT.plus(ONE))),
        Row.of("log").argument(0.3, 5, VECTOR.over(FIRST)),
        Row.of("log10").argument(0.3, 5, VECTOR.over(FIRST.times(number(Math.log(10))))),
        Row.of("log1p").argument(-0.7, 4, VECTOR.over(ONE.plus(FIRST))),
        Row.of("sqrt").argument(0.3, 5, VECTOR.over(number(2).times(RESULT))),
        Row.of("cbrt").argument(-5, 5, VECTOR.over(number(3).times(RESULT).times(RESULT))),
        Row.of("pow").argument(0.3, 3, powerToBase()).argument(-2, 3, powerToExponent()));
  }

  /** The zeroth power is constant, also at zero, where the formula would be 0 * infinity. */
  private static Term powerToBase() {
    Term slope = SECOND.times(math("pow", FIRST, SECOND.minus(ONE)));
    return select(SECOND.equal(ZERO), ZERO, VECTOR.times(slope));
  }

  /**
   * A power of zero is constant for positive exponents, where the formula would be 0 * -infinity.
   */
  private static Term powerToExponent() {
    Term isConstant = FIRST.equal(ZERO).and(SECOND.greaterOrEqual(ZERO));
    return select(isConstant, ZERO, VECTOR.times(RESULT.times(math("log", FIRST))));
  }
}
