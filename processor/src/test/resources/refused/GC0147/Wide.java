package refused;

import dev.gradc.Differentiable;

final class Wide {

  static double h0(double x) {
    double y = Math.sin(x);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    y = Math.sin(y);
    return y;
  }

  static double h1(double x) {
    double y = h0(x);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    y = h0(y);
    return y;
  }

  static double h2(double x) {
    double y = h1(x);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    y = h1(y);
    return y;
  }

  @Differentiable
  // error: [GC0147] the derivative of 'f' would keep 1728 arrays
  static double f(double x, int n) {
    double y = x;
    for (int i = 0; i < n; i++) {
      y = h2(y);
    }
    return y;
  }

  @Differentiable
  static double once(double x) {
    return h2(x);
  }

  @Differentiable
  static double fewer(double x, int n) {
    double y = x;
    for (int i = 0; i < n; i++) {
      y = h1(y);
    }
    return y;
  }
}
