package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code lse}. */
public final class LogSumExp {

  private LogSumExp() {}

  /**
   * The logarithm of the sum of the exponentials, without overflow.
   *
   * @param x one element at least
   */
  @Differentiable
  public static double logSumExp(double[] x) {
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
