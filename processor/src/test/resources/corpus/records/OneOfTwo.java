package corpus.records;

import dev.gradc.Differentiable;

/** What a conditional between two records is, no class has as its name: a record, and a shape. */
final class OneOfTwo {

  private OneOfTwo() {}

  sealed interface Shape {
    double area(double scale);

    default double twice(double scale) {
      return 2 * area(scale);
    }
  }

  record Disk(double radius) implements Shape {
    @Override
    public double area(double scale) {
      return scale * Math.PI * radius * radius;
    }
  }

  record Box(double a, double b) implements Shape {
    @Override
    public double area(double scale) {
      return scale * a * b;
    }
  }

  // sample: x in [0.5, 2], y in [0.5, 2], kind in [0, 1]
  @Differentiable
  static double direct(double x, double y, int kind) {
    return (kind == 0 ? new Disk(x) : new Box(x * y, y)).area(y) * x;
  }

  // sample: x in [0.5, 2], y in [0.5, 2], kind in [0, 1]
  @Differentiable
  static double inferred(double x, double y, int kind) {
    var shape = kind == 0 ? new Disk(x * y) : new Box(y, x);
    double sum = shape.area(x) + shape.twice(y);
    if (shape instanceof Box box) {
      sum *= box.a();
    }
    return sum;
  }

  // sample: x in [0.5, 2], y in [0.5, 2], kind in [0, 3]
  @Differentiable
  static double switched(double x, double y, int kind) {
    return (switch (kind) {
          case 0 -> new Disk(x);
          case 1 -> new Box(x, y);
          default -> new Box(x * x, 3);
        })
        .twice(y);
  }

  // sample: x in [0.5, 2], y in [0.5, 2], kind in [0, 3]
  @Differentiable
  static double assigned(double x, double y, int kind) {
    var shape = kind < 2 ? new Disk(x * y) : new Box(y, x);
    double sum = 0;
    for (int i = 0; i < kind; i++) {
      sum += shape.area(x);
      shape = i == 1 ? new Box(sum, y) : shape;
    }
    return sum + shape.area(1);
  }
}
