package corpus.buffers;

import dev.gradc.Differentiable;

// golden
/** Explicit steps between two buffers that swap. */
final class HeatEquation {

  private HeatEquation() {}

  // sample: start length 5, rate in [0.1, 0.3], steps in [0, 4]
  @Differentiable
  static double[] diffuse(double[] start, double rate, int steps) {
    int n = start.length;
    double[] now = new double[n];
    double[] next = new double[n];
    for (int i = 0; i < n; i++) {
      now[i] = start[i];
    }
    for (int step = 0; step < steps; step++) {
      for (int i = 1; i < n - 1; i++) {
        next[i] = now[i] + rate * (now[i - 1] - 2 * now[i] + now[i + 1]);
      }
      double[] swap = now;
      now = next;
      next = swap;
    }
    return now;
  }
}
