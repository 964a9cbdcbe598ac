package corpus.derivatives;

import dev.gradc.Differentiable;

/** Evaluations added to gradients of arrays of arrays: new ones, and those of a parameter. */
final class Added {

  // sample: x length 3;2, w length 2
  @Differentiable
  static double energy(double[][] x, double[] w) {
    double sum = 0;
    for (double[] row : x) {
      sum += Math.sin(row[0] * w[0]) * row[1] * w[1];
    }
    return sum;
  }

  private static void add(double[][] x, double[] w, AddedGrad.Energy.Gradient into) {
    AddedGrad.Energy.addGradient(x, w, into);
  }

  // sample: x length 3;2, w length 2
  @Differentiable
  static double twice(double[][] x, double[] w) {
    AddedGrad.Energy.Gradient g = AddedGrad.Energy.Gradient.zeros(x, w);
    AddedGrad.Energy.addGradient(x, w, g);
    double[][] next = new double[3][];
    for (int i = 0; i < 3; i++) {
      // A copy: g is added to again.
      next[i] = g.x()[i].clone();
    }
    add(next, g.w().clone(), g);
    return g.x()[0][1] * g.w()[1];
  }

  // sample: x length 3;2, w length 2
  @Differentiable
  static double taped(double[][] x, double[] w) {
    AddedGrad.Energy.Gradient g = AddedGrad.Energy.gradient(x, w);
    try (AddedGrad.Energy.Tape tape = AddedGrad.Energy.forward(x, g.w().clone())) {
      tape.backward(2, g);
    }
    return g.x()[1][0] * g.w()[0];
  }
}
