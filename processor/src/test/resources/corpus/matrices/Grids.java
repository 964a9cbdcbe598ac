package corpus.matrices;

import dev.gradc.Differentiable;
import dev.gradc.Detach;

/** Grids that swap, rows that are shared, arrays of arrays made in loops. */
final class Grids {

  private Grids() {}

  // sample: start length 3;4, rate in [0.1, 0.3], steps in [0, 4]
  @Differentiable
  static double[][] diffuse(double[][] start, double rate, int steps) {
    int n = start.length;
    int m = start[0].length;
    double[][] now = new double[n][m];
    double[][] next = new double[n][m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        now[i][j] = start[i][j];
      }
    }
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < n; i++) {
        for (int j = 1; j < m - 1; j++) {
          next[i][j] = now[i][j] + rate * now[i][j] * (now[i][j - 1] - 2 * now[i][j] + now[i][j + 1]);
        }
      }
      double[][] swap = now;
      now = next;
      next = swap;
    }
    return now;
  }

  // sample: x length 3, weight length 2;3
  @Differentiable
  static double shared(double[] x, double[][] weight) {
    double[][] rows = new double[3][];
    rows[0] = x;
    rows[1] = weight[1];
    rows[2] = rows[0];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double[] row = rows[i];
      for (int j = 0; j < 3; j++) {
        sum += row[j] * rows[(i + 1) % 3][j];
      }
    }
    return sum;
  }

  // sample: x length 3, steps in [0, 3]
  @Differentiable
  static double freshInLoop(double[] x, int steps) {
    double sum = 0;
    double[][] last = new double[2][3];
    for (int step = 0; step < steps; step++) {
      double[][] grid = new double[2][3];
      for (int j = 0; j < 3; j++) {
        grid[0][j] = x[j] * (step + 1);
        grid[1][j] = grid[0][j] * last[1][j] + x[j];
      }
      sum += grid[1][step % 3] * grid[0][2];
      last = grid;
    }
    return sum + last[1][1] * last[0][0];
  }

  // sample: a length 3;2, b length 3;2
  @Differentiable
  static double choice(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double[] row = a[i][0] > 0 ? a[i] : b[i];
      sum += row[0] * row[1];
    }
    return sum;
  }

  // detached
  // sample: a length 2;3, b length 2;3
  @Differentiable
  static double detached(double[][] a, @Detach double[][] b) {
    @Detach double[][] constants = a;
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += a[i][j] * constants[i][j] * b[i][j];
      }
    }
    return sum;
  }

  // sample: a length 2;3
  @Differentiable
  static float[][] floats(float[][] a) {
    float[][] result = new float[a.length][];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[a.length - 1 - i];
    }
    return result;
  }

  // sample: table length 3;2, index length 4 in [0, 2], x length 4
  @Differentiable
  static double integers(int[][] table, int[] index, double[] x) {
    double sum = 0;
    for (int i = 0; i < index.length; i++) {
      sum += x[i] * x[i] * table[index[i]][1];
    }
    return sum;
  }
}
