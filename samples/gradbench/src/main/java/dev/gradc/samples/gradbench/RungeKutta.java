package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code ode}: y' = f(x, y) by the classic fourth-order method. */
final class RungeKutta {

  private RungeKutta() {}

  /** y(2) from y(0) = 0, in equal steps. */
  static double[] solve(double[] x, int steps) {
    int n = x.length;
    double h = 2.0 / steps;
    double[] y = new double[n];
    double[] k1 = new double[n];
    double[] k2 = new double[n];
    double[] k3 = new double[n];
    double[] k4 = new double[n];
    double[] at = new double[n];
    for (int step = 0; step < steps; step++) {
      slope(x, y, k1);
      advance(y, k1, h / 2, at);
      slope(x, at, k2);
      advance(y, k2, h / 2, at);
      slope(x, at, k3);
      advance(y, k3, h, at);
      slope(x, at, k4);
      for (int i = 0; i < n; i++) {
        y[i] += h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
      }
    }
    return y;
  }

  private static void slope(double[] x, double[] y, double[] result) {
    result[0] = x[0];
    for (int i = 1; i < x.length; i++) {
      result[i] = x[i] * y[i - 1];
    }
  }

  private static void advance(double[] y, double[] slope, double h, double[] result) {
    for (int i = 0; i < y.length; i++) {
      result[i] = y[i] + h * slope[i];
    }
  }

  /** The last component alone. */
  @Differentiable
  static double last(double[] x, int steps) {
    double[] y = solve(x, steps);
    return y[y.length - 1];
  }
}
