// fault of the tests; found by -Dtest=RandomMethodsTest -Drandom.seed=11 -Drandom.first=174, shrunk by hand
package corpus.regressions;

import dev.gradc.Differentiable;

/** What an assertion does to variables is done where assertions are enabled. */
final class AssertionWithEffect {

  private AssertionWithEffect() {}

  // sample: x in [-1.5, 1.5]
  @Differentiable
  static double once(double x) {
    x *= Math.cos(x);
    assert x++ < 1e30 : "too large";
    return x + x * x;
  }

  // sample: x in [-1.5, 1.5], n in [0, 4]
  @Differentiable
  static double often(double x, int n) {
    double[] v = {x, 1};
    for (int i = 0; i < n; i++) {
      assert (v[0] *= x) + (x += 0.5) < 1e30 : "too large";
      v[1] += v[0];
    }
    return v[1] * x;
  }
}
