package dev.gradc.samples.benchmarks;

/** The gradient of {@code lse} as one would write it: the exponentials are the softmax too. */
final class LogSumExpByHand {

  private final double[] powers;

  /**
   * Keeps what it needs from call to call.
   *
   * @param length of the input
   */
  LogSumExpByHand(int length) {
    powers = new double[length];
  }

  /** Adds {@code seed} times the gradient, and gives the value. */
  double addGradient(double[] x, double seed, double[] gradient) {
    double largest = x[0];
    for (double element : x) {
      largest = Math.max(largest, element);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      powers[i] = Math.exp(x[i] - largest);
      sum += powers[i];
    }
    double scale = seed / sum;
    for (int i = 0; i < x.length; i++) {
      gradient[i] += scale * powers[i];
    }
    return largest + Math.log(sum);
  }
}
