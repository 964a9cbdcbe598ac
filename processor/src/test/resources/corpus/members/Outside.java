package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
/** Calls of differentiable methods of another class: through its companion. */
final class Outside {

  private Outside() {}

  // sample: x length 3, weight length 2;3, target
  @Differentiable
  static double loss(double[] x, double[][] weight, @Detach double target) {
    double[] hidden = Layers.dense(weight, x);
    double sum = 0;
    for (int i = 0; i < hidden.length; i++) {
      sum += Layers.squared(hidden[i], target) * x[0];
    }
    return sum;
  }
}

// file: Layers.java
package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The methods called. */
final class Layers {

  private Layers() {}

  @Differentiable
  static double[] dense(double[][] weight, double[] x) {
    double[] y = new double[weight.length];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < x.length; j++) {
        y[i] += weight[i][j] * x[j];
      }
      y[i] = Math.tanh(y[i]);
    }
    return y;
  }

  @Differentiable
  static double squared(double value, @Detach double target) {
    return (value - target) * (value - target);
  }
}
