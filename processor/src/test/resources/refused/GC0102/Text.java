package refused;

import dev.gradc.Differentiable;

final class Text {

  @Differentiable
  static double f(double x) {
    // error: [GC0102]
    String text = "a";
    return x;
  }
}
