package corpus.learning;

import dev.gradc.Differentiable;

/** A state that is carried along a sequence, array by array. */
final class RecurrentNetwork {

  private RecurrentNetwork() {}

  // sample: inputs length 4, w length 4, u length 2
  @Differentiable
  static double run(double[] inputs, double[] w, double[] u) {
    double[] h = new double[2];
    for (int t = 0; t < inputs.length; t++) {
      double[] next = new double[2];
      for (int i = 0; i < 2; i++) {
        next[i] = Math.tanh(w[2 * i] * h[0] + w[2 * i + 1] * h[1] + u[i] * inputs[t]);
      }
      h = next;
    }
    return h[0] * h[1];
  }
}
