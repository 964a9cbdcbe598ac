package corpus.switches;

import dev.gradc.Differentiable;

/** Switches without a case, and what an enum brings along. */
final class Empty {

  private Empty() {}

  enum Kind {
    LINEAR,
    SQUARE
  }

  // sample: n in [0, 3]
  @Differentiable
  static double nothing(double x, int n) {
    switch (n) {
    }
    return x * x;
  }

  // sample: n in [0, 1]
  @Differentiable
  static double constants(double x, int n) {
    Kind kind = Kind.values()[n];
    double sum = Kind.values().length * x;
    for (Kind each : Kind.values()) {
      sum += each == kind ? x * x : each.ordinal();
    }
    return Kind.valueOf("SQUARE") == kind ? sum * x : sum;
  }
}
