package refused;

import dev.gradc.Differentiable;

final class Private {

  private record Point(double x) {}

  @Differentiable
  // error: [GC0215] the record 'Point' is private
  //              ^
  static double f(Point p) {
    return p.x();
  }

  @Differentiable
  // error: [GC0215] the record 'Point' is private
  //     ^
  static Point g(double x) {
    return new Point(x);
  }

  @Differentiable
  static double inside(double x) {
    return new Point(x).x();
  }
}
