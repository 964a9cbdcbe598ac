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
        atItsEnds(Row.of("asin").argument(-0.8, 0.8, VECTOR.over(cofunction()))),
        atItsEnds(Row.of("acos").argument(-0.8, 0.8, VECTOR.over(cofunction()).negated())),
        Row.of("atan").argument(-3, 3, VECTOR.over(ONE.plus(FIRST.times(FIRST)))),
        Row.of("sinh").argument(-3, 3, VECTOR.times(math("cosh", FIRST))),
        Row.of("cosh").argument(-3, 3, VECTOR.times(math("sinh", FIRST))),
        Row.of("tanh").argument(-2, 2, VECTOR.times(ONE.minus(RESULT.times(RESULT)))),
        Row.of("atan2")
            .argument(-3, 3, aroundOrigin(VECTOR, SECOND))
            .argument(-3, 3, aroundOrigin(VECTOR.negated(), FIRST)),
        Row.of("hypot")
            .argument(-3, 3, alongDirection(FIRST))
            .argument(-3, 3, alongDirection(SECOND)),
        Row.of("toRadians").argument(-180, 180, VECTOR.times(number(Math.toRadians(1)))),
        Row.of("toDegrees").argument(-3, 3, VECTOR.times(number(Math.toDegrees(1)))));
  }

  /** Of the inverse of sine or cosine. */
  private static Row atItsEnds(Row row) {
    String cure =
        ("guard it, 'x > -1 && x < 1 ? Math.%s(x) : 0', or keep it away from there,"
                + " 'Math.%s(Math.max(-0.999999, Math.min(0.999999, x)))'")
            .formatted(row.name(), row.name());
    return row.singular(-1, "its argument is -1", cure).singular(1, "its argument is 1", cure);
  }

  /** As a product, because {@code 1 - x * x} loses digits near 1. */
  private static Term cofunction() {
    return math("sqrt", ONE.minus(FIRST).times(ONE.plus(FIRST)));
  }

  /**
   * Divided twice, because the square of the length may overflow or vanish. The angle of nothing
   * does not turn, as in PyTorch.
   */
  private static Term aroundOrigin(Term vector, Term side) {
    Term length = math("hypot", FIRST, SECOND);
    Term turn = vector.times(side.over(length).over(length));
    return select(length.equal(ZERO), ZERO, turn);
  }

  private static Term alongDirection(Term side) {
    return select(RESULT.equal(ZERO), ZERO, VECTOR.times(side.over(RESULT)));
  }
}
