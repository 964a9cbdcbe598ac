package refused;

import dev.gradc.Differentiable;

final class Reserved {

  @Differentiable
  // error: [GC0305] would be named 'Tape', a name that the generated code uses itself
  static double tape(double x) {
    return x;
  }
}
