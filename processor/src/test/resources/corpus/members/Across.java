package corpus.members;

import dev.gradc.Differentiable;

/** Recursion that goes through two classes, each with a method that is compiled in. */
final class Across {

  private Across() {}

  record Point(double x, double y) {}

  // sample: x in [0.1, 0.9], n in [0, 5]
  @Differentiable
  static double even(double x, int n) {
    return n == 0 ? squared(x) : Other.odd(squared(x) + 0.1, n - 1) * x;
  }

  static double squared(double x) {
    return x * x;
  }

  // sample: x length 3, n in [0, 5]
  @Differentiable
  static double written(double[] x, int n) {
    if (n == 0) {
      return x[0];
    }
    add(x, x[n % 3]);
    return Other.alsoWritten(x, n - 1) * x[1];
  }

  static void add(double[] x, double value) {
    for (int i = 0; i < x.length; i++) {
      x[i] += 0.5 * value * x[i];
    }
  }

  // sample: n in [0, 5]
  @Differentiable
  static Point turned(Point point, int n) {
    return n == 0 ? point : Other.back(new Point(point.y(), squared(point.x())), n - 1);
  }
}

// file: Other.java
package corpus.members;

import dev.gradc.Differentiable;

/** The other class. */
final class Other {

  private Other() {}

  @Differentiable
  static double odd(double x, int n) {
    return n == 0 ? cubed(x) : Across.even(Math.exp(-cubed(x)), n - 1) + x;
  }

  static double cubed(double x) {
    return x * x * x;
  }

  @Differentiable
  static double alsoWritten(double[] x, int n) {
    x[2] *= x[0];
    return n == 0 ? x[2] : Across.written(x, n - 1) + x[0];
  }

  @Differentiable
  static Across.Point back(Across.Point point, int n) {
    Across.Point moved = new Across.Point(point.x() + cubed(point.y()), point.y());
    return n == 0 ? moved : Across.turned(moved, n - 1);
  }
}
