package corpus.overwritten;

import dev.gradc.Differentiable;

/** Gives its parameters other values. */
final class Parameters {

  private Parameters() {}

  @Differentiable
  static double shuffle(double x, double y) {
    x = x * y;
    y = Math.sin(x) - y;
    x += y;
    double t = x;
    x = y;
    y = t * t;
    return x * y;
  }
}
