package corpus.names;

import dev.gradc.Differentiable;

/** Names that generated code might like to have for itself. */
final class Clashes {

  private Clashes() {}

  // sample: value in [0.5, 2], seed in [0.5, 2], n = 3
  @Differentiable
  static double clashes(double value, double seed, double[] gradient, double into, int n) {
    double tape = value * seed;
    double result = tape * into;
    double dValue = Math.exp(result * 0.1);
    for (int i = 0; i < n; i++) {
      double slot = dValue * gradient[i];
      result += slot * slot;
    }
    double backward = result;
    return backward * dValue;
  }

  @Differentiable
  static double yields(double yield, double x) {
    double sealed = yield * x;
    return sealed * yield;
  }

  // sample: x in [0.5, 2]
  @Differentiable
  static double shadows(double x, boolean flag) {
    double sum = 0;
    {
      double t = x * x;
      sum += t;
    }
    {
      double t = Math.sin(x);
      sum *= t;
    }
    for (int i = 0; i < 2; i++) {
      double t = sum * x;
      sum = t;
    }
    for (int i = 0; i < 3; i++) {
      double t = flag ? sum + i : sum;
      sum = t * 0.5;
    }
    return sum;
  }
}
