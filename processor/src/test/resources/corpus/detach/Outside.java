package corpus.detach;

import dev.gradc.Differentiable;

/** Methods of another class that carry {@code @Detach}: constants, whatever goes in. */
final class Outside {

  private Outside() {}

  // detached
  // sample: a length 3
  @Differentiable
  static double frozen(double x, double[] a) {
    double sum = Frozen.scale(x * x) * x;
    for (int i = 0; i < a.length; i++) {
      sum += Frozen.norm(a) * a[i] + new Frozen().factor(a[i]) * x;
    }
    return sum;
  }
}

// file: Frozen.java
package corpus.detach;

import dev.gradc.Detach;

/** What is called. */
final class Frozen {

  @Detach
  static double scale(double x) {
    return Math.exp(x);
  }

  @Detach
  static double norm(double[] a) {
    double sum = 0;
    for (double element : a) {
      sum += element * element;
    }
    return sum;
  }

  @Detach
  double factor(double x) {
    return x * x;
  }
}
