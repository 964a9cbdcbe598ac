package corpus.records;

import dev.gradc.Differentiable;

/** Sealed interfaces with a record for each case. */
// golden
final class Sealed {

  private Sealed() {}

  sealed interface Shape permits Circle, Rectangle, Polygon {
    double area();

    double scaled(double factor);

    default double doubled() {
      return 2 * area();
    }
  }

  record Circle(double radius) implements Shape {
    @Override
    public double area() {
      return Math.PI * radius * radius;
    }

    @Override
    public double scaled(double factor) {
      return area() * factor * factor;
    }
  }

  record Rectangle(double width, double height) implements Shape {
    @Override
    public double area() {
      return width * height;
    }

    @Override
    public double scaled(double factor) {
      return width * factor * height;
    }

    @Override
    public double doubled() {
      return area() + width * height;
    }
  }

  record Polygon(double[] sides, double area) implements Shape {
    @Override
    public double scaled(double factor) {
      return sides[0] * factor;
    }
  }

  // sample: shape.caseNumber in [0, 2], shape.polygon.sides length 3
  @Differentiable
  static double size(Shape shape, double unit) {
    if (shape instanceof Circle circle) {
      return circle.radius() * circle.radius() * unit;
    }
    if (shape instanceof Rectangle r && r.width() > -1) {
      return r.width() * r.height() * unit * unit;
    }
    double sum = unit;
    if (shape instanceof Polygon) {
      for (double side : ((Polygon) shape).sides()) {
        sum += side * side;
      }
    }
    return sum;
  }

  // sample: shape.caseNumber in [0, 2], shape.polygon.sides length 3
  @Differentiable
  static double dispatched(Shape shape, double factor) {
    return shape.area() * factor + shape.scaled(factor * 2) + shape.doubled();
  }

  // sample: shapes.caseNumber in [0, 2], shapes.polygon.sides length 5;2
  @Differentiable
  static double total(Shape[] shapes) {
    double sum = 0;
    for (Shape shape : shapes) {
      sum += shape.area() * shape.doubled();
    }
    return sum;
  }

  @Differentiable
  static double chosen(double x, boolean isRound) {
    Shape shape = isRound ? new Circle(x) : new Rectangle(x, x * x);
    Shape other = new Circle(2 * x);
    if (!isRound) {
      other = shape;
    }
    return shape.area() * other.area();
  }

  // sample: shape.caseNumber in [0, 1], shape.polygon.sides length 3
  @Differentiable
  static Shape grown(Shape shape, double by) {
    if (shape instanceof Circle c) {
      return new Circle(c.radius() * by);
    }
    return new Rectangle(by, by * by);
  }
}
