package corpus.records;

import dev.gradc.Differentiable;

/** Records that switches choose. */
final class Switched {

  private Switched() {}

  record Point(double x, double y) {}

  // sample: kind in [0, 3], s in [0.5, 1.5]
  @Differentiable
  static double chosen(int kind, double s, Point p) {
    Point q =
        switch (kind) {
          case 0 -> p;
          case 1 -> new Point(p.y() * s, p.x());
          default -> {
            Point r = new Point(s, s * s);
            yield kind == 2 ? r : p;
          }
        };
    return q.x() * q.y() + s * q.x();
  }
}
