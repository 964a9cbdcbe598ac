package refused;

import dev.gradc.Differentiable;

final class Null {

  record Pair(double one, double other) {}

  @Differentiable
  static double f(double x) {
    double[] a = {x};
    // error: [GC0105]
    //       ^
    if (a == null) {
      return 0;
    }
    return x;
  }

  @Differentiable
  static double ofRecord(Pair pair) {
    // error: [GC0105] null cannot be differentiated: arrays and records are always there in a differentiable method
    //          ^
    if (pair == null) {
      return 0;
    }
    return pair.one() * pair.other();
  }

  private static int count(String... texts) {
    return texts.length;
  }

  /** Java passes no array with a null, but none. */
  @Differentiable
  static double ofAnyNumber(double x) {
    // error: [GC0105]
    return x * count((null));
  }
}
