package refused;

import dev.gradc.Differentiable;

final class Lambda {

  @Differentiable
  static double f(double x) {
    // error: [GC0107]
    // error: [GC0111]
    return x * java.util.Objects.hash((Runnable) () -> {});
  }
}
