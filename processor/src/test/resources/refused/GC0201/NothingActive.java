package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class NothingActive {

  @Differentiable
  // error: [GC0201]
  static double f(@Detach double x, int n) {
    return x * n;
  }
}
