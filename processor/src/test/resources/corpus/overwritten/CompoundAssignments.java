package corpus.overwritten;

import dev.gradc.Differentiable;

/** Every operator with an equals sign, on variables and on elements. */
final class CompoundAssignments {

  private CompoundAssignments() {}

  // sample: x in [0.5, 2], a length 4 in [1, 2]
  @Differentiable
  static double compound(double x, double[] a) {
    double y = x;
    y += a[0];
    y -= 2 * x;
    y *= a[1] + x;
    y /= a[2];
    y %= 10.5;
    double[] b = {x, y, 1};
    b[0] += y;
    b[1] -= x * x;
    b[2] *= y;
    b[0] /= b[1] + 20;
    int n = 7;
    n <<= 1;
    n |= 1;
    n %= 4;
    return b[0] + b[1] * b[2] * n;
  }
}
