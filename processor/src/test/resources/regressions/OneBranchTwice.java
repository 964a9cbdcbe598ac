// tape; found by -Dtest=RandomMethodsTest -Drandom.seed=41 -Drandom.first=213 -Drandom.programs=3
package corpus.regressions;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;
import java.util.Arrays;

@SuppressWarnings({"cast", "fallthrough", "overloads"})
final class OneBranchTwice {

  private OneBranchTwice() {}

  static final double SCALE = 0.75;

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  record Pair(double a, double b) {
    double norm() {
      return Math.sqrt(a * a + b * b + 1.0);
    }

    Pair plus(Pair other) {
      return new Pair(a + other.a, b - other.b);
    }
  }

  record Model(Pair p, double[] v, double scale) {}

  record Marked(double[] v, @Detach double scale) {}

  record Held<T>(T value, double weight) {}

  sealed interface Shape permits Disk, Box {
    double area(double x);
  }

  record Disk(double r) implements Shape {
    @Override
    public double area(double x) {
      return r * r * Math.cos(x);
    }
  }

  record Box(Pair p, double h) implements Shape {
    @Override
    public double area(double x) {
      return p.a() * p.b() + h * x;
    }
  }

  record Losses(double first, double second) {}

  record FirstKept(@Retain double first, double second) {}

  record Packed(@Retain double[] v, double[][] m, double s) {}

  record BothKept(@Retain double first, @Retain double second) {}

  private static double[][] helper0(double x, double[] v, int n) {
    if (n <= 0) {
      return new double[][] {new double[] {x, x, v[Math.floorMod(2, 3)]}, new double[3 + 2], new double[] {v[0], x, 0.25 * n}};
    }
    int fuel1 = 0;
    loop0:
    while (fuel1++ < 3 && Math.sin(x) > -0.3) {
      loop2:
      for (int i3 = 0; i3 < Math.min(3, v.length); i3++) {
        Arrays.fill(v, Library.bent(x));
        x = x;
      }
    }
    {
    switch (1) {
      case 0:
        Shape sh4 = chosen(Math.sin((Math.abs(x))) > -0.3, v[1], new Pair(x, x));
        x -= 0.5 * (Math.fma((Math.log1p(0.5 * Math.cos((v[0])))), ((0.25 * n) * x), 0.5));
      case 1:
        @Retain double[] ve5 = new double[] {Other.mix(v[2], v), x, v[0]};
        Other.turn(v, ve5[1]);
        break;
      default:
        Other.turn(v, x);
        double do6 = Other.mix(Math.hypot(2.0, 1.5), v);
    }
    }
    double[][] again = helper0(Library.moment(v, x), v.clone(), n - 1);
    return Other.shared(v, 0.5);
  }

  private static double helper1(double[][] m, double x) {
    loop0:
    for (double[] each1 : m) {
      m[0] = m[2];
    }
    Other.smooth(m, x);
    if (Math.sin((Math.sqrt(1.5 + Math.sin(x)))) > -0.3) {
      x += Library.trace(m, m[1][0]);
      m[1][Math.floorMod(1, 3)] = Other.mix(m[2][1], new double[] {0.5, m[1][1], x});
      double[] first2 = m[0];
      for (int at3 = 0; at3 < 2; at3++) { m[at3] = m[at3 + 1]; }
      m[2] = first2;
      x = x;
    } else {
      double do4 = ((m[1][1]) - (m[1][Math.floorMod(Math.max(2, 1), 3)])) - 2.0;
    }
    return Math.sin((m[1][2])) + 0.5 * (m[1][0]);
  }

  // sample: x in [-1.5, 1.5]
  // kinks
  // detached
  @Differentiable
  static double method(double x) {
    int fuel1 = 0;
    loop0:
    while (fuel1++ < 3 && Math.sin(x) > 0.2) {
      Other.turn(new double[] {0.5, x, x}, x);
      double[] zeros2 = new double[4];
      for (int at3 = 0; at3 < 3; at3 += 2) { zeros2[Math.floorMod((at3 & 3), 3)] -= (0.25 * at3) - (0.25 * at3); }
      zeros2[2] += Math.log10(2.5 + Math.cos(x));
      x += zeros2[2] * x + zeros2[2];
      zeros2[1] = (Math.atan2(Math.sin(x), 2.0 + Math.cos(x))) - (zeros2[1]);
    }
    double do4 = x;
    int in5 = (1 + 1 & 3);
    do4 += Library.bent(do4 % 2.5);
    if (Math.sin((helper1(new double[][] {{0.5, 1.0, do4}, {do4, 0.2, 0.7}, {0.1, 0.4, 1.1}}, x))) > 0.2) {
      Held<double[]> he6 = new Held<>(new double[] {x, do4, x}, x);
      int in7 = in5;
      do4 *= Math.cos((he6.value()[2]) * (0.25 * in5));
    } else {
      try (var tape8 = OtherGrad.Mix.forward(do4, new double[] {0.5, x, do4})) {
        x -= 0.5 * tape8.value();
        x += tape8.backward().x();
      }
      Pair pa9 = new Pair(-2.0, do4);
      double do10 = Math.sinh(Math.cos((Other.mix(0.5, new double[] {0.5, do4, x}))));
    }
    Marked ma11 = new Marked(new double[] {0.25 * in5, do4, 0.25 * in5}, x);
    double ofhelper0 = helper0(x, new double[] {0.5, x, do4}, 2)[1][2];
    return new Disk(do4).area(do4) + do4 * (ma11.scale() * ma11.v()[1]);
  }

  static Pair[] made(double x) {
    Pair[] pairs = new Pair[3];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new Pair(Math.sin(x + i), x);
    }
    return pairs;
  }

  static Shape chosen(boolean isRound, double x, Pair p) {
    return isRound ? new Disk(x) : new Box(p, x);
  }

  static double[] unused() {
    return Arrays.copyOf(new double[1], 1);
  }
}

// file: Other.java
package corpus.regressions;

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

  @Differentiable
  static double[][] rows(double[] v, double x) {
    double[][] m = new double[3][];
    for (int i = 0; i < 3; i++) {
      m[i] = new double[] {v[i] * x, v[0], Math.sin(v[1])};
    }
    return m;
  }

  @Differentiable
  static double[][] shared(double[] v, double x) {
    double[] row = {v[0] * x, v[1], v[2]};
    return new double[][] {row, v.clone(), row};
  }

  @Differentiable
  static double smooth(double[][] m, double x) {
    for (int i = 0; i < 3; i++) {
      m[i][0] = Math.sin(m[i][1] * x) + m[i][0];
    }
    return m[1][0];
  }
}

// file: Gauge.java
package corpus.regressions;

final class Gauge {
  final double[] weights;
  private final double offset;

  Gauge(double offset) {
    this.weights = new double[] {0.5, offset, -1.5};
    this.offset = offset;
  }

  static Gauge example() {
    return new Gauge(0.75);
  }

  double factor(int i) {
    return offset + 0.25 * i;
  }
}

// file: Library.java
package corpus.regressions;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Library {

  private Library() {}

  @Differentiable
  static double bent(double x) {
    return x * Math.sin(x);
  }

  @Differentiable
  static double mixed(double x, double y, int n) {
    return Math.sin(x * y) + n * x;
  }

  @Differentiable
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Differentiable
  static double moment(double[] v, double x) {
    double sum = x;
    for (int i = 0; i < v.length; i++) {
      sum += Math.sin(v[i]) * Math.cos(i + x);
    }
    return sum;
  }

  @Differentiable
  static double weighted(@Detach double[] weights, double[] v) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += weights[i] * v[i] * v[i];
    }
    return sum;
  }

  @Differentiable
  static double trace(double[][] m, double x) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += m[i][i] * m[i][0] * x;
    }
    return sum;
  }

  @Differentiable
  static double[] scaled(double[] v, double by) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      result[i] = v[i] * Math.sin(by);
    }
    return result;
  }

  @Differentiable
  static double[][] outer(double[] a, double[] b) {
    double[][] result = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        result[i][j] = a[i] * b[j];
      }
    }
    return result;
  }

  @Differentiable
  static float halved(float x) {
    return (float) Math.sin(x) * 0.5f;
  }
}

// file: Rules.java
package corpus.regressions;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Mode;

final class Rules {

  private Rules() {}

  record Mixed(double x, double y) {}

  @DerivativeOf(type = Library.class, method = "bent")
  static double bent(double x, double seed) {
    return seed * (Math.sin(x) + x * Math.cos(x));
  }

  @DerivativeOf(type = Library.class, method = "mixed")
  static Mixed mixed(double x, double y, int n, double seed) {
    double slope = seed * Math.cos(x * y);
    return new Mixed(slope * y + seed * n, slope * x);
  }

  @DerivativeOf(type = Library.class, method = "dot")
  static void dot(double[] a, double[] b, double seed, double[] dA, double[] dB) {
    for (int i = 0; i < 3; i++) {
      dA[i] += seed * b[i];
      dB[i] += seed * a[i];
    }
  }

  @DerivativeOf(type = Library.class, method = "moment")
  static double moment(double[] v, double x, double seed, double[] dV) {
    double dX = seed;
    for (int i = 0; i < v.length; i++) {
      dV[i] += seed * Math.cos(v[i]) * Math.cos(i + x);
      dX -= seed * Math.sin(v[i]) * Math.sin(i + x);
    }
    return dX;
  }

  @DerivativeOf(type = Library.class, method = "moment", mode = Mode.FORWARD)
  static double momentTangent(double[] v, double x, double[] dV, double dX) {
    double sum = dX;
    for (int i = 0; i < v.length; i++) {
      sum += Math.cos(v[i]) * Math.cos(i + x) * dV[i];
      sum -= Math.sin(v[i]) * Math.sin(i + x) * dX;
    }
    return sum;
  }

  @DerivativeOf(type = Library.class, method = "weighted")
  static void weighted(@Detach double[] weights, double[] v, double seed, double[] dV) {
    for (int i = 0; i < 3; i++) {
      dV[i] += seed * weights[i] * 2 * v[i];
    }
  }

  @DerivativeOf(type = Library.class, method = "trace")
  static double trace(double[][] m, double x, double seed, double[][] dM) {
    double dX = 0;
    for (int i = 0; i < 3; i++) {
      dM[i][i] += seed * m[i][0] * x;
      dM[i][0] += seed * m[i][i] * x;
      dX += seed * m[i][i] * m[i][0];
    }
    return dX;
  }

  @DerivativeOf(type = Library.class, method = "scaled")
  static double scaled(double[] v, double by, double[] seed, double[] dV) {
    double dBy = 0;
    for (int i = 0; i < v.length; i++) {
      dV[i] += seed[i] * Math.sin(by);
      dBy += seed[i] * v[i] * Math.cos(by);
    }
    return dBy;
  }

  @DerivativeOf(type = Library.class, method = "scaled", mode = Mode.FORWARD)
  static double[] scaledTangent(double[] v, double by, double[] dV, double dBy) {
    double[] result = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      result[i] = dV[i] * Math.sin(by) + v[i] * Math.cos(by) * dBy;
    }
    return result;
  }

  @DerivativeOf(type = Library.class, method = "outer")
  static void outer(double[] a, double[] b, double[][] seed, double[] dA, double[] dB) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        dA[i] += seed[i][j] * b[j];
        dB[j] += seed[i][j] * a[i];
      }
    }
  }

  @DerivativeOf(type = Library.class, method = "outer", mode = Mode.FORWARD)
  static double[][] outerTangent(double[] a, double[] b, double[] dA, double[] dB) {
    double[][] result = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        result[i][j] = dA[i] * b[j] + a[i] * dB[j];
      }
    }
    return result;
  }

  @DerivativeOf(type = Library.class, method = "halved")
  static float halved(float x, float seed) {
    return seed * (float) Math.cos(x) * 0.5f;
  }
}
