package refused;

import dev.gradc.Differentiable;

// release: 21
final class Switch {

  @Differentiable
  static double f(double x, Object o) {
    return switch (o) {
      // error: [GC0112]
      case Integer i -> x * i;
      default -> -x;
    };
  }
}
