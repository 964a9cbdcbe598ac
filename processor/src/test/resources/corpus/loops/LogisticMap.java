package corpus.loops;

import dev.gradc.Differentiable;

/** A recurrence whose derivative grows. */
final class LogisticMap {

  private LogisticMap() {}

  // sample: r in [2.8, 3.6], x in [0.2, 0.8], n = 12
  // tolerance: 1e-8
  @Differentiable
  static double iterate(double r, double x, int n) {
    for (int i = 0; i < n; i++) {
      x = r * x * (1 - x);
    }
    return x;
  }
}
