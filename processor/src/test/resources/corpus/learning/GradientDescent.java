package corpus.learning;

import dev.gradc.Differentiable;

/** Steps of an inner optimizer, differentiated through. */
final class GradientDescent {

  private GradientDescent() {}

  // sample: rate in [0.05, 0.2], start in [-1, 1], n = 6
  @Differentiable
  static double tuned(double rate, double start, int n) {
    double x = start;
    double velocity = 0;
    for (int i = 0; i < n; i++) {
      double slope = 4 * x * x * x - 2 * x + 0.3;
      velocity = 0.9 * velocity - rate * slope;
      x += velocity;
    }
    return x * x * x * x - x * x + 0.3 * x;
  }
}
