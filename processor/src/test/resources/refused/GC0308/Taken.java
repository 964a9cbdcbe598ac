package refused;

import dev.gradc.Differentiable;

final class Taken {

  @Differentiable
  // error: [GC0308] TakenGrad
  static double f(double x) {
    return x;
  }
}

final class TakenGrad {
}
