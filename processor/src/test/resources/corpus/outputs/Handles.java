package corpus.outputs;

import dev.gradc.Differentiable;
import dev.gradc.Retain;

// golden
final class Handles {

  private Handles() {}

  record Losses(double l1, @Retain double l2) {}

  // sample: w length 3, v length 3
  @Differentiable
  static Losses step(double[] w, double[] v) {
    double a = 0;
    for (int i = 0; i < w.length; i++) {
      a += Math.exp(w[i]);
    }
    return new Losses(a * a, Math.sin(a) * v[0]);
  }
}
// golden forward
