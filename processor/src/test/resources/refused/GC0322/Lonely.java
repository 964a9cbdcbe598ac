package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;

final class Lonely {

  @DerivativeOf(type = Double.class, method = "sum", mode = Mode.FORWARD)
  // warning: [GC0322] the rule 'Lonely.sum' for forward mode has no effect
  static double sum(double a, double b, double dA, double dB) {
    return dA + dB;
  }
}
