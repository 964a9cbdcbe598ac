package refused;

import dev.gradc.Differentiable;

final class NativeMethod {

  @Differentiable
  // error: [GC0204]
  static native double f(double x);
}
