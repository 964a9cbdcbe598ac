package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class HessianOfCalls {

  record Both(double a, double b) {}

  /** Nobody looks into what gives the first one. */
  @DerivativeOf(type = Double.class, method = "sum")
  static Both sum(double a, double b, double seed) {
    return new Both(Double.min(seed, 1e9), seed);
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double ruled(double x) {
    // error: [GC0336] the second derivative of the call of 'sum' is not known
    return Double.sum(x * x, x);
  }

  @Differentiable(modes = Mode.HESSIAN)
  static double ofAnother(double x, int n) {
    // error: [GC0336] the second derivative of the call of 'power' is not known
    return Powers.power(x, n);
  }
}

final class Powers {

  private Powers() {}

  @Differentiable
  static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }
}
