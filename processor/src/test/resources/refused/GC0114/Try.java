package refused;

import dev.gradc.Differentiable;

final class Try {

  @Differentiable
  static double f(double x, String text) {
    // error: [GC0114]
    try {
      return x * Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return x;
    }
  }
}
