package corpus.single;

import dev.gradc.Differentiable;

/** Float and double in one expression, with casts. */
final class Mixed {

  private Mixed() {}

  // sample: x in [0.5, 2], y in [0.5, 2]
  @Differentiable
  static double mixed(float x, double y) {
    float z = (float) (x * y) + 1.5f;
    double w = z / x;
    return w * Math.exp(-z) + (float) y * x;
  }

  // sample: x in [0.5, 2]
  @Differentiable
  static float sigmoid(float x) {
    return 1 / (1 + (float) Math.exp(-x));
  }
}
