package corpus.records;

import dev.gradc.Differentiable;

/** Arrays of records. */
// golden
final class Arrays {

  private Arrays() {}

  record Point(double x, double y) {
    Point plus(Point other) {
      return new Point(x + other.x, y + other.y);
    }
  }

  record Body(Point position, double[] spin, int id, String name) {}

  record Cloud(Point[] points, double weight) {}

  // sample: points.x length 4, points.y length 4
  @Differentiable
  static double perimeter(Point[] points) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      Point next = points[(i + 1) % points.length];
      sum += Math.hypot(next.x() - points[i].x(), next.y() - points[i].y());
    }
    return sum;
  }

  @Differentiable
  static Point[] moved(Point[] points, double by) {
    Point[] result = new Point[points.length];
    Point shift = new Point(by, by * by);
    int i = 0;
    for (Point point : points) {
      result[i++] = point.plus(shift);
    }
    result[0] = result[1];
    return result;
  }

  // sample: bodies.spin length 5;3
  @Differentiable
  static double energy(Body[] bodies, double mass) {
    Body[] own = bodies.clone();
    Body first = own[0];
    own[0] = own[own.length - 1];
    own[own.length - 1] = first;
    double energy = 0;
    for (int i = 0; i < own.length; i++) {
      double weight = own[i].name().length() + own[i].id();
      Point p = own[i].position();
      energy += weight * mass * p.x() * p.y();
      for (double s : own[i].spin()) {
        energy += s * s * i;
      }
    }
    return energy;
  }

  @Differentiable
  static double centre(Cloud cloud) {
    Point[] two = {cloud.points()[0], new Point(cloud.weight(), 1)};
    double sum = 0;
    for (Point point : cloud.points()) {
      sum += point.x() * cloud.weight() + point.y() * two[1].x();
    }
    return sum * two[0].y();
  }

  // sample: grid.x length 2;3, grid.y length 2;3
  @Differentiable
  static double gridded(Point[][] grid) {
    Point[][] other = new Point[2][];
    other[0] = grid[1];
    other[1] = grid[0];
    double sum = 0;
    for (int i = 0; i < other.length; i++) {
      for (int j = 0; j < other[i].length; j++) {
        sum += other[i][j].x() * grid[i][j].y() * (i + 1);
      }
    }
    return sum;
  }
}
