package corpus.nested;

import dev.gradc.Differentiable;

/** The valid part of a convolution. */
final class Convolution {

  private Convolution() {}

  // sample: signal length 8, kernel length 3
  @Differentiable
  static double[] convolve(double[] signal, double[] kernel) {
    double[] out = new double[signal.length - kernel.length + 1];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < kernel.length; k++) {
        out[i] += signal[i + k] * kernel[kernel.length - 1 - k];
      }
    }
    return out;
  }
}
