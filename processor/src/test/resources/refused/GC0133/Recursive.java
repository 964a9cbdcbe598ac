package refused;

import dev.gradc.Differentiable;

final class Recursive {

  record Point(double x, double y) {}

  @Differentiable
  static double f(double x, int n) {
    return g(new Point(x, 1), n);
  }

  // error: [GC0133] 'g' takes or returns a record
  private static double g(Point p, int n) {
    return n == 0 ? p.x() : g(new Point(p.y(), p.x()), n - 1);
  }

  @Differentiable
  static double h(double x) {
    // error: [GC0133] 'length' takes or returns a record
    //         ^
    return x * Elsewhere.length(new Point(x, 2));
  }
}

final class Elsewhere {

  @Differentiable
  static double length(Recursive.Point p) {
    return Math.sqrt(p.x() * p.x() + p.y() * p.y());
  }
}
