package corpus.matrices;

import dev.gradc.Differentiable;

/** A matrix that the result does not depend on, and that gets a row of another length. */
final class Replaced {

  private Replaced() {}

  record Both(double first, double second) {}

  // sample: a length 2;1..2, b length 2
  @Differentiable
  static double unread(double[][] a, double[] b, double x) {
    double sum = x * b[0] * b[1];
    a[0] = new double[] {1, 2, 3};
    return sum;
  }

  // sample: a length 2;1..2, b length 2
  @Differentiable
  static Both oneOfTwo(double[][] a, double[] b, double x) {
    double sum = x * b[0] * a[1][0];
    a[0] = new double[] {1, 2, 3};
    return new Both(sum, x * x * b[1]);
  }
}
