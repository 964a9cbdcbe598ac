package refused;

import dev.gradc.Differentiable;

final class Given {

  record Point(double x, double y) {}

  @Differentiable
  static double f(Point[] points) {
    // error: [GC0142] points[0] = points[1]
    points[0] = points[1];
    return points[0].x();
  }
}
