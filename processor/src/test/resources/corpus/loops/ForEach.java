package corpus.loops;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Loops over the elements of arrays. */
final class ForEach {

  private ForEach() {}

  @Differentiable
  static double sum(double[] x) {
    double sum = 0;
    for (double element : x) {
      sum += element * element;
    }
    return sum;
  }

  // sample: m length 3;0..4
  @Differentiable
  static double rows(double[][] m) {
    double product = 1;
    rows:
    for (final double[] row : m) {
      for (var element : row) {
        if (element < -1.5) {
          continue rows;
        }
        product *= 1 + element * element * row[0];
        if (product > 20) {
          break rows;
        }
      }
    }
    return product;
  }

  // sample: weights length 4, x
  @Differentiable
  static double widened(int[] weights, double x) {
    double sum = 0;
    for (double weight : weights) {
      weight += x;
      sum += weight * x;
    }
    return sum;
  }

  // detached
  @Differentiable
  static double detached(double[] x) {
    double sum = 0;
    for (@Detach double cut : x) {
      sum += cut * x[0];
    }
    return sum;
  }

  // sample: x length 3
  @Differentiable
  static double replaced(double[] x) {
    double[] y = {x[0], x[1] * x[2]};
    double sum = 0;
    for (double element : y) {
      y = new double[] {element, 2};
      sum += element * y[1] * y[0];
    }
    return sum;
  }
}
