package refused;

import dev.gradc.Differentiable;

final class Method {

  @Differentiable
  // error: [GC0116]
  static synchronized double f(double x) {
    return x * x;
  }
}
