package corpus.recursion;

import dev.gradc.Differentiable;

/** Methods that part from the array that they were given under its own name, and write the copy. */
final class DefensiveCopies {

  private DefensiveCopies() {}

  record Weights(double[] values) {

    Weights {
      if (values.length == 0) {
        throw new IllegalArgumentException("no weights");
      }
      values = values.clone();
    }
  }

  // sample: x length 2..4 in [-1, 1], n in [0, 3]
  @Differentiable
  static double copied(double[] x, int n, double scale) {
    double[] y = scaled(x, n, scale);
    y[0] *= y[1] * x[0];
    return y[0] + x[1];
  }

  private static double[] scaled(double[] x, int n, double scale) {
    x = x.clone();
    if (n == 0) {
      return x;
    }
    x[1] *= scale;
    double[] below = scaled(x, n - 1, scale + 0.1);
    below[0] += x[1] * x[0];
    x = below.clone();
    x[0] = Math.sin(x[0]);
    return x;
  }

  // sample: x length 2..4 in [-1, 1], n in [0, 3]
  @Differentiable
  static double made(double[] x, int n) {
    Weights weights = grown(new Weights(x), n);
    weights.values()[1] *= weights.values()[0];
    return weights.values()[1] + x[1] * x[1];
  }

  private static Weights grown(Weights weights, int n) {
    if (n == 0) {
      return new Weights(weights.values());
    }
    Weights next = grown(new Weights(weights.values()), n - 1);
    next.values()[0] *= weights.values()[1] + n;
    weights = new Weights(next.values());
    return weights;
  }

  // sample: x length 2..4 in [-1, 1], n in [0, 4]
  @Differentiable
  static double renamed(double[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double[] row = x;
      sum += row[0];
      row = row.clone();
      row[0] *= x[1] + i;
      if (row[0] > 0.5) {
        continue;
      }
      double[] kept = row;
      row = new double[] {sum, kept[0]};
      row[1] *= row[0];
      kept[1] += row[1];
      sum += row[1] * kept[1] - kept[0];
    }
    return sum * x[0];
  }
}
