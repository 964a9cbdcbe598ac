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

  private static final String ARGUMENT_IS_ZERO = "its argument is 0";

  private ExponentialRules() {}

  static List<Row> rows() {
    return List.of(
        Row.of("exp").argument(-3, 3, VECTOR.times(RESULT)),
        Row.of("expm1").argument(-3, 3, VECTOR.times(RESULT.plus(ONE))),
        Row.of("log")
            .argument(0.3, 5, VECTOR.over(FIRST))
            .singular(0, ARGUMENT_IS_ZERO, cureAtZero("log")),
        Row.of("log10")
            .argument(0.3, 5, VECTOR.over(FIRST.times(number(Math.log(10)))))
            .singular(0, ARGUMENT_IS_ZERO, cureAtZero("log10")),
        Row.of("log1p")
            .argument(-0.7, 4, VECTOR.over(ONE.plus(FIRST)))
            .singular(
                -1,
                "its argument is -1",
                "guard it, 'x > -1 ? Math.log1p(x) : 0', or keep it away from there,"
                    + " 'Math.log1p(Math.max(x, -0.999999))'"),
        Row.of("sqrt")
            .argument(0.3, 5, VECTOR.over(number(2).times(RESULT)))
            .singular(0, ARGUMENT_IS_ZERO, cureAtZero("sqrt")),
        Row.of("cbrt")
            .argument(-5, 5, VECTOR.over(number(3).times(RESULT).times(RESULT)))
            .singular(
                0,
                ARGUMENT_IS_ZERO,
                "guard it, 'x != 0 ? Math.cbrt(x) : 0', or, if x is never negative, write"
                    + " 'Math.cbrt(x + 1e-12)'"),
        power());
  }

  private static String cureAtZero(String function) {
    return "guard it, 'x > 0 ? Math.%s(x) : 0', or, if x is never negative, write 'Math.%s(x + 1e-12)'"
        .formatted(function, function);
  }

  /**
   * To the base it is singular at zero, but for exponents from 1 on, and for the zeroth power,
   * which is constant. To the exponent it is undefined at negative bases, where only single
   * exponents have a power, and infinite where the power is.
   */
  private static Row power() {
    Range one = Range.open(0, 1);
    String cure =
        "guard it, 'x > 0 ? Math.pow(x, y) : 0', or, if x is never negative, write"
            + " 'Math.pow(x + 1e-12, y)'";
    return Row.of("pow")
        .argument(0.3, 3, powerToBase())
        .argument(-2, 3, powerToExponent())
        .singular(
            0,
            List.of(Range.point(0), Range.NEGATIVE.union(one)),
            "the base is 0 and the exponent is less than 1",
            cure)
        .singular(1, List.of(Range.NEGATIVE, Range.ALL), "the base is less than 0", cure)
        .singular(
            1,
            List.of(Range.point(0), Range.NEGATIVE),
            "the base is 0 and the exponent is less than 0",
            cure);
  }

  /**
   * The zeroth power is constant, also at zero, where the formula would be 0 * infinity. Elsewhere
   * the formula stays, for it depends on the exponent, by which it may be differentiated again.
   */
  private static Term powerToBase() {
    Term slope = SECOND.times(math("pow", FIRST, SECOND.minus(ONE)));
    Term isConstant = SECOND.equal(ZERO).and(FIRST.equal(ZERO));
    return select(isConstant, ZERO, VECTOR.times(slope));
  }

  /**
   * A power of zero is constant for positive exponents, where the formula would be 0 * -infinity.
   */
  private static Term powerToExponent() {
    Term isConstant = FIRST.equal(ZERO).and(SECOND.greaterOrEqual(ZERO));
    return select(isConstant, ZERO, VECTOR.times(RESULT.times(math("log", FIRST))));
  }
}
