// fault of the tests (cotangents of a case that a parameter is not); found by -Dtest=RandomMethodsTest -Drandom.seed=22
package corpus.regressions;

import dev.gradc.Differentiable;

/** A parameter that is returned has numbers of a case that it is not: these have no cotangent. */
final class ReturnedCase {

  private ReturnedCase() {}

  sealed interface Shape permits Disk, Box {}

  record Disk(double r) implements Shape {}

  record Box(double a, double h) implements Shape {}

  // kinks
  @Differentiable
  static Shape method(double x, Shape shape) {
    return x > 0 ? shape : new Box(x, x * x);
  }
}
