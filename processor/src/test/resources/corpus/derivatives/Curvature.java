package corpus.derivatives;

import dev.gradc.Differentiable;

// golden
final class Curvature {

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double f(double x, double y) {
    return Math.exp(x * y) * x;
  }

  // sample: x in [0.2, 1], y in [0.2, 1], steps in [1, 4]
  @Differentiable
  static double descent(double x, double y, int steps) {
    double at = x;
    for (int i = 0; i < steps; i++) {
      at -= 0.1 * CurvatureGrad.F.gradient(at, y).x();
    }
    return at;
  }
}
