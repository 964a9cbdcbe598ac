package refused;

import dev.gradc.Differentiable;

final class Component {

  record Weight(Double value, double unit) {}

  @Differentiable
  // error: [GC0130] component 'value' of type 'Double'
  //              ^
  static double f(Weight x) {
    return x.unit();
  }

  @Differentiable
  static double g(double x) {
    // error: [GC0130] component 'value' of type 'Double'
    Weight weight = new Weight(1.0, x);
    return x;
  }
}
