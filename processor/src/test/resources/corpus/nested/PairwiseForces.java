package corpus.nested;

import dev.gradc.Differentiable;

/** The energy of charges in the plane, pair by pair. */
final class PairwiseForces {

  private PairwiseForces() {}

  // sample: x length 4 in [-3, 3], y length 4 in [-3, 3], charge length 4
  @Differentiable
  static double energy(double[] x, double[] y, double[] charge) {
    double energy = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        double dx = x[i] - x[j];
        double dy = y[i] - y[j];
        double r = Math.sqrt(dx * dx + dy * dy + 0.25);
        energy += charge[i] * charge[j] / r;
      }
    }
    return energy;
  }
}
