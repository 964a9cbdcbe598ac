package corpus.single;

import dev.gradc.Differentiable;

// golden
/** Single precision throughout. */
final class DotProduct {

  private DotProduct() {}

  // sample: x length 4, y length 4
  @Differentiable
  static float dot(float[] x, float[] y) {
    float sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
