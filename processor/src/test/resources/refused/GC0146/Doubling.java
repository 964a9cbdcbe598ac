package refused;

import dev.gradc.Differentiable;

final class Doubling {

  static double h0(double x) {
    return h1(x * 0.9) + h1(x + 0.1);
  }

  static double h1(double x) {
    return h2(x * 0.9) + h2(x + 0.1);
  }

  static double h2(double x) {
    return h3(x * 0.9) + h3(x + 0.1);
  }

  static double h3(double x) {
    return h4(x * 0.9) + h4(x + 0.1);
  }

  static double h4(double x) {
    return h5(x * 0.9) + h5(x + 0.1);
  }

  static double h5(double x) {
    return h6(x * 0.9) + h6(x + 0.1);
  }

  static double h6(double x) {
    return h7(x * 0.9) + h7(x + 0.1);
  }

  static double h7(double x) {
    return h8(x * 0.9) + h8(x + 0.1);
  }

  static double h8(double x) {
    return h9(x * 0.9) + h9(x + 0.1);
  }

  static double h9(double x) {
    return h10(x * 0.9) + h10(x + 0.1);
  }

  static double h10(double x) {
    return h11(x * 0.9) + h11(x + 0.1);
  }

  static double h11(double x) {
    return h12(x * 0.9) + h12(x + 0.1);
  }

  static double h12(double x) {
    return h13(x * 0.9) + h13(x + 0.1);
  }

  static double h13(double x) {
    return x * x;
  }

  @Differentiable
  // error: [GC0146] 'h12' would be compiled in 4096 times here
  static double f(double x) {
    return h0(x);
  }

  @Differentiable
  static double fewer(double x) {
    return h8(x);
  }
}
