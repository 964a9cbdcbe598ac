package refused;

import dev.gradc.DerivativeOf;

final class Unused {

  @DerivativeOf(type = Double.class, method = "sum")
  // warning: [GC0404] the rule 'Unused.sum' matches no method 'Double.sum'
  static float sum(float a, float b, float seed) {
    return seed;
  }
}
