package refused;

import dev.gradc.Differentiable;

abstract class AbstractMethod {

  // error: [GC0203]
  @Differentiable
  abstract double f(double x);
}
