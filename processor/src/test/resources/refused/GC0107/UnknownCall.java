package refused;

import dev.gradc.Differentiable;

final class UnknownCall {

  @Differentiable
  static double f(double x) {
    // error: [GC0107] Double.sum(x, 1)
    //         ^
    return x * Double.sum(x, 1);
  }

  @Differentiable
  static double g(double x) {
    // error: [GC0107] "" + x
    //            ^
    String text = "" + x;
    return x * text.length();
  }
}
