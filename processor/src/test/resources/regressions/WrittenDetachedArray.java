// crash of the compiler (GC0001); found by -Dtest=RandomMethodsTest -Drandom.seed=3 -Drandom.first=24, shrunk by hand
package corpus.regressions;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A detached array is a constant until something else is put there. */
final class WrittenDetachedArray {

  private WrittenDetachedArray() {}

  // sample: x in [-1.5, 1.5]
  // detached
  @Differentiable
  static double elements(double x) {
    @Detach double[] cut = new double[] {x, x};
    cut[0] = x * x;
    cut[0] += Math.sin(cut[1]) * x;
    return x * cut[0] + cut[1];
  }

  // sample: x in [-1.5, 1.5], y in [-1.5, 1.5]
  // detached
  @Differentiable
  static double inLoop(double x, double y) {
    double s = x;
    for (int i = 0; i < 3; i++) {
      double[] t = new double[] {x, y * i, s};
      @Detach double[] cut = t;
      for (int j = 0; j < 2; j++) {
        cut[j] = cut[j + 1] * x + s;
      }
      s += cut[1] * y + cut[0];
    }
    return s;
  }

  private static double scaled(double[] a, @Detach double[] work, double x) {
    for (int i = 0; i < a.length; i++) {
      work[i] = a[i] * x;
    }
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += work[i] * work[0];
    }
    return s;
  }

  // sample: x in [-1.5, 1.5], a length 3
  // detached
  @Differentiable
  static double workArray(double x, double[] a) {
    return scaled(a, new double[3], x) + x;
  }

  // sample: x in [-1.5, 1.5]
  // detached
  @Differentiable
  static double byAnother(double x) {
    @Detach double[] cut = new double[] {x, x};
    Turn.turn(cut, x);
    return x * cut[0];
  }
}

// file: Turn.java
package corpus.regressions;

import dev.gradc.Differentiable;

final class Turn {

  private Turn() {}

  @Differentiable
  static double turn(double[] v, double x) {
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.sin(v[i]) * x;
    }
    return v[0] * x;
  }
}
