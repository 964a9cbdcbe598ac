package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code ode}: y' = f(x, y) by the classic fourth-order method. */
final class RungeKutta {

  private RungeKutta() {}

  /** y(2) from y(0) = 0, in equal steps. */
  static double[] solve(double[] x, int steps) {
    double[] y = new double[x.length];
    for (int step = 0; step < steps; step++) {
      advance(x, y, 2.0 / steps);
    }
    return y;
  }

  /**
   * One step. The slope of an element is x times the element before it, and that of the first is x
   * itself, so one element is all that the four stages have to remember: a single way through the
   * arrays, in place of eight.
   */
  private static void advance(double[] x, double[] y, double h) {
    double half = h / 2;
    double sixth = h / 6;
    double before1 = 1;
    double before2 = 1;
    double before3 = 1;
    double before4 = 1;
    for (int i = 0; i < y.length; i++) {
      double k1 = x[i] * before1;
      double k2 = x[i] * before2;
      double k3 = x[i] * before3;
      double k4 = x[i] * before4;
      before1 = y[i];
      before2 = before1 + half * k1;
      before3 = before1 + half * k2;
      before4 = before1 + h * k3;
      y[i] = before1 + sixth * (k1 + 2 * k2 + 2 * k3 + k4);
    }
  }

  /** The last component alone. */
  @Differentiable
  static double last(double[] x, int steps) {
    double[] y = solve(x, steps);
    return y[y.length - 1];
  }
}
