package corpus.arrays;

import dev.gradc.Differentiable;

/** One step of the classic method for the Lotka-Volterra equations. */
final class RungeKutta {

  private RungeKutta() {}

  // sample: state length 2 in [0.5, 2], step in [0.05, 0.2]
  @Differentiable
  static double[] step(double[] state, double step) {
    double[] k1 = slope(state[0], state[1]);
    double[] k2 = slope(state[0] + step / 2 * k1[0], state[1] + step / 2 * k1[1]);
    double[] k3 = slope(state[0] + step / 2 * k2[0], state[1] + step / 2 * k2[1]);
    double[] k4 = slope(state[0] + step * k3[0], state[1] + step * k3[1]);
    double[] next = new double[2];
    for (int i = 0; i < 2; i++) {
      next[i] = state[i] + step / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
    }
    return next;
  }

  private static double[] slope(double prey, double predators) {
    return new double[] {
      1.1 * prey - 0.4 * prey * predators, 0.1 * prey * predators - 0.4 * predators
    };
  }
}
