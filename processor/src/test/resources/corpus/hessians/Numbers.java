// golden
package corpus.hessians;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class Numbers {

  private Numbers() {}

  /** Three numbers: one sweep along three directions. */
  @Differentiable(modes = Mode.HESSIAN)
  static float wave(float x, float y, float z) {
    return (float) Math.sin(x * y) * z;
  }
}
