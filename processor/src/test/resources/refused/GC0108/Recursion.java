package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Recursion {

  @Differentiable
  static double swapped(double[][] x, int n) {
    double[] row = x[n];
    x[n] = x[0];
    x[0] = row;
    // error: [GC0108] puts other arrays into
    //                        ^
    return n == 0 ? x[0][0] : swapped(x, n - 1);
  }

  @Differentiable
  static double detached(double[] x, int n) {
    // error: [GC0108] is a constant there
    //     ^
    return doubled(x, n) + x[0];
  }

  private static double doubled(@Detach double[] x, int n) {
    x[n] *= 2;
    return n == 0 ? x[0] : doubled(x, n - 1);
  }

  @Differentiable
  static double later(double[] x, int n) {
    // error: [GC0108] may give back an array
    //           ^
    double[] y = same(x, n);
    y[0] *= 3;
    return x[0] * y[1];
  }

  private static double[] same(double[] x, int n) {
    return n == 0 ? x : same(x, n - 1);
  }

  @Differentiable
  static double shared(double[] x, int n) {
    double[][] rows = {x.clone(), x.clone()};
    rows[1] = rows[0];
    // error: [GC0108] rows may stand in two places
    //     ^
    return scaled(rows, n) * rows[0][0];
  }

  @Differentiable
  static double twice(double[] x, int n) {
    double[][] rows = new double[2][];
    double[] row = x.clone();
    rows[0] = row;
    rows[1] = row;
    // error: [GC0108] rows may stand in two places
    //     ^
    return scaled(rows, n) * rows[0][0];
  }

  @Differentiable
  static double inLoop(double[] x, int n) {
    double[][] rows = new double[2][];
    double[] row = new double[] {x[0], x[1]};
    for (int i = 0; i < 2; i++) {
      rows[i] = row;
    }
    // error: [GC0108] rows may stand in two places
    //     ^
    return scaled(rows, n) * rows[0][0];
  }

  @Differentiable
  static double inTwoMatrices(double[] x) {
    double[] row = x.clone();
    double[][] one = new double[1][];
    double[][] other = new double[1][];
    one[0] = row;
    other[0] = row;
    double[][][] cube = {one, other};
    // error: [GC0108] rows may stand in two places
    //     ^
    return mixed(cube, 2);
  }

  @Differentiable
  static double copiedRows(double[] x) {
    double[][] one = {{x[0], x[1]}, {x[1], 2}};
    double[][] other = new double[2][];
    for (int i = 0; i < 2; i++) {
      other[i] = one[i];
    }
    double[][][] cube = {one, other};
    // error: [GC0108] rows may stand in two places
    //     ^
    return mixed(cube, 2);
  }

  private static double mixed(double[][][] cube, int n) {
    if (n == 0) {
      return 0;
    }
    cube[0][0][0] *= cube[1][0][1];
    return cube[1][0][0] + mixed(cube, n - 1);
  }

  private static double scaled(double[][] rows, int n) {
    rows[n][n] *= 2;
    return n == 0 ? rows[0][0] : scaled(rows, n - 1);
  }
}
