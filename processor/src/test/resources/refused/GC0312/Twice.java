package refused;

import dev.gradc.DerivativeOf;

final class Twice {

  record Both(double a, double b) {}

  @DerivativeOf(type = Double.class, method = "sum")
  static Both sum(double a, double b, double seed) {
    return new Both(seed, seed);
  }

  @DerivativeOf(type = Double.class, method = "sum")
  // error: [GC0312] the rule 'Twice.again' is for the same method as the rule 'Twice.sum'
  static Both again(double a, double b, double seed) {
    return new Both(seed, seed);
  }
}
