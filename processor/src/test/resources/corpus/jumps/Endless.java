package corpus.jumps;

import dev.gradc.Differentiable;

/** A loop without a condition, left by break. */
final class Endless {

  private Endless() {}

  // sample: x in [1, 3]
  @Differentiable
  static double root(double x) {
    double y = x;
    while (true) {
      double next = y - (y * y * y - x) / (3 * y * y);
      if (Math.abs(next - y) < 1e-13) {
        y = next;
        break;
      }
      y = next;
    }
    return y;
  }
}
