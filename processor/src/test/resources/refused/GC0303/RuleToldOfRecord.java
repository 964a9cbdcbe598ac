package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Differentiable;

final class RuleToldOfRecord {

  interface Scaled {
    default double factor() {
      return 3;
    }

    default double scaled(double x) {
      return factor() * x;
    }
  }

  record Decorated(Scaled inner) implements Scaled {
    @Override
    public double factor() {
      return 5;
    }
  }

  record Pair(int a, int b) {}

  static <T extends Pair> double first(T pair, double x) {
    return pair.a() * x;
  }

  record Generic<T>(T content, double factor) {
    double times(double x) {
      return factor * x;
    }
  }

  @DerivativeOf(type = Scaled.class, method = "scaled")
  static double scaled(Scaled scaled, double x, double seed) {
    return scaled.factor() * seed;
  }

  @DerivativeOf(type = RuleToldOfRecord.class, method = "first")
  static double first(Pair pair, double x, double seed) {
    return pair.a() * seed;
  }

  @DerivativeOf(type = Generic.class, method = "times")
  static double times(Generic<?> generic, double x, double seed) {
    return seed;
  }

  @Differentiable
  static double f(Decorated decorated, double x) {
    // error: [GC0303] 'RuleToldOfRecord.Decorated' is taken apart
    return decorated.scaled(x) * x;
  }

  @Differentiable
  static double g(Pair pair, double x) {
    // error: [GC0303] 'RuleToldOfRecord.Pair' is taken apart
    return first(pair, x) * x;
  }

  @Differentiable
  static double h(Generic<String> generic, double x) {
    // error: [GC0303] 'RuleToldOfRecord.Generic' is taken apart
    return generic.times(x) * x;
  }
}
