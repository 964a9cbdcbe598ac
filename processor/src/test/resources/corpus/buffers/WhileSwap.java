package corpus.buffers;

import dev.gradc.Differentiable;

/** Buffers that swap in a loop of unknown length. */
final class WhileSwap {

  private WhileSwap() {}

  // sample: a length 4 in [0.5, 2]
  // tolerance: 1e-9
  @Differentiable
  static double smooth(double[] a) {
    double[] now = new double[a.length];
    double[] other = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      now[i] = a[i] * a[i];
    }
    double spread = 1;
    while (spread > 1e-3) {
      spread = 0;
      for (int i = 0; i < a.length; i++) {
        other[i] = (now[i] + now[(i + 1) % a.length]) / 2;
        spread += (other[i] - now[i]) * (other[i] - now[i]);
      }
      double[] t = now;
      now = other;
      other = t;
    }
    return now[0] * other[1];
  }
}
