// crash 
package corpus.random;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;
import java.util.Arrays;

@SuppressWarnings({"cast", "fallthrough"})
final class Random1x1 {

  private Random1x1() {}

  record Pair(double a, double b) {
    double norm() {
      return Math.sqrt(a * a + b * b + 1.0);
    }

    Pair plus(Pair other) {
      return new Pair(a + other.a, b - other.b);
    }
  }

  record Model(Pair p, double[] v, @Detach double scale) {}

  record Losses(double first, double second) {}

  record FirstKept(@Retain double first, double second) {}

  record BothKept(@Retain double first, @Retain double second) {}

  // sample: x in [-1.5, 1.5], int0 in [0, 3], double1 in [-1.5, 1.5]
  // kinks
  @Differentiable
  static double methodR1x1(double x, int int0, double double1) {
    x = 0.25 * int0;
    x += Other.mix(x, new double[] {0.5, 1.0, 0.3});
    return x;
  }

  static double[] unused() {
    return Arrays.copyOf(new double[1], 1);
  }
}

// file: Other.java
package corpus.random;

import dev.gradc.Differentiable;

final class Other {

  private Other() {}

  @Differentiable
  static double mix(double x, double[] v) {
    double s = x;
    for (int i = 0; i < v.length; i++) {
      s += Math.sin(v[i] * x);
    }
    return s;
  }

  @Differentiable
  static double[] scaled(double[] v, double x) {
    double[] w = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      w[i] = v[i] * Math.cos(x);
    }
    return w;
  }

  @Differentiable
  static double turn(double[] v, double x) {
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.sin(v[i]) * x;
    }
    return v[0] * x;
  }
}
