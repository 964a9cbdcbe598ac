package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Records alone are what the methods are given whose derivative is taken. */
final class Records {

  record Point(double x, double y) {
    Point plus(double factor, Point other) {
      return new Point(x + factor * other.x, y + factor * other.y);
    }
  }

  record Pair(Point first, Point second) {}

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double height(Point a, Point b) {
    return Math.sin(a.x() * b.y()) - (b.x() - a.x()) * (b.x() - a.y()) - b.y() * b.y();
  }

  @Differentiable
  static double straight(Point a, Point b) {
    Point d = RecordsGrad.Height.gradient(a, b).a();
    return d.x() * d.y();
  }

  /** In a method that is called, around a loop. */
  @Differentiable
  static double climbed(Point a, @Detach Point start, boolean forward) {
    Point b = start;
    for (int i = 0; i < 3; i++) {
      b = b.plus(0.1, slope(a, b, forward));
    }
    return height(a, b);
  }

  private static Point slope(Point a, Point b, boolean forward) {
    if (forward) {
      Point still = new Point(0, 0);
      return new Point(
          RecordsGrad.Height.jvp(a, b, still, new Point(1, 0)).tangent(),
          RecordsGrad.Height.jvp(a, b, still, new Point(0, 1)).tangent());
    }
    return RecordsGrad.Height.gradient(a, b).b();
  }

  @Differentiable
  static double distance(Pair pair) {
    double x = pair.first().x() - pair.second().x();
    double y = pair.first().y() - pair.second().y();
    return Math.sqrt(x * x + y * y);
  }

  /** A record that is made for the call, of one that is made before. */
  @Differentiable
  static double made(double x, double y) {
    Point point = new Point(x * y, y);
    Pair turned = x > y ? new Pair(point, new Point(y, 2)) : new Pair(new Point(3, x), point);
    return RecordsGrad.Distance.gradient(turned).pairFirstX();
  }

  @Differentiable
  static double spread(Point[] points) {
    double sum = 0;
    for (Point point : points) {
      sum += point.x() * point.x() * point.y();
    }
    return sum;
  }

  // sample: points.x length 3, points.y length 3
  @Differentiable
  static double spreading(Point[] points) {
    double sum = 0;
    for (Point point : RecordsGrad.Spread.gradient(points).points()) {
      sum += point.x() * point.y();
    }
    return sum;
  }
}
