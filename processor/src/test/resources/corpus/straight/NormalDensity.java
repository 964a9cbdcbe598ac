package corpus.straight;

import dev.gradc.Differentiable;

/** The logarithm of the normal density, with constants of the class. */
final class NormalDensity {

  private NormalDensity() {}

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
  static final int HALVES = 2;

  // sample: deviation in [0.3, 2]
  @Differentiable
  static double logDensity(double x, double mean, double deviation) {
    final double z = (x - mean) / deviation;
    var square = z * z;
    return -square / HALVES - Math.log(deviation) - HALF_LOG_TWO_PI;
  }
}
