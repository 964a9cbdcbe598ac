package refused;

import dev.gradc.DerivativeOf;

final class RuleOfRecord {

  record Pair(double one, double two) {
    static double product(Pair pair) {
      return pair.one * pair.two;
    }
  }

  @DerivativeOf(type = Pair.class, method = "product")
  // error: [GC0303] 'refused.RuleOfRecord.Pair' is taken apart, and rules are told no parts
  static Pair product(Pair pair, double seed) {
    return new Pair(seed * pair.two(), seed * pair.one());
  }
}
