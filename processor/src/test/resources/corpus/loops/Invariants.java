package corpus.loops;

import dev.gradc.Differentiable;

// golden
/** What is the same in all iterations of a loop. */
final class Invariants {

  private Invariants() {}

  /** One exponential, and one way back through it. */
  // sample: v length 4, x in [-1, 1]
  @Differentiable
  static double decay(double[] v, double x, int n) {
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      sum += v[i] * Math.exp(-x * n) / (1 + x * x);
    }
    return sum;
  }

  /** Out of two loops, and out of the inner one alone. */
  // sample: m length 3;2, x in [0.5, 1], y in [0.5, 1]
  @Differentiable
  static double nested(double[][] m, double x, double y) {
    double product = 1;
    for (int i = 0; i < m.length; i++) {
      double scale = Math.sin(y * i);
      for (int j = 0; j < m[i].length; j++) {
        product *= Math.cos(m[i][j] * Math.log(x) + Math.sqrt(x + scale * scale));
      }
    }
    return product;
  }

  /** A loop that is not entered computes it for nothing; it may be none. */
  // sample: x in [-1, 1], n in [0, 3]
  @Differentiable
  static double neverEntered(double x, int n) {
    double sum = x * x;
    for (int i = 0; i < n; i++) {
      sum += Math.log(x) > -1 || x > 0 ? x : Math.sqrt(x * x + 1);
    }
    return sum;
  }

  /** Not what changes in the loop, nor what an element is that it writes, nor a branch. */
  // sample: v length 4, x in [0.5, 1], n in [2, 4]
  @Differentiable
  static double changing(double[] v, double x, int n) {
    double state = x;
    double[] own = v.clone();
    int k = 0;
    while (k < n) {
      double scale = Math.tanh(x) * 2;
      state = state * scale + Math.sin(own[0]);
      own[0] = state * 0.5;
      if (k > 1) {
        state += Math.exp(x) / n;
      }
      k++;
    }
    return state;
  }
}
