package refused;

import dev.gradc.Differentiable;

// release: 21
final class Switch {

  @Differentiable
  static double f(double x, Object o) {
    // error: [GC0112]
    return switch (o) {
      case Integer i -> x * i;
      default -> -x;
    };
  }
}
