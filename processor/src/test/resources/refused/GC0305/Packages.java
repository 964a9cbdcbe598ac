package refused;

import dev.gradc.Differentiable;

final class Packages {

  @Differentiable(name = "java")
  // error: [GC0305] f
  static double f(double x) {
    return x;
  }
}
