package corpus.loops;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Sums whose terms are computed in arrays that each iteration makes for itself. */
final class OwnArrays {

  private OwnArrays() {}

  static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @Differentiable
  static double largest(double[] values, int from) {
    return from == values.length - 1
        ? Math.exp(values[from])
        : values[from] * values[from] + largest(values, from + 1);
  }

  /** A table before the loop, which all iterations read. */
  // sample: w length 3;4 in [-0.5, 0.5], x length 2;4 in [-0.5, 0.5]
  @Differentiable
  static double tables(double[][] w, @Detach double[][] x) {
    double[][] table = new double[3][4];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        table[i][j] = Math.exp(w[i][j]);
      }
    }
    double loss = 0;
    for (double[] point : x) {
      double[] scores = new double[3];
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          scores[i] += table[i][j] * point[j] + w[i][j] * scores[0];
        }
        scores[i] = Math.tanh(scores[i]);
      }
      loss += norm(scores);
    }
    for (double[] point : x) {
      loss -= table[2][1] * point[0] * table[0][0];
    }
    return loss + table[1][1] * w[0][1];
  }

  /** In blocks, of which the last one is shorter, and with a call of another companion. */
  // sample: mean length 2, scale length 2, x length 5;2
  @Differentiable
  static double blocks(double[] mean, double[] scale, double[][] x) {
    double sum = 0;
    for (int start = 0; start < x.length; start += 2) {
      int size = Math.min(2, x.length - start);
      double[][] far = new double[size][2];
      for (int c = 0; c < 2; c++) {
        double[] centered = new double[size];
        float[] small = new float[size];
        for (int p = 0; p < size; p++) {
          centered[p] = x[start + p][c] - mean[c];
          small[p] = (float) scale[c];
        }
        for (int round = 0; round < 3; round++) {
          for (int p = 0; p < size; p++) {
            far[p][c] += centered[p] * small[p] * far[p][0] + centered[p];
          }
        }
      }
      for (int p = 0; p < size; p++) {
        sum += largest(far[p], 0);
      }
    }
    return sum;
  }

  /** Arrays in branches, of lengths that differ. */
  // sample: x length 4 in [-1, 1]
  // kinks
  @Differentiable
  static double branches(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] > 0) {
        double[] powers = new double[i + 2];
        powers[0] = 1;
        for (int k = 1; k < powers.length; k++) {
          powers[k] = powers[k - 1] * x[i];
        }
        sum += powers[i + 1] + powers[1];
      } else {
        double[] pair = {x[i], x[0]};
        pair[1] *= pair[0];
        sum += Math.sin(pair[1]) * pair[0];
      }
    }
    return sum;
  }

  /** The next iteration reads what this one has made, so none of this goes back early. */
  // sample: x length 4
  @Differentiable
  static double handedOn(double[] x) {
    double[] last = {1, x[0]};
    double sum = 0;
    for (int i = 1; i < x.length; i++) {
      double[] next = new double[2];
      next[0] = x[i] * last[1];
      next[1] = last[0] + Math.sin(next[0]);
      sum += next[1];
      last = next;
    }
    return sum;
  }

  /** Another iteration finds it in an array from outside. */
  // sample: x length 4
  @Differentiable
  static double kept(double[] x) {
    double[][] all = new double[4][];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double[] next = {x[i], 2 * x[i] * x[i]};
      all[i] = next;
      if (i > 0) {
        all[i - 1][0] *= x[i];
        sum += all[i - 1][0] * all[i - 1][1];
      }
    }
    return sum + all[3][1];
  }

  /** A table that changes after the loop, and one that changes in it. */
  // sample: x length 3
  @Differentiable
  static double changed(double[] x) {
    double[] later = {x[0] * x[1], x[2]};
    double[] now = {x[1], 1};
    double sum = 0;
    for (double each : x) {
      double[] own = {each * later[0], later[1] * now[0]};
      now[1] = own[0];
      sum += own[0] * own[1] * each;
    }
    later[0] = sum * x[0];
    return later[0] * now[1] + later[1];
  }

  /** A row from outside is an element of an array of its own. */
  // sample: m length 2;3
  @Differentiable
  static double borrowed(double[][] m) {
    double[][] squares = new double[2][3];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        squares[i][j] = m[i][j] * m[i][j];
      }
    }
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      double[][] both = {squares[1 - i], new double[3]};
      for (int j = 0; j < 3; j++) {
        both[1][j] = both[0][j] * m[i][j];
        sum += Math.cos(both[1][j]);
      }
    }
    return sum;
  }
}
