package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;

/** The objective of {@code hello}. */
final class Square {

  private Square() {}

  @Differentiable
  static double square(double x) {
    return x * x;
  }
}
