package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Numbers only: orders two and three, helpers, branches, accumulation. */
final class Scalars {

  @Differentiable
  static double f(double x, double y) {
    return Math.exp(x * y) + x * x * x * Math.sin(y);
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double second(double x, double y) {
    ScalarsGrad.F.Gradient g = ScalarsGrad.F.gradient(x, y);
    return g.x() * g.x() + 3 * g.y() + g.value();
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double third(double x, double y) {
    var g = ScalarsGrad.Second.gradient(x, y);
    return g.x() * g.y();
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double fourth(double x, double y) {
    return ScalarsGrad.Third.gradient(x, y).y();
  }

  private static double sum(ScalarsGrad.F.Gradient g, double factor) {
    return factor * g.x() + g.y();
  }

  private static ScalarsGrad.F.Gradient at(double x, double y, boolean isTwice) {
    ScalarsGrad.F.Gradient g = ScalarsGrad.F.gradient(x, y);
    if (isTwice) {
      ScalarsGrad.F.addGradient(x * 2, y, g);
    }
    return g;
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double passedOn(double x, double y, boolean isTwice) {
    ScalarsGrad.F.Gradient g = at(x, y, isTwice);
    return sum(g, x) * g.value();
  }

  /** Two names of one object see each other's changes. */
  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double aliased(double x, double y, boolean isOther) {
    ScalarsGrad.F.Gradient g = ScalarsGrad.F.gradient(x, y);
    ScalarsGrad.F.Gradient other = ScalarsGrad.F.gradient(y, x);
    ScalarsGrad.F.Gradient h = g;
    if (isOther) {
      h = other;
    }
    double value = ScalarsGrad.F.addGradient(x * x, y, h);
    if (h == g) {
      value *= 2;
    }
    return g.x() + 2 * other.x() + value + g.value();
  }

  // sample: x in [0.2, 1], y in [0.2, 1], steps in [0, 4]
  @Differentiable
  static double descent(double x, double y, int steps) {
    double a = x;
    double b = y;
    for (int i = 0; i < steps; i++) {
      ScalarsGrad.F.Gradient g = ScalarsGrad.F.gradient(a, b);
      if (g.x() > 2) {
        a -= 0.01 * g.x();
      } else {
        b -= 0.02 * g.y();
      }
    }
    return a * b;
  }

  // sample: x in [0.2, 1], y in [0.2, 1], steps in [0, 3]
  @Differentiable
  static double accumulated(double x, double y, int steps) {
    ScalarsGrad.F.Gradient g = ScalarsGrad.F.Gradient.zeros(x, y);
    double values = 0;
    for (int i = 0; i < steps; i++) {
      values += ScalarsGrad.F.addGradient(x + i * 0.1, y, g);
      if (i == 1) {
        g.setZero();
      }
    }
    return values * g.x() + g.y();
  }

  /** Only one of the two calls takes a derivative. */
  // detached
  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double constantToo(double x, @Detach double y) {
    double slope = ScalarsGrad.F.gradient(y, y).x();
    return ScalarsGrad.F.gradient(x, y).y() * slope;
  }

  /** Nothing carries a derivative in: a plain call. */
  // sample: x in [0.2, 1], y in [0.2, 1]
  // detached
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double constant(double x, @Detach double y) {
    return x * ScalarsGrad.F.gradient(y, y).x();
  }

  // sample: x in [0.5, 3]
  @Differentiable
  static double newton(double x) {
    double y = 1;
    int steps = 0;
    while (Math.abs(ScalarsGrad.Square.gradient(y, x).value()) > 1e-12 && steps < 30) {
      ScalarsGrad.Square.Gradient g = ScalarsGrad.Square.gradient(y, x);
      y = y - g.value() / g.y();
      steps++;
    }
    return y;
  }

  @Differentiable
  static double square(double y, double x) {
    return y * y - x;
  }

  @Differentiable
  static float narrow(float x, float y) {
    return x * x * y;
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static float narrower(float x, float y) {
    ScalarsGrad.Narrow.Gradient g = ScalarsGrad.Narrow.gradient(x, y);
    return g.x() * g.y() + g.value();
  }
}
