package corpus.straight;

import dev.gradc.Differentiable;

/** Euclid's, of points in space. */
final class Distance {

  private Distance() {}

  // sample: x1 in [-2, -1], x2 in [1, 2]
  @Differentiable
  static double distance(double x1, double y1, double z1, double x2, double y2, double z2) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double dz = z2 - z1;
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
