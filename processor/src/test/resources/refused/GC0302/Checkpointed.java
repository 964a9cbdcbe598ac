package refused;

import dev.gradc.Differentiable;

final class Checkpointed {

  @Differentiable
  // error: [GC0302]
  @dev.gradc.Checkpoint
  static double f(double x) {
    return x;
  }
}
