package corpus.single;

import dev.gradc.Differentiable;

/** An array result in single precision, and functions that have a float form. */
final class Arrays {

  private Arrays() {}

  // sample: a length 4 in [0.5, 2], scale in [0.5, 1]
  // kinks
  @Differentiable
  static float[] clip(float[] a, float scale) {
    float[] out = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      out[i] = Math.min(a[i] * scale, 1.2f) + Math.abs(a[i] - 3) * Math.fma(a[i], scale, 0.5f);
    }
    return out;
  }
}
