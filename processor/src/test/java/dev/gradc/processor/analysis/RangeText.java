package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.rules.Range;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads sets of numbers: intervals, with {@code Z} before integers and {@code !} after what lacks
 * zero; {@code {2}} is a point.
 */
final class RangeText {

  private static final Pattern INTERVAL =
      Pattern.compile("(Z?)([\\[(])([^,]+),([^\\])]+)([\\])])(!?)");

  private RangeText() {}

  static Range range(String text) {
    switch (text) {
      case "all" -> {
        return Range.ALL;
      }
      case "empty" -> {
        return Range.EMPTY;
      }
      case "ints" -> {
        return OperatorRanges.of(Scalar.INT);
      }
      case "longs" -> {
        return OperatorRanges.of(Scalar.LONG);
      }
      default -> {
        if (text.startsWith("{")) {
          return Range.point(Double.parseDouble(text.substring(1, text.length() - 1)));
        }
      }
    }
    Matcher matcher = INTERVAL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new Range(
        number(matcher.group(3)),
        matcher.group(2).equals("("),
        number(matcher.group(4)),
        matcher.group(5).equals(")"),
        !matcher.group(6).isEmpty(),
        !matcher.group(1).isEmpty());
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("inf", "Infinity"));
  }
}
