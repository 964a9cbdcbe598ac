package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class NothingActive {

  // error: [GC0201]
  @Differentiable
  static double f(@Detach double x, int n) {
    return x * n;
  }
}
