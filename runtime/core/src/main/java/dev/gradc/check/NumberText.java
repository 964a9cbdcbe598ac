package dev.gradc.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in messages. */
final class NumberText {

  private static final MathContext DIGITS = new MathContext(10);

  private NumberText() {}

  static String of(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    double size = Math.abs(number);
    return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : scientific(rounded);
  }

  private static String scientific(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    return number.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** A number without the digits that its error leaves open. */
  static String of(double number, double error) {
    if (!Double.isFinite(number) || !(error > 0 && Double.isFinite(error))) {
      return of(number);
    }
    int scale = 1 - (int) Math.floor(Math.log10(error));
    return of(new BigDecimal(number).setScale(scale, RoundingMode.HALF_EVEN).doubleValue());
  }

  /** A number of which a few digits are enough. */
  static String ofFactor(double factor) {
    return of(new BigDecimal(factor).round(new MathContext(4)).doubleValue());
  }

  /** A bound of an error. */
  static String ofError(double error) {
    return String.format(Locale.ROOT, "%.0e", error)
        .replaceAll("e([+-])0", "e$1")
        .replace("e+", "e");
  }
}
