package dev.gradc.processor.rules;

import static dev.gradc.processor.rules.Term.FIRST;
import static dev.gradc.processor.rules.Term.SECOND;
import static dev.gradc.processor.rules.Term.THIRD;
import static dev.gradc.processor.rules.Term.VECTOR;
import static dev.gradc.processor.rules.Term.ZERO;
import static dev.gradc.processor.rules.Term.number;
import static dev.gradc.processor.rules.Term.select;

import java.util.List;

/** Functions that choose between their arguments or combine them arithmetically. */
final class BinaryFunctionRules {

  private BinaryFunctionRules() {}

  static List<Row> rows() {
    return List.of(
        Row.of("max")
            .argument(-3, 3, unless(FIRST.less(SECOND)))
            .argument(-3, 3, unless(SECOND.less(FIRST))),
        Row.of("min")
            .argument(-3, 3, unless(FIRST.greater(SECOND)))
            .argument(-3, 3, unless(SECOND.greater(FIRST))),
        Row.of("clamp")
            .argument(-3, 3, select(isInside(), VECTOR, ZERO))
            .argument(-2, -1, select(FIRST.less(SECOND), VECTOR, ZERO))
            .argument(1, 2, select(FIRST.greater(THIRD), VECTOR, ZERO)),
        Row.of("fma")
            .argument(-3, 3, VECTOR.times(SECOND))
            .argument(-3, 3, VECTOR.times(FIRST))
            .argument(-3, 3, VECTOR),
        Row.of("IEEEremainder")
            .argument(-5, 5, VECTOR)
            .argument(1.1, 1.9, ArithmeticRules.minusVectorTimesQuotient())
            .singular(
                1,
                List.of(Range.ALL, Range.point(0)),
                "the divisor is 0",
                "guard it, 'y != 0 ? Math.IEEEremainder(x, y) : 0', or, if y is never negative,"
                    + " write 'Math.IEEEremainder(x, y + 1e-12)'"));
  }

  /** The vector to the argument that is chosen, half of it to each when they are equal. */
  private static Term unless(Term otherIsChosen) {
    Term half = VECTOR.times(number(0.5));
    return select(otherIsChosen, ZERO, select(FIRST.equal(SECOND), half, VECTOR));
  }

  private static Term isInside() {
    return SECOND.lessOrEqual(FIRST).and(FIRST.lessOrEqual(THIRD));
  }
}
