package corpus.objects;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Methods of a final class, whose objects are constants: their own class reads their fields. */
// golden
final class Model {

  final double[] weights;
  final int degree;
  double bias;

  Model(double[] weights, double bias) {
    this.weights = weights;
    this.degree = weights.length - 1;
    this.bias = bias;
  }

  static Model example() {
    return new Model(new double[] {0.5, -1, 2}, 0.25);
  }

  @Differentiable
  double predict(double x) {
    double y = bias;
    for (int i = degree; i >= 0; i--) {
      y = y * x + weights[i];
    }
    return squashed(y);
  }

  private double squashed(double y) {
    return Math.tanh(y * this.bias);
  }

  @Differentiable
  double loss(double[] x, @Detach double[] target) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = predict(x[i]) - target[i];
      sum += difference * difference;
    }
    return sum / x.length;
  }

  @Differentiable
  static double ofTwo(double x, Model one, Model other) {
    return one.predict(x) * other.predict(x + 1);
  }
}
