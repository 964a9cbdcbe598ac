package refused;

import dev.gradc.Differentiable;

final class VoidResult {

  // error: [GC0202]
  @Differentiable
  static void f(double x) {}
}
