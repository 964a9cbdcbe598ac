package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Inherited {

  interface Scaling {
    double factor();

    default double twice(double k) {
      return 2 * k * factor();
    }
  }

  record Linear(double factor) implements Scaling {}

  @Differentiable
  static double f(Linear linear, double k) {
    // error: [GC0144] 'linear.twice(k)'
    return linear.twice(k) * linear.factor();
  }

  @Differentiable
  static double constant(@Detach Linear linear, double k) {
    return linear.twice(2) * k;
  }
}
