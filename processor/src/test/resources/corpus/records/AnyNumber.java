package corpus.records;

import dev.gradc.Differentiable;

/** Records and methods that take any number of arguments, or an array of them. */
final class AnyNumber {

  private AnyNumber() {}

  record Numbers(double... all) {

    Numbers(double one, int n) {
      this(one, n, one * one);
    }

    double sum() {
      double sum = 0;
      for (double each : all) {
        sum += each;
      }
      return sum;
    }
  }

  record Rows(double first, double[]... more) {

    Rows(double first, int none) {
      this(first);
    }
  }

  record Point(double x, double y) {}

  static double last(double[]... rows) {
    return rows[rows.length - 1][0] * rows.length;
  }

  static double products(double scale, Point... points) {
    double sum = 0;
    for (Point point : points) {
      sum += point.x() * point.y() * scale;
    }
    return sum;
  }

  static int count(Object... things) {
    return things.length;
  }

  @Differentiable
  static double numbers(double x, double y) {
    return new Numbers(x, x * y).all()[1]
        + new Numbers(x, 3).sum()
        + new Numbers().all().length
        + new Numbers(x).sum() * y
        + new Numbers(new double[] {y, x * x}).sum() * new Numbers(y, y, y).sum();
  }

  @Differentiable
  static double rows(double x, double[] row) {
    return new Rows(x, row).more()[0][0] * x
        + new Rows(x, row, row).more().length
        + new Rows(x, new double[][] {row}).more()[0][1]
        + new Rows(x, 1).first() * new Rows(x).more().length
        + last(row) * x
        + last(row, new double[] {x * x})
        + last(new double[][] {row, row}) * row[1];
  }

  @Differentiable
  static double points(double x, double y) {
    Point[] all = {new Point(y, x), new Point(x * x, y)};
    return products(x, new Point(x, y))
        + products(y)
        + products(2, all)
        + products(x, all[1], all[0])
        + count("a") * x
        + count(new int[] {1, 2}) * y
        + count((Object[]) new String[] {"a", "b"}) * x * y;
  }
}
