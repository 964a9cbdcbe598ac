package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

// golden
/** Calls of methods of other classes that write the arrays that they are given. */
final class InPlace {

  private InPlace() {}

  // sample: x length 4
  @Differentiable
  static double softmax(double[] x, double y) {
    double[] p = x.clone();
    double sum = Kernels.softmaxInPlace(p);
    return Math.log(sum) * p[0] * y + p[1] * x[2];
  }

  // sample: x length 3, steps in [0, 4]
  @Retain
  @Differentiable
  static double[] steps(double[] x, double rate, int steps) {
    for (int i = 0; i < steps; i++) {
      x[i % 3] += Kernels.scale(x, rate * i);
      Kernels.update(x, new Kernels.Rule(rate, 2));
    }
    return x.clone();
  }

  // sample: x length 3
  @Differentiable
  static double returned(double[] x) {
    double[] y = Kernels.normalized(x);
    return y[0] * x[1] + y[2];
  }

  // sample: m length 2;3
  @Differentiable
  static double matrices(double[][] m, double x) {
    double trace = Kernels.shear(m, x);
    double row = Kernels.scale(m[1], trace);
    return m[0][0] * trace + m[1][2] * row;
  }

  // detached
  // sample: x length 3
  @Differentiable
  static double constants(double[] x, double y) {
    double[] numbers = {1, 2, 3};
    double one = Kernels.scale(numbers, y);
    double[] unused = x.clone();
    return one * numbers[1] * Kernels.scale(unused, y);
  }

  // sample: x length 3, n in [0, 1]
  @Differentiable
  static double maybe(double[] x, int n) {
    double[] state = x;
    double sum = 0;
    if (n == 1) {
      sum = Kernels.scale(state, 2);
    }
    return sum * state[0] + state[1];
  }
}

// file: Kernels.java
package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The methods. */
final class Kernels {

  private Kernels() {}

  record Rule(double rate, int power) {}

  @Differentiable
  static double softmaxInPlace(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.exp(x[i]);
      sum += x[i];
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= sum;
    }
    return sum;
  }

  @Differentiable
  static double scale(double[] x, double factor) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * factor;
      x[i] *= 1 + 0.1 * factor * factor;
    }
    return Math.tanh(sum);
  }

  @Differentiable
  static double update(double[] x, Rule rule) {
    for (int i = 0; i < x.length; i++) {
      x[i] -= rule.rate() * 0.1 * Math.pow(x[i], rule.power());
    }
    return x[0];
  }

  @Differentiable
  static double[] normalized(double[] x) {
    double norm = 1;
    for (double v : x) {
      norm += v * v;
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= norm;
    }
    return x;
  }

  @Differentiable
  static double shear(double[][] m, double x) {
    double trace = 0;
    for (int i = 0; i < m.length; i++) {
      for (int j = 1; j < m[i].length; j++) {
        m[i][j] += x * m[i][j - 1];
      }
      trace += m[i][i];
    }
    return Math.sin(trace);
  }
}
