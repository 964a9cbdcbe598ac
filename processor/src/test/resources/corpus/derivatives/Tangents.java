package corpus.derivatives;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Forward mode inside reverse mode, and reverse mode inside forward mode inside reverse mode. */
final class Tangents {

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double f(double x, double y) {
    return Math.exp(x * y) + x * Math.sin(y);
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double slope(double x, double y) {
    TangentsGrad.F.Tangent t = TangentsGrad.F.jvp(x, y, 1.0, x);
    return t.tangent() * t.value();
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double both(double x, double y) {
    TangentsGrad.Slope.Tangent t = new TangentsGrad.Slope.Tangent();
    TangentsGrad.Slope.jvp(x, y, y, 2.0, t);
    return t.tangent() + TangentsGrad.Slope.gradient(x, y).y();
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double reversed(double x, double y) {
    return TangentsGrad.F.gradient(x, y).x() * y;
  }

  // sample: x in [0.2, 1], y in [0.2, 1]
  @Differentiable
  static double forwardOverReverse(double x, double y) {
    return TangentsGrad.Reversed.jvp(x, y, x, y).tangent();
  }

  record Point(double[] at, double mass, int number) {}

  record Both(double first, double[] second) {}

  // sample: p.at length 3, x length 3
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static Both parts(Point p, double[] x) {
    double[] y = new double[x.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.sin(x[i]) * p.at()[i] * p.mass();
      sum += y[i] * y[i] * p.number();
    }
    return new Both(sum, y);
  }

  // sample: p.at length 3, x length 3
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double along(Point p, double[] x) {
    TangentsGrad.Parts.Tangent t = new TangentsGrad.Parts.Tangent();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double[] direction = new double[x.length];
      direction[i] = p.mass();
      Both tangent = TangentsGrad.Parts.jvp(p, x, p, direction, t).tangent();
      sum += tangent.first() * tangent.second()[i] + t.value().second()[i];
    }
    return sum;
  }
}
