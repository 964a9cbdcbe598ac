package dev.gradc.samples.gradbench;

/** The gradient descent of {@code particle} and {@code saddle}, which is given and not improved. */
final class Descent {

  private Descent() {}

  /** A function and its gradient. */
  interface Objective {

    double value(double[] x);

    /** A new array, or one that is not used again. */
    double[] gradient(double[] x);
  }

  /** Where the function is least, from a start that is not changed. */
  static double[] argmin(Objective objective, double[] start) {
    double[] x = start.clone();
    double value = objective.value(x);
    double[] gradient = objective.gradient(x);
    double eta = 1e-5;
    int steps = 0;
    while (norm(gradient) > 1e-5) {
      if (steps == 10) {
        eta *= 2;
        steps = 0;
        continue;
      }
      double[] next = new double[x.length];
      double[] step = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        next[i] = x[i] - eta * gradient[i];
        step[i] = x[i] - next[i];
      }
      if (norm(step) <= 1e-5) {
        return x;
      }
      double lower = objective.value(next);
      if (lower < value) {
        x = next;
        value = lower;
        gradient = objective.gradient(x);
        steps++;
      } else {
        eta /= 2;
        steps = 0;
      }
    }
    return x;
  }

  private static double norm(double[] x) {
    double sum = 0;
    for (double element : x) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }
}
