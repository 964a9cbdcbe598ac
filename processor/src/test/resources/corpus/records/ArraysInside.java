package corpus.records;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class ArraysInside {

  private ArraysInside() {}

  record Layer(double[][] weights, double[] bias) {
    double[] apply(double[] x) {
      double[] y = new double[bias.length];
      for (int i = 0; i < y.length; i++) {
        double sum = bias[i];
        for (int j = 0; j < x.length; j++) {
          sum += weights[i][j] * x[j];
        }
        y[i] = Math.tanh(sum);
      }
      return y;
    }
  }

  record Network(Layer first, Layer second, @Detach double[] mask) {}

  // sample: net.first.weights length 3;2, net.first.bias length 3, net.second.weights length 2;3,
  // net.second.bias length 2, net.mask length 2, x length 2
  @Differentiable
  static double[] apply(Network net, double[] x) {
    double[] y = net.second().apply(net.first().apply(x));
    for (int i = 0; i < y.length; i++) {
      y[i] *= net.mask()[i];
    }
    return y;
  }

  record Buffers(double[] now, double[] next) {}

  /** Swapped and written in place; the arrays of the argument are written too. */
  // sample: given.now length 4, given.next length 4, steps in [0, 4]
  @Differentiable
  static double heat(Buffers given, double k, int steps) {
    Buffers b = given;
    for (int s = 0; s < steps; s++) {
      for (int i = 1; i < b.now().length - 1; i++) {
        b.next()[i] = b.now()[i] + k * (b.now()[i - 1] - b.now()[i + 1]);
      }
      b = new Buffers(b.next(), b.now());
    }
    return b.now()[1] * b.now()[2];
  }
}
