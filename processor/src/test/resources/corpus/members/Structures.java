package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Records of all kinds, in calls of methods of other classes. */
final class Structures {

  private Structures() {}

  // sample: body.mass in [1, 2]
  @Differentiable
  static double nested(Structure.Body body, double t) {
    Structure.Body moved = Bodies.moved(body, t);
    Structure.Body again = Bodies.moved(moved, t * body.mass());
    return again.place().x() * again.speed().y() + again.mass() + again.place().y();
  }

  @Differentiable
  static double generic(double x, double y) {
    Structure.Pair<Structure.Point> pair =
        new Structure.Pair<>(new Structure.Point(x, y), new Structure.Point(y, x * x));
    Structure.Pair<Structure.Point> turned = Bodies.turned(pair);
    return turned.first().x() * turned.second().y() + turned.first().y();
  }

  // sample: points.x length 4, points.y length 4
  @Differentiable
  static double arrays(Structure.Point[] points, double factor) {
    Structure.Point[] scaled = Bodies.scaled(points, factor);
    Structure.Point center = Bodies.center(scaled);
    double sum = center.x() * center.y();
    for (Structure.Point point : scaled) {
      sum += point.x() * point.x() * point.y();
    }
    return sum + Bodies.center(points).x();
  }

  // sample: shape.caseNumber in [0, 1]
  @Differentiable
  static double sealed(Structure.Shape shape, double factor) {
    Structure.Shape grown = Bodies.grown(shape, factor);
    return Bodies.area(grown) * factor + shape.area() + grown.area();
  }

  // detached
  @Differentiable
  static double detached(Structure.Mixed mixed, double x) {
    Structure.Mixed made = Bodies.mixed(mixed, x * mixed.value());
    return made.value() * made.constant() + made.count() * x + made.name().length() * x;
  }

  // sample: n in [1, 4]
  @Differentiable
  static double unused(double x, double y, int n) {
    Structure.Many many = Bodies.many(x, n);
    Structure.Many other = Bodies.many(y, 2);
    return many.rows()[0][n % 2] * y + many.single() + other.values()[0];
  }

  @Differentiable
  static double one(double x) {
    Structure.One one = Bodies.one(x * x);
    return one.value() * x + one.squared(x).value();
  }

  @Differentiable
  static Structure.Body results(Structure.Point point, double x) {
    Structure.Point first = Bodies.moved(new Structure.Body(point, point, x), x).place();
    Structure.Point second = Bodies.turned(new Structure.Pair<>(first, point)).second();
    return new Structure.Body(first, second, x * second.y());
  }

  // sample: n in [0, 5]
  @Differentiable
  static double recursive(Structure.Point point, int n) {
    Structure.Point spiral = Bodies.spiral(point, n);
    return spiral.x() * point.y() + spiral.y();
  }

  @Differentiable
  static double constant(double x, @Detach Structure.Point point) {
    Structure.Point fixed = Bodies.fixed(new Structure.Point(x, 1));
    return x * (fixed.x() > 0 ? point.x() : fixed.y()) + point.scaled(x).y();
  }

  // sample: start length 3, steps in [0, 3]
  @Differentiable
  static double state(double[] start, int steps) {
    Structure.State state = new Structure.State(start, new double[start.length], 1);
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      state = Bodies.next(state, 0.5 * i);
      state.h()[0] += 0.25 * start[1] * state.scale();
      sum += state.c()[i] * state.h()[0];
    }
    return sum + state.h()[2];
  }

  // sample: n in [0, 3]
  @Differentiable
  static double guarded(double mean, double x, int n) {
    Structure.Normal[] normals = new Structure.Normal[3];
    normals[n % 3] = Bodies.normal(mean, Math.exp(x));
    return normals[n % 3].logDensity(x) + Bodies.normal(x, 2).logDensity(mean);
  }
}

// file: Structure.java
package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The records. */
final class Structure {

  private Structure() {}

  record Point(double x, double y) {
    @Differentiable
    Point scaled(double factor) {
      return new Point(x * factor, y * factor);
    }
  }

  record Body(Point place, Point speed, double mass) {}

  record Pair<T>(T first, T second) {}

  record Mixed(String name, int count, double value, @Detach double constant) {}

  record Many(double[] values, double[][] rows, double single, int[] numbers) {}

  record State(double[] h, double[] c, double scale) {}

  record One(double value) {
    @Differentiable
    One squared(double factor) {
      return new One(value * value * factor);
    }
  }

  sealed interface Shape permits Circle, Rectangle {
    double area();
  }

  record Circle(double radius) implements Shape {
    @Override
    @Differentiable
    public double area() {
      return Math.PI * radius * radius;
    }
  }

  record Rectangle(double width, double height) implements Shape {
    @Override
    @Differentiable
    public double area() {
      return width * height;
    }
  }

  /** The constructor refuses what is no deviation: zeros, for one. */
  record Normal(double mean, double deviation) {
    Normal {
      if (!(deviation > 0)) {
        throw new IllegalArgumentException("no deviation: " + deviation);
      }
    }

    @Differentiable
    double logDensity(double x) {
      double z = (x - mean) / deviation;
      return -0.5 * z * z - Math.log(deviation);
    }

    @Differentiable
    static Normal of(double mean, double deviation) {
      return new Normal(mean, deviation);
    }
  }
}

// file: Bodies.java
package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** The methods. */
final class Bodies {

  private Bodies() {}

  @Differentiable
  static Structure.Body moved(Structure.Body body, double t) {
    Structure.Point place = body.place();
    Structure.Point speed = body.speed();
    return new Structure.Body(
        new Structure.Point(place.x() + t * speed.x(), place.y() + t * speed.y()),
        new Structure.Point(speed.x() * 0.5, speed.y() * body.mass()),
        body.mass());
  }

  @Differentiable
  static Structure.Pair<Structure.Point> turned(Structure.Pair<Structure.Point> pair) {
    return new Structure.Pair<>(
        pair.second(), new Structure.Point(pair.first().y(), -pair.first().x()));
  }

  @Differentiable
  static Structure.Point[] scaled(Structure.Point[] points, double factor) {
    Structure.Point[] scaled = new Structure.Point[points.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = new Structure.Point(points[i].x() * factor, Math.sin(points[i].y()));
    }
    return scaled;
  }

  @Differentiable
  static Structure.Point center(Structure.Point[] points) {
    double x = 0;
    double y = 0;
    for (Structure.Point point : points) {
      x += point.x();
      y += point.y() * point.x();
    }
    return new Structure.Point(x / points.length, y / points.length);
  }

  @Differentiable
  static Structure.Shape grown(Structure.Shape shape, double factor) {
    if (shape instanceof Structure.Circle circle) {
      return new Structure.Rectangle(circle.radius(), factor);
    }
    Structure.Rectangle rectangle = (Structure.Rectangle) shape;
    return new Structure.Rectangle(rectangle.width() * factor, rectangle.height());
  }

  @Differentiable
  static double area(Structure.Shape shape) {
    if (shape instanceof Structure.Circle circle) {
      return circle.radius() * circle.radius();
    }
    Structure.Rectangle rectangle = (Structure.Rectangle) shape;
    return rectangle.width() * rectangle.height();
  }

  @Differentiable
  static Structure.Mixed mixed(Structure.Mixed mixed, double x) {
    return new Structure.Mixed(
        mixed.name() + "!", mixed.count() + 1, mixed.value() * x, x * mixed.constant());
  }

  @Differentiable
  static Structure.Many many(double x, int n) {
    return new Structure.Many(
        new double[] {x, x * x}, new double[][] {{x * n, Math.cos(x)}, {x}}, 3 * x, new int[] {n});
  }

  @Differentiable
  static Structure.One one(double x) {
    return new Structure.One(Math.exp(0.1 * x));
  }

  @Differentiable
  static Structure.Point spiral(Structure.Point point, int n) {
    if (n == 0) {
      return point;
    }
    Structure.Point inner = spiral(new Structure.Point(point.y() * 0.5, point.x()), n - 1);
    return new Structure.Point(inner.x() * point.x(), inner.y() + Math.sin(point.y()));
  }

  @Detach
  @Differentiable
  static Structure.Point fixed(Structure.Point point) {
    return new Structure.Point(point.x() * point.x() + 1, point.y());
  }

  @Differentiable
  static Structure.State next(Structure.State state, double t) {
    double[] h = new double[state.h().length];
    double[] c = new double[state.h().length];
    for (int i = 0; i < h.length; i++) {
      c[i] = state.c()[i] * t + state.h()[(i + 1) % h.length];
      h[i] = Math.tanh(c[i]) * state.scale();
    }
    return new Structure.State(h, c, state.scale() * 0.9);
  }

  @Differentiable
  static Structure.Normal normal(double mean, double deviation) {
    return Structure.Normal.of(mean, deviation);
  }
}
