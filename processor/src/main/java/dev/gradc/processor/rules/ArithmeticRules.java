package dev.gradc.processor.rules;

import static dev.gradc.processor.rules.Term.FIRST;
import static dev.gradc.processor.rules.Term.RESULT;
import static dev.gradc.processor.rules.Term.SECOND;
import static dev.gradc.processor.rules.Term.VECTOR;
import static dev.gradc.processor.rules.Term.ZERO;
import static dev.gradc.processor.rules.Term.math;
import static dev.gradc.processor.rules.Term.select;

import java.util.List;

/** The operators of the language on floating operands. */
final class ArithmeticRules {

  private ArithmeticRules() {}

  static List<Row> rows() {
    return List.of(
        Row.of("add").argument(-3, 3, VECTOR).argument(-3, 3, VECTOR),
        Row.of("sub").argument(-3, 3, VECTOR).argument(-3, 3, VECTOR.negated()),
        Row.of("mul").argument(-3, 3, VECTOR.times(SECOND)).argument(-3, 3, VECTOR.times(FIRST)),
        Row.of("div")
            .argument(-3, 3, VECTOR.over(SECOND))
            .argument(-3, 3, VECTOR.times(RESULT).over(SECOND).negated())
            .singular(
                1,
                List.of(Range.ALL, Range.point(0)),
                "the divisor is 0",
                "guard it, 'y != 0 ? x / y : 0', or, if y is never negative, write"
                    + " 'x / (y + 1e-12)'"),
        Row.of("rem")
            .argument(-5, 5, VECTOR)
            .argument(1.1, 1.9, minusVectorTimesQuotient())
            .singular(
                1,
                List.of(Range.ALL, Range.point(0)),
                "the divisor is 0",
                "guard it, 'y != 0 ? x % y : 0', or, if y is never negative, write"
                    + " 'x % (y + 1e-12)'"),
        Row.of("neg").argument(-3, 3, VECTOR.negated()),
        Row.of("select")
            .constant(0, 1)
            .argument(-3, 3, select(FIRST, VECTOR, ZERO))
            .argument(-3, 3, select(FIRST, ZERO, VECTOR)),
        Row.of("detach").constant(-3, 3));
  }

  /**
   * How the remainder depends on the divisor: {@code result = first - quotient * second} with an
   * integer quotient. It is computed back from the result, because {@code first / second} may round
   * up to the next integer; {@code rint} removes what the division itself rounds.
   */
  static Term minusVectorTimesQuotient() {
    Term quotient = math("rint", FIRST.minus(RESULT).over(SECOND));
    return VECTOR.times(quotient).negated();
  }
}
