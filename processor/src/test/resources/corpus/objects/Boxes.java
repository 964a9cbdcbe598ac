package corpus.objects;

import dev.gradc.Differentiable;

/** Boxes of what carries no derivative, and what is asked of numbers. */
final class Boxes {

  private Boxes() {}

  record Limit(double bound) {
    static final Limit ONE = new Limit(1);

    Limit {
      if (bound < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  // sample: n in [0, 3]
  @Differentiable
  static double boxed(double x, int n) {
    Integer count = n;
    Boolean isOdd = n % 2 == 1;
    Object any = count;
    double sum = x;
    if (any instanceof Integer i && isOdd) {
      sum *= i;
    }
    Integer next = count + 1;
    count = next;
    Character letter = "abc".charAt(1);
    sum += letter == 'b' ? x * x * count : 0;
    return sum;
  }

  @Differentiable
  static double guarded(double x, float y) {
    if (Double.isNaN(x) || Double.isInfinite(x) || !Float.isFinite(y)) {
      throw new IllegalArgumentException("x");
    }
    return Double.compare(x, y) > 0 ? x * x : x * y;
  }

  // sample: limit.bound in [0.5, 1]
  // guarded
  @Differentiable
  static double constant(Limit limit) {
    return limit.bound() * limit.bound() * (Limit.ONE.bound() + 1);
  }
}
