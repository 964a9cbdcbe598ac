// fault of the differences; found by -Dtest=RandomMethodsTest -Drandom.seed=31 -Drandom.first=60, made by hand
package corpus.regressions;

import dev.gradc.Differentiable;

/**
 * A slope of thousands, and values of at most one: over steps as long as floats need, differences
 * are small, and so agree with each other as far as the gradient is large.
 */
final class ManyWaves {

  private ManyWaves() {}

  // sample: x in [0.5, 1.5], y in [0.5, 1.5], z in [0.5, 1.5]
  // kinks
  @Differentiable
  static double waves(float x, double y, double z) {
    return Math.sin(3000.0 * x) * y + z * z * z;
  }
}
