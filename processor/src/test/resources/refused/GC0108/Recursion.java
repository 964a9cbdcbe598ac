package refused;

import dev.gradc.Differentiable;

final class Recursion {

  @Differentiable
  static double power(double x, int n) {
    // error: [GC0108] power(x, n - 1)
    //                      ^
    return n == 0 ? 1 : x * power(x, n - 1);
  }
}
