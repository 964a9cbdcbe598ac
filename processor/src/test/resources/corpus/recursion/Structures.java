package corpus.recursion;

import dev.gradc.Differentiable;

/** Recursion with records as parameters and results. */
final class Structures {

  private Structures() {}

  private record Point(double x, double y) {}

  record Pair<T>(T first, T second, int depth) {}

  record Layer(double[][] w, String name) {
    double[] applied(double[] x, int depth) {
      if (depth == 0) {
        return x;
      }
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          y[i] += w[i][j] * x[j];
        }
        y[i] = Math.tanh(y[i]);
      }
      return applied(y, depth - 1);
    }
  }

  sealed interface Curve permits Line, Parabola {
    double at(double t, int depth);
  }

  record Line(double slope) implements Curve {
    @Override
    public double at(double t, int depth) {
      return depth == 0 ? slope * t : new Parabola(slope, t).at(t * t, depth - 1) * slope;
    }
  }

  record Parabola(double a, double b) implements Curve {
    @Override
    public double at(double t, int depth) {
      return depth == 0 ? a * t * t + b : new Line(b).at(t * a, depth - 1) + t;
    }
  }

  // sample: n in [0, 5]
  @Differentiable
  static double direct(double x, double y, int n) {
    Point end = walked(new Point(x, y), n);
    return end.x() * end.y() + x;
  }

  private static Point walked(Point point, int n) {
    return n == 0
        ? point
        : walked(new Point(point.x() * point.y(), Math.sin(point.x()) + point.y()), n - 1);
  }

  // sample: n in [0, 5]
  @Differentiable
  static Line mutual(Line first, Line second, int n) {
    Pair<Line> pair = even(new Pair<>(first, second, 1), n);
    return new Line(pair.first().slope() * pair.second().slope() * pair.depth());
  }

  private static Pair<Line> even(Pair<Line> pair, int n) {
    if (n == 0) {
      return pair;
    }
    Pair<Line> next = odd(pair, n - 1, pair.first().slope());
    return new Pair<>(new Line(next.second().slope() * 0.5), next.first(), next.depth() + 1);
  }

  private static Pair<Line> odd(Pair<Line> pair, int n, double x) {
    if (n == 0) {
      return new Pair<>(pair.second(), new Line(x * x), 0);
    }
    Pair<Line> next = even(pair, n - 1);
    return new Pair<>(next.second(), new Line(next.first().slope() * x), next.depth());
  }

  // sample: layer.w length 3;3, x length 3, n in [0, 4]
  @Differentiable
  static double instance(Layer layer, double[] x, int n) {
    return layer.applied(x, n)[1] * layer.applied(x, 1)[0] + x[2];
  }

  // sample: layers.w length 3;2;2, x length 2
  @Differentiable
  static double arrays(Layer[] layers, double[] x) {
    return through(layers, x, 0)[0];
  }

  private static double[] through(Layer[] layers, double[] x, int from) {
    if (from == layers.length) {
      return x;
    }
    double[] y = {
      layers[from].w()[0][0] * x[0] + layers[from].w()[0][1] * x[1],
      Math.sin(layers[from].w()[1][0] * x[1])
    };
    return through(layers, y, from + 1);
  }

  // sample: points.x length 4, points.y length 4
  @Differentiable
  static double halves(Spot[] points) {
    Spot center = center(points, 0, points.length);
    Spot[] ends = ends(points, 0);
    return center.x() * center.y() + ends[0].x() * ends[1].y();
  }

  record Spot(double x, double y) {}

  private static Spot center(Spot[] points, int from, int to) {
    if (to - from == 1) {
      return points[from];
    }
    int middle = (from + to) / 2;
    Spot left = center(points, from, middle);
    Spot right = center(points, middle, to);
    return new Spot(left.x() * right.x(), left.y() + right.y() * left.x());
  }

  private static Spot[] ends(Spot[] points, int n) {
    if (n == points.length) {
      return new Spot[] {points[0], points[n - 1]};
    }
    Spot[] inner = ends(points, n + 1);
    return new Spot[] {new Spot(inner[1].x() * points[n].y(), 1), inner[0]};
  }

  // sample: curve.caseNumber in [0, 1], t in [0.1, 0.9], n in [0, 4]
  @Differentiable
  static double sealed(Curve curve, double t, int n) {
    return curve.at(t, n) + turned(curve, n).at(t, 1);
  }

  private static Curve turned(Curve curve, int n) {
    if (n == 0) {
      return curve;
    }
    if (curve instanceof Line line) {
      return turned(new Parabola(line.slope(), line.slope() * 0.5), n - 1);
    }
    return turned(new Line(((Parabola) curve).a() + ((Parabola) curve).b()), n - 1);
  }
}
