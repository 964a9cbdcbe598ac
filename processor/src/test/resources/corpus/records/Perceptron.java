package corpus.records;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
final class Perceptron {

  private Perceptron() {}

  record Linear(double[] weights, double bias, int epoch, @Detach double scale) {}

  // sample: model.weights length 4, x length 4, model.epoch = 3
  @Differentiable
  static double loss(Linear model, double[] x, @Detach double label) {
    double sum = model.bias() * model.scale();
    for (int i = 0; i < x.length; i++) {
      sum += model.weights()[i] * x[i];
    }
    double error = Math.tanh(sum) - label;
    return error * error / model.epoch();
  }
}
// golden forward
