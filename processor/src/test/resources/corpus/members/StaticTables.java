package corpus.members;

import dev.gradc.Differentiable;
import dev.gradc.Mode;
import java.util.Objects;

/** Calls that read static arrays, and what is written that cannot be those when they read again. */
final class StaticTables {

  private StaticTables() {}

  // sample: x length 2
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double newArray(double[] x, double y) {
    double value = StaticTable.weighted(y);
    double[] values = x.clone();
    values[0] = value;
    return values[0] * values[1];
  }

  // sample: x length 2
  @Differentiable
  static double writtenBefore(double[] x, double y) {
    x[0] = y * y;
    return StaticTable.weighted(x[0]) * x[1];
  }

  // sample: x length 2, n length 1
  @Differentiable
  static double ofAnotherType(double[] x, double y, int[] n) {
    double value = StaticTable.weighted(y);
    n[0] = 0;
    return value * x[n[0]] * x[1];
  }

  /** Texts of numbers and strings, and questions whether something is there, run no other code. */
  @Differentiable
  static double toldAbout(double y, int n) {
    double value = StaticTable.weighted(y);
    String text = Objects.requireNonNull("n=" + n);
    StringBuilder told = new StringBuilder(text).append(n).append(text);
    if (n < 0) {
      throw new IllegalArgumentException(text + n);
    }
    return value * value * text.length() * told.length() * Objects.requireNonNullElse(text, "").length();
  }
}

// file: StaticTable.java
package corpus.members;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** The other class. */
final class StaticTable {

  static final double[] WEIGHTS = {2, 3};

  private StaticTable() {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double weighted(double y) {
    return WEIGHTS[0] * y * y + WEIGHTS[1];
  }
}
