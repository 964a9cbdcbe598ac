package corpus.arrays;

import dev.gradc.Differentiable;

/** Arrays that are made in loops, filled, and not written any more; and some that are. */
final class Finished {

  private Finished() {}

  static void square(double[] values, int from) {
    if (from < values.length) {
      values[from] *= values[from];
      square(values, from + 1);
    }
  }

  /** What comes out of a layer goes into the next one. */
  // sample: w length 3;2;2, x length 2
  @Differentiable
  static double layers(double[][][] w, double[] x) {
    double[] now = x;
    for (double[][] layer : w) {
      double[] next = new double[2];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          next[i] += layer[i][j] * now[j];
        }
        next[i] = Math.tanh(next[i]);
      }
      now = next;
    }
    return now[0] * now[1];
  }

  /** What went in is changed by the layer, under another name. */
  // sample: w length 3;2;2, x length 2
  @Differentiable
  static double changedBehind(double[][][] w, double[] x) {
    double[] now = x.clone();
    for (double[][] layer : w) {
      double[] next = new double[2];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          next[i] += layer[i][j] * now[j] * now[0];
        }
      }
      now[1] = next[0] * 0.5;
      next[1] += now[1];
      now = next;
    }
    return now[0] * now[1];
  }

  /** It is given another name before it is complete. */
  // sample: x length 4
  @Differentiable
  static double early(double[] x) {
    double[] seen = {1, 1};
    double sum = 0;
    for (double each : x) {
      double[] next = {each, each * each};
      double[] before = seen;
      seen = next;
      for (int k = 0; k < 2; k++) {
        sum += seen[k] * before[1 - k];
      }
      next[0] = sum * each;
      for (int k = 0; k < 2; k++) {
        sum += seen[k] * next[k];
      }
    }
    return sum;
  }

  /** Two arrays that take turns. */
  // sample: x length 4
  @Differentiable
  static double turns(double[] x) {
    double[] now = x.clone();
    double[] next = new double[4];
    for (int step = 0; step < 3; step++) {
      for (int i = 0; i < 4; i++) {
        next[i] = now[i] * now[(i + 1) % 4] + 0.5;
      }
      double[] free = now;
      now = next;
      next = free;
    }
    return now[0] + next[1] * now[2];
  }

  /** Read, written, and read again, in loops of the same block. */
  // sample: x length 3 in [-0.7, 0.7]
  @Differentiable
  static double again(double[] x) {
    double sum = 0;
    for (double each : x) {
      double[] own = new double[3];
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 3; i++) {
          own[i] = own[i] * own[(i + 1) % 3] + each * x[i];
        }
        for (int i = 0; i < 3; i++) {
          sum += own[i] * own[2 - i];
        }
      }
      square(own, 0);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          sum += own[i] * x[j] * own[j] * own[j];
        }
      }
      sum *= each;
    }
    return sum;
  }

  /** One of two, of which one is complete. */
  // sample: x length 4 in [-1, 1]
  // kinks
  @Differentiable
  static double oneOfTwo(double[] x) {
    double[] chosen = {x[0], x[1]};
    double sum = 1;
    for (double each : x) {
      double[] first = {each, sum};
      double[] second = {sum, each * each};
      if (each > 0) {
        chosen = first;
      } else {
        chosen = second;
        second[0] = each;
      }
      for (int k = 0; k < 2; k++) {
        for (int m = 0; m < 2; m++) {
          sum += 0.3 * chosen[k] * chosen[m] * each;
        }
      }
    }
    return sum;
  }

  /** Rows that are arrays of their own before they are rows, and are written as rows. */
  // sample: x length 3 in [-0.7, 0.7]
  @Differentiable
  static double rows(double[] x) {
    double[][] all = new double[3][];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double[] row = new double[2];
      row[0] = x[i] * x[i];
      row[1] = Math.sin(row[0]);
      all[i] = row;
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k < 2; k++) {
          sum += all[j][k] * row[1 - k] * all[j][0];
        }
      }
      all[i / 2][1] *= x[i];
    }
    return sum * all[2][1];
  }

  /** A matrix in each iteration, whose rows are read by name and by index. */
  // sample: x length 3 in [-0.7, 0.7]
  @Differentiable
  static double matrices(double[] x) {
    double sum = 0;
    double last = 1;
    for (double each : x) {
      double[][] m = new double[2][3];
      for (int i = 0; i < 2; i++) {
        double[] row = m[i];
        for (int j = 0; j < 3; j++) {
          row[j] = last * x[j] + i * each;
        }
      }
      for (int i = 0; i < 2; i++) {
        double[] row = m[1 - i];
        for (int j = 0; j < 3; j++) {
          for (int k = 0; k < 2; k++) {
            sum += row[j] * m[k][j] * m[i][2];
          }
        }
      }
      last = Math.cos(sum);
    }
    return sum;
  }

  /** What is given back is the caller's. */
  // sample: x length 3 in [-0.7, 0.7]
  @Differentiable
  static double[] result(double[] x) {
    double[] now = {1, 1};
    for (double each : x) {
      double[] next = new double[2];
      next[0] = now[0] * each * now[1];
      next[1] = now[1] + Math.exp(now[0]);
      for (int k = 0; k < 2; k++) {
        next[k] += now[k] * now[1 - k];
      }
      now = next;
    }
    return now;
  }

  /** While loops, with an array in the condition. */
  // sample: x in [0.5, 1.5]
  // kinks
  @Differentiable
  static double endless(double x) {
    double[] state = {x, 1};
    while (new double[] {state[0], state[0] * state[1]}[1] < 20) {
      double[] next = new double[2];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          next[i] += state[j] * state[i] * (i + 1) + 0.1;
        }
      }
      state = next;
    }
    return state[0] * state[1];
  }
}
