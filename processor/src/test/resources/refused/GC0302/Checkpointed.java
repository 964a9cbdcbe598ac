package refused;

import dev.gradc.Differentiable;

final class Checkpointed {

  // error: [GC0302]
  @dev.gradc.Checkpoint
  @Differentiable
  static double f(double x) {
    return x;
  }
}
