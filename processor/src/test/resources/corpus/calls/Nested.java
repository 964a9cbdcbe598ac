package corpus.calls;

import dev.gradc.Differentiable;

// golden
/** Helpers that call helpers. */
final class Nested {

  private Nested() {}

  // sample: x in [-1, 1], y in [0.5, 2]
  @Differentiable
  static double outer(double x, double y) {
    return square(gauss(x, y)) + gauss(y, 2);
  }

  private static double gauss(double x, double width) {
    return Math.exp(-square(x / width));
  }

  private static double square(double x) {
    return x * x;
  }
}
