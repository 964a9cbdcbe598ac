package dev.gradc.processor.rules;

import static dev.gradc.processor.rules.Term.FIRST;
import static dev.gradc.processor.rules.Term.ONE;
import static dev.gradc.processor.rules.Term.SECOND;
import static dev.gradc.processor.rules.Term.VECTOR;
import static dev.gradc.processor.rules.Term.ZERO;
import static dev.gradc.processor.rules.Term.math;
import static dev.gradc.processor.rules.Term.select;

import java.util.List;

/** Functions of the representation of a number: signs, roundings, exponents and neighbours. */
final class RoundingRules {

  private RoundingRules() {}

  static List<Row> rows() {
    return List.of(
        Row.of("abs").argument(-3, 3, VECTOR.times(math("signum", FIRST))),
        Row.of("signum").constant(-3, 3),
        Row.of("floor").constant(-3, 3),
        Row.of("ceil").constant(-3, 3),
        Row.of("rint").constant(-3, 3),
        Row.of("ulp").constant(-3, 3),
        Row.of("copySign").argument(-3, 3, copiedSign()).constant(-3, 3),
        Row.of("scalb").argument(-3, 3, math("scalb", VECTOR, SECOND)).constant(-4, 4),
        Row.of("nextUp").argument(-3, 3, VECTOR),
        Row.of("nextDown").argument(-3, 3, VECTOR),
        Row.of("nextAfter").argument(-3, 3, VECTOR).constant(-3, 3));
  }

  /** The absolute value of the magnitude, with a sign; as there, zero where that has its kink. */
  private static Term copiedSign() {
    Term sign = math("signum", FIRST).times(math("copySign", ONE, SECOND));
    return select(FIRST.equal(ZERO), ZERO, VECTOR.times(sign));
  }
}
