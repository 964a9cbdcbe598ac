package corpus.buffers;

import dev.gradc.Differentiable;

/** An oscillator that is pushed, positions and momenta in place. */
final class Leapfrog {

  private Leapfrog() {}

  // sample: q length 3, p length 3, step in [0.05, 0.2]
  @Differentiable
  static double energy(double[] q, double[] p, double step) {
    double[] x = {q[0], q[1], q[2]};
    double[] v = {p[0], p[1], p[2]};
    for (int t = 0; t < 5; t++) {
      for (int i = 0; i < 3; i++) {
        v[i] -= step * Math.sin(x[i]);
      }
      for (int i = 0; i < 3; i++) {
        x[i] += step * v[i];
      }
    }
    return v[0] * v[0] + v[1] * v[1] + v[2] * v[2] - 2 * Math.cos(x[0]);
  }
}
