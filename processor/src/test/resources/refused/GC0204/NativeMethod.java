package refused;

import dev.gradc.Differentiable;

final class NativeMethod {

  // error: [GC0204]
  @Differentiable
  static native double f(double x);
}
