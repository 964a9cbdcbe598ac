package refused;

import dev.gradc.Differentiable;

final class Boxed {

  @Differentiable
  static double f(double x) {
    // error: [GC0103]
    Double y = x;
    return x;
  }

  record Named<T>(T value, double weight) {}

  @Differentiable
  // error: [GC0103] a boxed value of type 'Double'
  static double inRecord(Named<Double> named, double x) {
    return x * named.weight();
  }
}
