package corpus.names;

import dev.gradc.Differentiable;

/** Variables that are called like classes of which generated code uses static members. */
final class Types {

  private Types() {}

  @Differentiable
  static double squared(double Gradient, double Tape) {
    return Gradient * Gradient * Tape;
  }

  // sample: Arrays length 3
  @Differentiable
  static double arrays(double[] Arrays, double Math, double Double, double Objects) {
    double[] Collections = {Math, Double};
    double sum = Objects;
    for (double String : Arrays) {
      sum += String * Collections[0] * Collections[1];
    }
    return sum;
  }

  // sample: Gradient length 2;2, Arrays in [0.5, 1]
  @Differentiable
  static double[] matrix(double[][] Gradient, double Arrays, double offset) {
    double[] Tape = new double[2];
    for (int into = 0; into < 2; into++) {
      Tape[into] = Gradient[into][0] * Arrays + offset;
    }
    return Tape;
  }

  private static double doubled(double x, int n) {
    return n == 0 ? x * x * Scaling.squared(x) : doubled(x, n - 1);
  }

  // sample: Scaling in [0.5, 1]
  @Differentiable
  static double helper(double Scaling, double ScalingGrad, double Types) {
    return doubled(Scaling, 1) * other(ScalingGrad) * Types;
  }

  private static double other(double x) {
    return Scaling.squared(x) * Scaling.by();
  }
}

// file: Scaling.java
package corpus.names;

import dev.gradc.Differentiable;

/** What is called. */
final class Scaling {

  private Scaling() {}

  static double by() {
    return 3;
  }

  @Differentiable
  static double squared(double x) {
    return x * x;
  }
}
