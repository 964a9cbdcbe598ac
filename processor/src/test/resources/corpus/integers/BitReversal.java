package corpus.integers;

import dev.gradc.Differentiable;

/** A permutation by bits, and a butterfly. */
final class BitReversal {

  private BitReversal() {}

  // sample: re length 8
  @Differentiable
  static double[] permute(double[] re) {
    int n = re.length;
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      int reversed = 0;
      for (int bit = 1; bit < n; bit <<= 1) {
        reversed <<= 1;
        if ((i & bit) != 0) {
          reversed |= 1;
        }
      }
      out[reversed] = re[i] * (i + 1);
    }
    for (int i = 0; i + 1 < n; i += 2) {
      double sum = out[i] + out[i + 1];
      out[i + 1] = out[i] - out[i + 1];
      out[i] = sum;
    }
    return out;
  }
}
