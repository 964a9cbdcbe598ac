package refused;

import dev.gradc.Differentiable;

final class Generic {

  sealed interface Shape<T> permits Disc, Square {
    double area();
  }

  record Disc<T>(T tag, double radius) implements Shape<T> {
    @Override
    public double area() {
      return 3 * radius * radius;
    }
  }

  record Square<T>(T tag, double side) implements Shape<T> {
    @Override
    public double area() {
      return side * side;
    }
  }

  sealed interface Solid permits Ball, Cube {}

  record Ball(double radius) implements Solid {}

  record Cube<T>(T tag, double side) implements Solid {}

  @Differentiable
  // error: [GC0134] the sealed interface 'Shape', or one of its cases, has type parameters
  //              ^
  static double f(Shape<String> shape, double k) {
    return k * shape.area();
  }

  @Differentiable
  // error: [GC0134] the sealed interface 'Solid', or one of its cases, has type parameters
  //              ^
  static double g(Solid[] solids, double k) {
    return k * solids.length;
  }

  @Differentiable
  static double h(double x) {
    // error: [GC0134] the sealed interface 'Solid', or one of its cases, has type parameters
    Solid solid = new Ball(x);
    return x;
  }
}
