package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code lse}. */
final class LogSumExp {

  private LogSumExp() {}

  @Differentiable
  static double logSumExp(double[] x) {
    double largest = x[0];
    for (double element : x) {
      largest = Math.max(largest, element);
    }
    double sum = 0;
    for (double element : x) {
      sum += Math.exp(element - largest);
    }
    return largest + Math.log(sum);
  }
}
