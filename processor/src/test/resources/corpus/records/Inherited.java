package corpus.records;

import dev.gradc.Differentiable;

/** Bodies that sealed interfaces have for their cases, and that cases refine. */
final class Inherited {

  private Inherited() {}

  sealed interface Shape permits Plain, Scaled, Rounded {
    double size(double k);

    default double both(double k) {
      return size(k) + size(k * k);
    }

    default double twice(double k) {
      return 2 * k;
    }

    default Shape grown() {
      return this;
    }
  }

  sealed interface Rounded extends Shape permits Circle, Oval {
    @Override
    default double both(double k) {
      return 5 * Shape.super.both(k) + twice(k);
    }

    @Override
    default double twice(double k) {
      return 3 * k;
    }
  }

  record Plain(double a) implements Shape {
    @Override
    public double size(double k) {
      return Plain.this.a * k + this.a;
    }
  }

  record Scaled(double a) implements Shape {
    @Override
    public double size(double k) {
      return k - a;
    }

    @Override
    public double both(double k) {
      return 3 * Shape.super.both(k);
    }

    @Override
    public Scaled grown() {
      return new Scaled(a * a);
    }
  }

  record Circle(double a) implements Rounded {
    @Override
    public double size(double k) {
      return k * k + a;
    }
  }

  record Oval(double a) implements Rounded {
    @Override
    public double size(double k) {
      return k * a;
    }

    @Override
    public double twice(double k) {
      return Rounded.super.twice(k * a);
    }
  }

  @Differentiable
  static double chosen(double a, double k, int n) {
    Shape shape =
        switch (n) {
          case 0 -> new Plain(a);
          case 1 -> new Scaled(a);
          case 2 -> new Circle(a);
          default -> new Oval(a);
        };
    return shape.both(k) * k + shape.grown().size(k) + shape.twice(a);
  }

  @Differentiable
  static double known(Circle circle, Oval oval, double k) {
    Rounded any = k > 0.5 ? circle : oval;
    return circle.both(k) * oval.twice(k) + any.both(k) * oval.both(k) * any.twice(k);
  }
}
