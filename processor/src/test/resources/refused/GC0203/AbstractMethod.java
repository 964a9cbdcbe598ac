package refused;

import dev.gradc.Differentiable;

abstract class AbstractMethod {

  @Differentiable
  // error: [GC0203]
  abstract double f(double x);
}
