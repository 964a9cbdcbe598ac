package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class NoForwardRule {

  @Differentiable(modes = Mode.FORWARD)
  static double f(double x) {
    // error: [GC0321] the call 'Curve.points(x)' gives an array
    return Curve.points(x)[1];
  }

  @DerivativeOf(type = Curve.class, method = "points")
  static double points(double x, double[] seed) {
    return seed[1] * 2 * x;
  }
}

final class Curve {

  static double[] points(double x) {
    return new double[] {1, x * x};
  }
}
