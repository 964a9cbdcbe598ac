// option: -Agradc.kink=warn
package refused;

import dev.gradc.Differentiable;

/** What holds in every iteration, and after all of them. */
final class KinkInLoop {

  @Differentiable
  static double norm(double[] a) {
    double sum = 0;
    for (double x : a) {
      sum += x * x;
    }
    // warning: [GC0405] 'Math.sqrt(sum)'
    return Math.sqrt(sum) + Math.sqrt(sum + 1e-12) + Math.log(1 + sum);
  }

  @Differentiable
  static double logSumExp(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.exp(a[i]);
    }
    // warning: [GC0405] 'Math.log(sum)'
    return Math.log(sum);
  }

  @Differentiable
  static double logSumExpOfSome(double[] a) {
    if (a.length == 0) {
      throw new IllegalArgumentException("empty");
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.exp(a[i]);
    }
    return Math.log(sum);
  }

  @Differentiable
  static double[] softmax(double[] a) {
    double max = a[0];
    for (int i = 1; i < a.length; i++) {
      max = Math.max(max, a[i]);
    }
    double[] p = new double[a.length];
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(a[i] - max);
      sum += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    p[0] += Math.log(sum);
    return p;
  }

  @Differentiable
  static double halved(double x, int n) {
    double y = 1 + x * x;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      y = 0.5 * y;
      sum += Math.sqrt(y);
    }
    return sum + 1 / y;
  }

  @Differentiable
  static double falling(double x, int n) {
    double y = 1 + x * x;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      // warning: [GC0405] 'Math.sqrt(y)'
      sum += Math.sqrt(y);
      y = y - 0.5;
    }
    return sum;
  }

  @Differentiable
  static double counters(double x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x * x / (i + 1 + x * x) + Math.pow(x, i);
      // warning: [GC0405] 'Math.pow(x, i - 1)'
      sum += Math.pow(x, i - 1);
    }
    for (int i = 3; i > 0; i--) {
      sum += 1 / (i + x * x);
    }
    for (int i = 3; i >= 0; i--) {
      // warning: [GC0405] '1 / (i + x * x)'
      sum += 1 / (i + x * x);
    }
    return sum;
  }

  @Differentiable
  static double whileAbove(double x) {
    double y = x;
    double sum = 0;
    while (y > 0.001) {
      sum += Math.log(y);
      y = y / 2 - 0.0001;
    }
    // warning: [GC0405] 'Math.log(y)'
    return sum + Math.log(y);
  }

  @Differentiable
  static double skipping(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] <= 0) {
        continue;
      }
      sum += Math.log(a[i]);
    }
    for (int i = 0; i < a.length && a[i] > 0; i++) {
      sum += Math.sqrt(a[i]);
    }
    return sum;
  }

  @Differentiable
  static double newton(double x) {
    double a = 1 + x * x;
    double y = a;
    for (int i = 0; i < 20; i++) {
      y = 0.5 * (y + a / y);
    }
    return y;
  }

  @Differentiable
  static double nested(double[][] a) {
    double product = 1;
    for (int i = 0; i < a.length; i++) {
      double row = 1e-3;
      for (int j = 0; j < a[i].length; j++) {
        row += Math.abs(a[i][j]);
      }
      product *= row;
    }
    return Math.log(product);
  }

  @Differentiable
  static double changing(double x, int n) {
    double one = 1;
    double other = 1;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      // warning: [GC0405] 'Math.sqrt(one)'
      sum += Math.sqrt(one);
      one = other;
      other = x;
    }
    return sum;
  }

  @Differentiable
  static double arrays(double[] a) {
    double[] weights = new double[a.length];
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      weights[i] = Math.exp(a[i]);
      sum += Math.log(weights[i]) + 1 / (1 + weights[0]);
      // warning: [GC0405] 'Math.sqrt(weights[0])'
      sum += Math.sqrt(weights[0]);
    }
    return sum;
  }
}
