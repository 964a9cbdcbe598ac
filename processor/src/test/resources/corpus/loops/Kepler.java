package corpus.loops;

import dev.gradc.Differentiable;

/** The eccentric anomaly by Newton's iteration. */
final class Kepler {

  private Kepler() {}

  // sample: mean in [0.3, 3], eccentricity in [0.05, 0.6]
  @Differentiable
  static double anomaly(double mean, double eccentricity) {
    double e = mean;
    double step;
    do {
      step = (e - eccentricity * Math.sin(e) - mean) / (1 - eccentricity * Math.cos(e));
      e -= step;
    } while (Math.abs(step) > 1e-12);
    return e;
  }
}
