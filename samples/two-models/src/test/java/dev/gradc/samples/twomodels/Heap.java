package dev.gradc.samples.twomodels;

import dev.gradc.Differentiable;

/** A method whose tape is as large as its input. */
final class Heap {

  private Heap() {}

  @Differentiable
  static double chain(double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double quotient = x[i] / 3;
      sum += quotient * quotient;
    }
    return sum;
  }
}
