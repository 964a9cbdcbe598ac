package dev.gradc.samples.benchmarks;

import org.hipparchus.analysis.differentiation.Gradient;

/**
 * Objectives of GradBench with Hipparchus' {@link Gradient} for a number: each carries its
 * derivatives by all variables.
 */
final class HipparchusObjectives {

  private HipparchusObjectives() {}

  /** What derivatives are taken by: at these values. */
  static Gradient[] variables(double[] values) {
    Gradient[] variables = new Gradient[values.length];
    for (int i = 0; i < values.length; i++) {
      variables[i] = Gradient.variable(values.length, i, values[i]);
    }
    return variables;
  }

  /** Of {@code llsq}. */
  static Gradient halfSum(Gradient[] x, int n) {
    Gradient sum = Gradient.constant(x.length, 0);
    for (int i = 0; i < n; i++) {
      double t = -1 + 2.0 * i / (n - 1);
      Gradient residual = Gradient.constant(x.length, Math.signum(t));
      double power = 1;
      for (Gradient element : x) {
        residual = residual.subtract(element.multiply(power));
        power *= t;
      }
      sum = sum.add(residual.square());
    }
    return sum.multiply(0.5);
  }

  /** Of {@code lse}. */
  static Gradient logSumExp(Gradient[] x) {
    double largest = x[0].getValue();
    for (Gradient element : x) {
      largest = Math.max(largest, element.getValue());
    }
    // What is taken away and given back has no part in the derivative.
    Gradient sum = Gradient.constant(x.length, 0);
    for (Gradient element : x) {
      sum = sum.add(element.subtract(largest).exp());
    }
    return sum.log().add(largest);
  }

  /**
   * Of {@code kmeans}.
   *
   * @param centroids row by row
   */
  static Gradient cost(double[][] points, Gradient[] centroids) {
    Gradient cost = Gradient.constant(centroids.length, 0);
    for (double[] point : points) {
      Gradient nearest = null;
      for (int from = 0; from < centroids.length; from += point.length) {
        Gradient distance = Gradient.constant(centroids.length, 0);
        for (int i = 0; i < point.length; i++) {
          distance = distance.add(centroids[from + i].subtract(point[i]).square());
        }
        if (nearest == null || distance.getValue() < nearest.getValue()) {
          nearest = distance;
        }
      }
      cost = cost.add(nearest);
    }
    return cost;
  }
}
