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

/** Circular and hyperbolic functions, their inverses, angles and lengths. */
final class TrigonometricRules {

  private TrigonometricRules() {}

  static List<Row> rows() {
    return List.of(
        Row.of("sin").argument(-3, 3, VECTOR.times(math("cos", FIRST))),
        Row.of("cos").argument(-3, 3, VECTOR.times(math("sin", FIRST)).negated()),
        Row.of("tan").argument(-1.2, 1.2, VECTOR.times(ONE.plus(RESULT.times(RESULT)))),
        Row.of("asin").argument(-0.8, 0.8, VECTOR.over(cofunction())),
        Row.of("acos").argument(-0.8, 0.8, VECTOR.over(cofunction()).negated()),
        Row.of("atan").argument(-3, 3, VECTOR.over(ONE.plus(FIRST.times(FIRST)))),
        Row.of("sinh").argument(-3, 3, VECTOR.times(math("cosh", FIRST))),
        Row.of("cosh").argument(-3, 3, VECTOR.times(math("sinh", FIRST))),
        Row.of("tanh").argument(-2, 2, VECTOR.times(ONE.minus(RESULT.times(RESULT)))),
        Row.of("atan2")
            .argument(-3, 3, VECTOR.times(overSquaredLength(SECOND)))
            .argument(-3, 3, VECTOR.times(overSquaredLength(FIRST)).negated()),
        Row.of("hypot")
            .argument(-3, 3, alongDirection(FIRST))
            .argument(-3, 3, alongDirection(SECOND)),
        Row.of("toRadians").argument(-180, 180, VECTOR.times(number(Math.toRadians(1)))),
        Row.of("toDegrees").argument(-3, 3, VECTOR.times(number(Math.toDegrees(1)))));
  }

  /** As a product, because {@code 1 - x * x} loses digits near 1. */
  private static Term cofunction() {
    return math("sqrt", ONE.minus(FIRST).times(ONE.plus(FIRST)));
  }

  /** Divided twice, because the square of the length may overflow or vanish. */
  private static Term overSquaredLength(Term side) {
    Term length = math("hypot", FIRST, SECOND);
    return side.over(length).over(length);
  }

  private static Term alongDirection(Term side) {
    return select(RESULT.equal(ZERO), ZERO, VECTOR.times(side.over(RESULT)));
  }
}
