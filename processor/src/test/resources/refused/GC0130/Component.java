package refused;

import dev.gradc.Differentiable;

final class Component {

  record Named(String name, double value) {}

  @Differentiable
  // error: [GC0130] component 'name' of type 'String'
  //              ^
  static double f(Named x) {
    return x.value();
  }

  @Differentiable
  static double g(double x) {
    // error: [GC0130] component 'name' of type 'String'
    Named named = new Named("x", x);
    return x;
  }
}
