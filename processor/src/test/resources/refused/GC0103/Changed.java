package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Changed {

  @Differentiable
  static double f(double x, Integer n) {
    Integer count = n;
    // error: [GC0103] a boxed value of type 'Integer'
    count += 2;
    // error: [GC0103] a boxed value of type 'Integer'
    count++;
    return x * count;
  }

  @Differentiable
  // error: [GC0103] a boxed value of type 'Double'
  static double g(double x, @Detach Double y) {
    return x;
  }
}
