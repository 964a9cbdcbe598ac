package corpus.learning;

import dev.gradc.Differentiable;

/** One step of a long short-term memory of one unit. */
final class LstmCell {

  private LstmCell() {}

  // sample: w length 12
  @Differentiable
  static double step(double x, double h, double c, double[] w) {
    double input = sigmoid(w[0] * x + w[1] * h + w[2]);
    double forget = sigmoid(w[3] * x + w[4] * h + w[5]);
    double output = sigmoid(w[6] * x + w[7] * h + w[8]);
    double candidate = Math.tanh(w[9] * x + w[10] * h + w[11]);
    double cell = forget * c + input * candidate;
    return output * Math.tanh(cell);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
