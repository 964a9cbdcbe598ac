package corpus.objects;

import dev.gradc.Differentiable;
import java.util.List;
import java.util.Map;

/** Objects that pass through: they are called, read and made, and no derivative goes in. */
// golden
final class Constants {

  private Constants() {}

  static final double[] WEIGHTS = {0.5, -1.5, 2.5, 0.25, 3};
  static final Map<String, Integer> COUNTS = Map.of("one", 1, "two", 2, "three", 3);
  static double factor = 1.5;

  /** A curve or none. */
  interface Line {
    static Line example() {
      return new Curve(new double[] {1, 0.5, 2}, 0.25);
    }
  }

  static final class Nothing implements Line {}

  /** Knots of a curve. */
  static final class Curve implements Line {
    final double[] knots;
    final double offset;
    int uses;

    Curve(double[] knots, double offset) {
      this.knots = knots.clone();
      this.offset = offset;
    }

    static Curve example() {
      return new Curve(new double[] {1, 2, 4}, 0.5);
    }

    double at(int i) {
      return knots[i] + offset;
    }
  }

  @Differentiable
  static double weighted(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += WEIGHTS[i] * x[i] * x[i];
    }
    return sum * factor;
  }

  @Differentiable
  static double onCurve(double x, Curve curve) {
    double y = x;
    for (int i = 0; i < curve.knots.length; i++) {
      y = y * curve.at(i) + Math.sin(y) * curve.knots[i];
    }
    return y * (curve.uses + 1);
  }

  @Differentiable
  static double counted(double x, String name) {
    int count = COUNTS.get(name);
    List<String> words = List.of(name, "or", String.valueOf(count));
    double y = x;
    for (int i = 0; i < words.size(); i++) {
      y *= x + words.get(i).length();
    }
    return y;
  }

  @Differentiable
  static double made(double x, int n) {
    double[] knots = new double[3];
    knots[0] = n;
    Curve curve = new Curve(knots, 2);
    StringBuilder text = new StringBuilder();
    text.append(n).append("!");
    return x * curve.at(0) + x * x * text.length();
  }

  @Differentiable
  static double asked(double x, Line given) {
    double y = x * x;
    if (given instanceof Curve curve && curve.knots.length > 2) {
      y *= curve.at(2);
    } else if (given instanceof Nothing) {
      y = Math.exp(x);
    }
    return given instanceof Curve ? y + ((Curve) given).at(1) * x : y;
  }

  // sample: x in [1, 2]
  @Differentiable
  static double logged(double x, int n) {
    StringBuilder log = new StringBuilder();
    double y = x;
    while (y < 100) {
      y *= x + 0.5;
      log.append(n);
    }
    return y * log.length();
  }
}
