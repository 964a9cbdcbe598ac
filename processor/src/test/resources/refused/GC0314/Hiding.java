package refused;

import dev.gradc.Differentiable;

final class Hiding {

  @Differentiable
  // error: [GC0314] the class 'dev' hides the packages that begin with 'dev', which the code generated for 'f' mentions
  static double f(double x) {
    return x;
  }
}

final class dev {}
