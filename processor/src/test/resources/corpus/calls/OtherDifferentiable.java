package corpus.calls;

import dev.gradc.Differentiable;

/** An annotated method that calls another one, which is a helper then. */
final class OtherDifferentiable {

  private OtherDifferentiable() {}

  // sample: x in [-1, 1]
  @Differentiable
  static double twice(double x) {
    return once(once(x) * 0.5);
  }

  // sample: x in [-1, 1]
  @Differentiable
  static double once(double x) {
    return x * Math.cos(x);
  }
}
