package refused;

import dev.gradc.Differentiable;

final class VoidResult {

  @Differentiable
  // error: [GC0202]
  static void f(double x) {}
}
