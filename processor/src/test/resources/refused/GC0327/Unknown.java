package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class Unknown {

  record Both(double a, double b) {}

  @Differentiable
  static double turned(@Detach double[][] a, double x, int n) {
    if (n == 0) {
      return x;
    }
    double[] first = a[0];
    a[0] = a[1];
    a[1] = first;
    return a[0][0] * x * turned(a, x, n - 1);
  }

  @DerivativeOf(type = Double.class, method = "sum")
  static Both sum(double a, double b, double seed) {
    return new Both(seed * Double.max(a / a, 1), seed);
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double ruled(double x) {
    return Double.sum(x * x, x);
  }

  @Differentiable
  static double rows(double[][] a, double x) {
    a[0][0] = x * x;
    return a[0][0] * a[1][0];
  }

  @Differentiable
  static double ofRecursive(@Detach double[][] a, double x) {
    // error: [GC0327] 'UnknownGrad.Turned.gradient(a, x, 3)' cannot be differentiated once more: its method, or one that it calls, is recursive, and puts other arrays into an array that it is given
    return UnknownGrad.Turned.gradient(a, x, 3).x();
  }

  @Differentiable
  static double ofRule(double x) {
    // error: [GC0327] its method uses a rule, or a method of a jar
    return UnknownGrad.Ruled.gradient(x).x();
  }

  @Differentiable
  static double ofTangent(double x) {
    // error: [GC0327] 'UnknownGrad.Ruled.jvp(x, 1)' cannot be differentiated once more: its method uses a rule
    return UnknownGrad.Ruled.jvp(x, 1).tangent();
  }

  @Differentiable
  static double ofRows(double[][] a, double x) {
    // error: [GC0327] its method writes into arrays of arrays that it is given
    return UnknownGrad.Rows.gradient(a, x).x();
  }

  @Differentiable
  static double power2(double x) {
    return x * x;
  }

  @Differentiable
  static double ofBytes(double x) {
    UnknownGrad.Power2.Tape tape = UnknownGrad.Power2.forward(x);
    // error: [GC0327] only gradients in one sweep, tapes and tangents can
    return x * tape.bytes();
  }
}
