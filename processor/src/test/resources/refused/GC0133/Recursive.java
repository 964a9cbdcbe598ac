package refused;

import dev.gradc.Differentiable;

final class Recursive {

  record Point(double x, double y) {}

  @Differentiable
  static double f(double x, int n) {
    return g(new Point(x, 1), n);
  }

  // error: [GC0133] 'g' calls itself
  private static double g(Point p, int n) {
    return n == 0 ? p.x() : g(new Point(p.y(), p.x()), n - 1);
  }
}
