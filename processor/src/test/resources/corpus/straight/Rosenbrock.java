package corpus.straight;

import dev.gradc.Differentiable;

/** A valley that is hard on optimizers. */
final class Rosenbrock {

  private Rosenbrock() {}

  @Differentiable
  public static double rosenbrock(double x, double y) {
    double a = 1 - x;
    double b = y - x * x;
    return a * a + 100 * b * b;
  }
}
