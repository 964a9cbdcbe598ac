package dev.gradc.junit;

import dev.gradc.Differentiable;

/** Methods with companions that are written by hand. */
final class Cubes {

  private Cubes() {}

  @Differentiable
  static double right(double x) {
    return x * x * x;
  }

  @Differentiable
  static double wrong(double x, int error) {
    return x * x * x;
  }
}
