package refused;

import dev.gradc.Differentiable;

class InstanceMethod {

  @Differentiable
  // error: [GC0206]
  double f(double x) {
    return x;
  }
}
