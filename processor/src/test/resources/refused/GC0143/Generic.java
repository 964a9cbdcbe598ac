package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Generic {

  record Pair<A>(A first, double weight) {
    double twice() {
      return 2 * weight;
    }
  }

  record Checked<A>(A first, double weight) {
    Checked {
      if (weight < 0) {
        throw new IllegalArgumentException("weight");
      }
    }

    double twice() {
      return 2 * weight;
    }
  }

  record Point(double x, double y) {}

  static <T> T same(T value) {
    return value;
  }

  static <T> double scaled(double x, T value) {
    return x * value.hashCode();
  }

  private static <T> double hidden(double x, T value) {
    return x * value.hashCode();
  }

  @Differentiable
  static double ofHidden(double x, String text) {
    // error: [GC0143] 'hidden(x, text)'
    return hidden(x, text);
  }

  @Differentiable
  static double ofRecord(Pair<double[]> pair) {
    // error: [GC0143] 'pair.twice()'
    return pair.twice() + pair.first()[0];
  }

  @Differentiable
  static double ofChecked(Checked<String> pair) {
    // error: [GC0143] 'pair.twice()'
    return pair.twice() * pair.weight();
  }

  @Differentiable
  static double made(double x) {
    // error: [GC0143] 'new Checked<>("", x)'
    return new Checked<>("", x).weight();
  }

  @Differentiable
  static double ofMethod(Point point) {
    // error: [GC0143] 'same(point)'
    return same(point).x();
  }

  @Differentiable
  static double ofNumber(double x, String text) {
    // error: [GC0143] 'scaled(x, text)'
    return scaled(x, text);
  }

  @Differentiable
  static double constant(double x, String text, @Detach double y) {
    return x * same(text).length() * scaled(2, text) * scaled(y, text);
  }
}
