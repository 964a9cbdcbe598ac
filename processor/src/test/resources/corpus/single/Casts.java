package corpus.single;

import dev.gradc.Differentiable;

/** Conversions there and back: which rounds, and which cast needs none. */
final class Casts {

  private Casts() {}

  @Differentiable
  static float narrowed(float x) {
    return (float) (x * x + 0.1);
  }

  // sample: x, y in [0.5, 2]
  @SuppressWarnings("lossy-conversions")
  @Differentiable
  static float compound(float x, float y) {
    float z = x * y;
    z += 0.1;
    z = (float) (z + 0.1);
    z *= x;
    return z / y - (float) Math.sin(z);
  }

  // sample: x, n in [9007199254740993, 9007199254740999]
  @Differentiable
  static double throughDouble(double x, long n) {
    return x * (int) (double) n + x * (float) (double) n - x * (float) n + x * (int) n;
  }

  // sample: x, n in [16777217, 16777219]
  @Differentiable
  static double throughFloat(double x, int n) {
    return x * (int) (float) n + x * (long) (float) n + x * (int) (double) n;
  }
}
