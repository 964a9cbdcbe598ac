// crash 
package corpus.random;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;
import java.util.Arrays;

@SuppressWarnings({"cast", "fallthrough"})
final class Random1x8 {

  private Random1x8() {}

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

  private static double helper0R1x8(double x, double y, int n) {
    if (y > x) {
      return y;
    }
    y += Math.log(2.5 + Math.cos((x + 0.0)));
    Pair pa0 = new Pair(x + y, 0.5);
    double[][][] cu1 = new double[3][3][3];
    return Math.sin((-y));
  }

  private static double helper1R1x8(double[] v, double x) {
    x += v[1];
    return (v[1]) + ((v[0]) + x);
  }

  private static double helper2R1x8(double x, double y, int n) {
    double do0 = (x + (0.25 * n)) + ((0.25 * n) + x);
    return Math.sin((y * do0));
  }

  // sample: x in [-1.5, 1.5]
  // kinks
  @Differentiable
  static BothKept methodR1x8(double x) {
    x += x;
    x += x;
    return new BothKept(x, x);
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
