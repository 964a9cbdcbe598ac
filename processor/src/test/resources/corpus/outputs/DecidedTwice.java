package corpus.outputs;

import dev.gradc.Differentiable;

/** What a branch has decided is asked once more inside it, around a return that no run reaches. */
final class DecidedTwice {

  private DecidedTwice() {}

  record Losses(double a, double b) {}

  private static double sum(double x, int n) {
    double s = 0;
    for (int i = 0; i < n; i++) {
      s += x * Math.sin(x + i);
    }
    return s;
  }

  @Differentiable
  static Losses decided(double x, double factor, int k) {
    double w = factor * x;
    double y = sum(x, k);
    if (w > 0.4) {
      y = y * sum(y, 3);
    } else {
      if (w > 0.4) {
        if (k > 2) {
          return new Losses(y * 2, y * y);
        }
      }
      y = Math.sin(sum(y, 2));
    }
    double z = sum(y * w, k);
    return new Losses(z * y, z);
  }
}
