package corpus.learning;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A hidden layer and a loss, weights in flat arrays. */
final class Perceptron {

  private Perceptron() {}

  // sample: x length 3, w1 length 12, b1 length 4, w2 length 4
  @Differentiable
  static double loss(double[] x, double[] w1, double[] b1, double[] w2, @Detach double target) {
    double y = 0;
    for (int i = 0; i < b1.length; i++) {
      double z = b1[i];
      for (int j = 0; j < x.length; j++) {
        z += w1[i * x.length + j] * x[j];
      }
      y += w2[i] * Math.tanh(z);
    }
    double error = y - target;
    return error * error;
  }
}
