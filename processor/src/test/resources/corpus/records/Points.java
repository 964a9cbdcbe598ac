package corpus.records;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class Points {

  private Points() {}

  record Point(double x, double y) {

    static Point polar(double radius, double angle) {
      return new Point(radius * Math.cos(angle), radius * Math.sin(angle));
    }

    Point plus(Point other) {
      return new Point(x + other.x, this.y + other.y());
    }

    Point times(double factor) {
      return new Point(factor * x(), factor * y);
    }

    double dot(Point other) {
      return x * other.x + y * other.y;
    }

    double norm() {
      return Math.sqrt(dot(this));
    }
  }

  record Segment(Point from, Point to) {
    Point at(double t) {
      return from.times(1 - t).plus(to.times(t));
    }

    Segment reversed() {
      return new Segment(to, from);
    }
  }

  @Differentiable
  static double distance(Point p, Point q) {
    return p.plus(q.times(-1)).norm();
  }

  @Differentiable
  static double along(Segment segment, double t) {
    return segment.at(t).norm() - segment.reversed().at(t * t).x();
  }

  /** A local that is assigned in a loop: components depend on each other crosswise. */
  // sample: n in [0, 5]
  @Differentiable
  static double spiral(Point start, double angle, int n) {
    Point p = start;
    for (int i = 0; i < n; i++) {
      p =
          new Point(
              Math.cos(angle) * p.x() - Math.sin(angle) * p.y(),
              Math.sin(angle) * p.x() + Math.cos(angle) * p.y());
      if (p.x() > 1) {
        p = p.times(0.9);
      }
    }
    return p.norm() + p.y();
  }

  // kinks
  @Differentiable
  static double nearest(Point p, Point q, double x) {
    Point other = new Point(x, x * x);
    Point near = p.plus(other).norm() < q.plus(other).norm() ? p : q;
    Point assigned;
    if (x > 0) {
      assigned = near;
    } else {
      assigned = Point.polar(near.x(), near.y());
    }
    return assigned.times(x).dot(near);
  }

  // kinks
  // sample: n in [0, 6]
  @Differentiable
  static double firstFar(Point step, int n) {
    Point far = farthest(step, n);
    return far.x() * far.x() + 3 * far.y();
  }

  private static Point farthest(Point step, int n) {
    Point p = step;
    for (int i = 0; i < n; i++) {
      if (p.norm() > 4) {
        return p;
      }
      p = p.plus(step.times(p.y()));
    }
    return new Point(p.y(), p.x());
  }

  // detached
  @Differentiable
  static double detached(@Detach Point p, Point q, double x) {
    @Detach Point cut = q.times(x);
    return p.dot(q) + cut.dot(q) * x;
  }

  /** Evaluated from left to right, each argument once. */
  @Differentiable
  static double order(double x) {
    double y = x;
    Point p = new Point(y = y * y + 1, y = Math.sin(y));
    return p.x() * y + new Point(y, y += p.y()).norm();
  }
}
