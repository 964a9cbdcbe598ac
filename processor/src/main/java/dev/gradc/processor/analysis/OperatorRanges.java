package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.rules.Range;
import java.util.List;

/** Which values an operator has for arguments from given sets. Booleans are not looked at. */
final class OperatorRanges {

  private OperatorRanges() {}

  /** All values of a type. */
  static Range of(Type type) {
    if (!(type instanceof Scalar scalar)) {
      return Range.ALL;
    }
    return switch (scalar) {
      case BYTE -> Range.closed(Byte.MIN_VALUE, Byte.MAX_VALUE).integers();
      case SHORT -> Range.closed(Short.MIN_VALUE, Short.MAX_VALUE).integers();
      case CHAR -> Range.closed(Character.MIN_VALUE, Character.MAX_VALUE).integers();
      case INT -> Range.closed(Integer.MIN_VALUE, Integer.MAX_VALUE).integers();
      case LONG -> Range.closed(Long.MIN_VALUE, Long.MAX_VALUE).integers();
      case BOOLEAN, FLOAT, DOUBLE -> Range.ALL;
    };
  }

  /**
   * @param areSame whether there are two arguments that are one value
   */
  static Range of(Operator operator, List<Range> arguments, boolean areSame) {
    Range values = of(operator.result());
    Range image = image(operator, arguments, areSame);
    if (operator.result().isFloating()) {
      return operator.result() == Scalar.FLOAT ? rounded(image) : image;
    }
    // What leaves the type comes back at its other end.
    return values.containsAll(image) ? image : values;
  }

  private static Range image(Operator operator, List<Range> arguments, boolean areSame) {
    if (operator instanceof Conversion conversion) {
      return converted(conversion, arguments.get(0));
    }
    if (operator instanceof MathFunction function) {
      return FunctionRanges.of(function, arguments);
    }
    BasicOperator basic = (BasicOperator) operator;
    if (basic.operand() == Scalar.BOOLEAN || basic.symbol().isComparison()) {
      return Range.ALL;
    }
    Range first = arguments.get(0);
    Range last = arguments.get(arguments.size() - 1);
    Range all = of(basic.operand());
    return switch (basic.symbol()) {
      case ADD -> RangeArithmetic.sum(first, last);
      case SUB -> RangeArithmetic.difference(first, last);
      case MUL -> areSame ? RangeArithmetic.square(first) : RangeArithmetic.product(first, last);
      case DIV ->
          basic.operand().isFloating()
              ? RangeArithmetic.quotient(first, last)
              : RangeArithmetic.truncated(RangeArithmetic.quotient(first, last));
      case REM -> RangeArithmetic.remainder(first, last);
      case NEG -> first.negated();
      case SELECT -> arguments.get(1).union(last);
      case DETACH -> first;
      case AND -> bits(first.low() >= 0 ? first : last, all);
      case SHR, USHR -> bits(first, all);
      case NOT, COMPLEMENT, OR, XOR, SHL, LT, LE, GT, GE, EQ, NE -> all;
    };
  }

  /** What has no bit but those of an integer that is not negative. */
  private static Range bits(Range integer, Range otherwise) {
    return integer.low() >= 0 ? Range.closed(0, integer.high()).integers() : otherwise;
  }

  /** A floating value goes to int or long first, and stops at their ends. */
  private static Range converted(Conversion conversion, Range from) {
    if (conversion.to().isFloating() || !conversion.from().isFloating()) {
      return from;
    }
    Range limits = of(conversion.to() == Scalar.LONG ? Scalar.LONG : Scalar.INT);
    Range floor =
        RangeArithmetic.maximum(RangeArithmetic.truncated(from), Range.point(limits.low()));
    return RangeArithmetic.minimum(floor, Range.point(limits.high()));
  }

  /** Ends rounded to float, unless they underflow. */
  private static Range rounded(Range range) {
    double low = (float) range.low();
    double high = (float) range.high();
    boolean isTiny = (low == 0 && range.low() != 0) || (high == 0 && range.high() != 0);
    return isTiny
        ? range
        : new Range(
            low,
            range.isLowOpen(),
            high,
            range.isHighOpen(),
            !range.contains(0),
            range.isIntegral());
  }
}
