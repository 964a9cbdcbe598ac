package refused;

import dev.gradc.Differentiable;

final class RecursiveVoid {

  // error: [GC0108] gives nothing back
  static void fill(int[] a, int n) {
    if (n > 0) {
      a[n - 1] = n;
      fill(a, n - 1);
    }
  }

  @Differentiable
  static double f(double x) {
    int[] a = new int[3];
    fill(a, 3);
    return x * a[1];
  }
}
