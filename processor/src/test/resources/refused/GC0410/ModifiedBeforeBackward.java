package refused;

import dev.gradc.Differentiable;

final class ModifiedBeforeBackward {

  @Differentiable
  static double loss(double[] w) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * w[i];
    }
    return sum;
  }

  static void descend(double[] parameters, double[] gradient) {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= 0.1 * gradient[i];
    }
  }

  static double[] run(double[] w, double[] old) {
    var tape = ModifiedBeforeBackwardGrad.Loss.forward(w);
    descend(w, old);
    // warning: [GC0410] the array 'w' is changed at ModifiedBeforeBackward.java:
    //     ^
    return tape.backward().w();
  }
}
