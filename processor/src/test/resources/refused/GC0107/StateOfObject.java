package refused;

import dev.gradc.Differentiable;

final class StateOfObject {

  static final class Sum {
    double value;

    double add(double x) {
      value += x;
      return value;
    }
  }

  @Differentiable
  static double f(double x) {
    Sum sum = new Sum();
    sum.add(1);
    // error: [GC0107] sum.add(x)
    return sum.add(x) * x;
  }
}
