package corpus.recursion;

import dev.gradc.Differentiable;

/** Methods that call each other, and one that is called in place by both. */
final class Mutual {

  private Mutual() {}

  // sample: x in [0.1, 0.9], n in [0, 6]
  @Differentiable
  static double even(double x, int n) {
    return n == 0 ? x : odd(square(x) + 0.1, n - 1) * x;
  }

  private static double odd(double x, int n) {
    return n == 0 ? Math.sin(x) : even(Math.exp(-square(x)), n - 1) + x;
  }

  private static double square(double x) {
    return x * x;
  }

  // sample: x in [0.1, 0.9], n in [0, 5]
  @Differentiable
  static double both(double x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += odd(x, i) * even(x, n - i);
    }
    return sum;
  }
}
// golden forward
