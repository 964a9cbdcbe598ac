package corpus.records;

import dev.gradc.Differentiable;

/** Sealed interfaces whose cases are sealed interfaces. */
final class Cases {

  private Cases() {}

  sealed interface Shape permits Round, Square, Point {
    double area(double scale);
  }

  sealed interface Round extends Shape permits Disc, Ring {
    double radius();
  }

  record Disc(double radius) implements Round {
    @Override
    public double area(double scale) {
      return radius * radius * scale;
    }
  }

  record Ring(double radius, double[] width) implements Round {
    @Override
    public double area(double scale) {
      return radius * width[0] * Math.sin(scale);
    }
  }

  record Square(double side) implements Shape {
    @Override
    public double area(double scale) {
      return side * side * scale * scale;
    }
  }

  record Point() implements Shape {
    @Override
    public double area(double scale) {
      return scale;
    }
  }

  // sample: shape.caseNumber in [0, 3], shape.ring.width length 1
  @Differentiable
  static double tested(Shape shape, double x) {
    if (shape instanceof Round round) {
      return round instanceof Ring ring ? ring.width()[0] * x : round.radius() * round.radius();
    }
    return shape instanceof Square square ? square.side() * x : x;
  }

  // sample: shape.caseNumber in [0, 3], shape.ring.width length 1
  @Differentiable
  static double unnamed(Shape shape, double x) {
    boolean isRound = shape instanceof Round;
    return shape.area(x) * (isRound ? x : 2);
  }

  // sample: round.caseNumber in [0, 1], round.ring.width length 1
  @Differentiable
  static double widened(Round round, double x, int n) {
    Shape shape = round;
    if (n > 2) {
      shape = new Square(round.radius() * x);
    }
    return area(round, x) + shape.area(x) * ((Round) (Shape) round).radius();
  }

  private static double area(Shape shape, double x) {
    return shape.area(x) * x;
  }

  // sample: shape.caseNumber in [0, 1], shape.ring.width length 1
  @Differentiable
  static double cast(Shape shape, double x) {
    return ((Round) shape).radius() * x;
  }

  // sample: shape.caseNumber in [0, 3], shape.ring.width length 1
  @Differentiable
  static Shape grown(Shape shape, double by) {
    return shape instanceof Round round ? larger(round, by) : new Square(by);
  }

  private static Round larger(Round round, double by) {
    return round instanceof Disc disc
        ? new Disc(disc.radius() * by)
        : new Ring(round.radius() * by, ((Ring) round).width());
  }
}
