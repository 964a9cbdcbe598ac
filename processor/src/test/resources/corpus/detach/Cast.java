package corpus.detach;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A cast that makes a constant of one expression. */
final class Cast {

  private Cast() {}

  // sample: x in [0.5, 2], y in [0.5, 2]
  // detached
  @Differentiable
  static double straightThrough(double x, double y) {
    double rounded = x + (@Detach double) (Math.rint(x) - x) * 0.5;
    return rounded * y + x * (@Detach double) (x * y);
  }
}
