package corpus.loops;

import dev.gradc.Differentiable;

/** Sums in branches that are not always taken, in front of loops that need more than a sum does. */
final class SumsInBranches {

  private SumsInBranches() {}

  /** The element is there in the branch alone. */
  // sample: v length 3, i in [0, 5], x in [-1, 1]
  @Differentiable
  static double element(double[] v, int i, double x) {
    double sum = x;
    if (i < v.length) {
      double first = v[i];
      for (int k = 0; k < 4; k++) {
        sum *= Math.sin(first + k);
      }
      for (int k = 0; k < 4; k++) {
        sum += Math.sin(first * k * x);
      }
    }
    return sum;
  }

  /** So is the row. */
  // sample: m length 3;2, i in [0, 5], x in [-1, 1]
  @Differentiable
  static double row(double[][] m, int i, double x) {
    double sum = x;
    if (i < m.length) {
      double[] row = m[i];
      for (int k = 0; k < row.length; k++) {
        sum *= Math.sin(row[k]);
      }
      for (int k = 0; k < row.length; k++) {
        sum += Math.sin(row[k] * x);
      }
    }
    return sum;
  }

  /** And an array that the branch makes. */
  // sample: v length 3, i in [0, 5], x in [-1, 1]
  @Differentiable
  static double own(double[] v, int i, double x) {
    double sum = x;
    if (i < v.length) {
      double[] made = {v[i], 0.5, v[i] * 0.3};
      for (int k = 0; k < made.length; k++) {
        sum *= Math.sin(made[k]);
      }
      for (int k = 0; k < made.length; k++) {
        sum += Math.cos(made[k]) * made[k];
      }
    }
    return sum;
  }

  /** Branches within a branch, with two sums and what they share. */
  // sample: v length 3, i in [0, 5], x in [-1, 1]
  @Differentiable
  static double nested(double[] v, int i, double x) {
    double sum = x;
    if (i < v.length) {
      double first = v[i];
      sum += first * first;
      if (first * x > 0.1) {
        double second = v[(i + 1) % v.length] * first;
        for (int k = 0; k < 3; k++) {
          sum *= Math.cos(second * first + k);
        }
        for (int k = 0; k < 3; k++) {
          sum += Math.sin(first * k * x) * second;
        }
      } else {
        for (int k = 0; k < 3; k++) {
          sum *= Math.cos(first - k);
        }
      }
      for (int k = 0; k < 4; k++) {
        sum += Math.cos(first * k + x);
      }
    }
    return sum;
  }
}
