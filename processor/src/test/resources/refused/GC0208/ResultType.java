package refused;

import dev.gradc.Differentiable;

final class ResultType {

  @Differentiable
  // error: [GC0208] int
  static int f(double x) {
    return 1;
  }
}
