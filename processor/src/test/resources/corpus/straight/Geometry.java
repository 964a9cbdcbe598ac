package corpus.straight;

import dev.gradc.Differentiable;

/** Functions of two and three arguments. */
final class Geometry {

  private Geometry() {}

  // sample: x in [0.5, 2], y in [-2, -0.5], z in [-1, 1]
  @Differentiable
  static double geometry(double x, double y, double z) {
    double radius = Math.hypot(x, y);
    double angle = Math.atan2(y, x);
    return Math.fma(radius, angle, z) + Math.copySign(x, y) * Math.toRadians(z) + Math.scalb(x, 2);
  }
}
