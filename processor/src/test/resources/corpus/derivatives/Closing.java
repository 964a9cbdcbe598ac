package corpus.derivatives;

import dev.gradc.Differentiable;

/** Blocks of tapes that are left early. */
final class Closing {

  // sample: x length 3, w length 3
  @Differentiable
  static double energy(double[] x, double[] w) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.sin(x[i] * w[i]) * w[0];
    }
    return sum;
  }

  // sample: x length 3, w length 3, limit in [-3, 3]
  @Differentiable
  static double returned(double[] x, double[] w, double limit) {
    for (int i = 0; i < 3; i++) {
      try (ClosingGrad.Energy.Tape tape = ClosingGrad.Energy.forward(x, w)) {
        if (tape.value() > limit) {
          return tape.backward().x()[i] * tape.value();
        }
        ClosingGrad.Energy.Gradient g = tape.backward();
        if (g.w()[i] < 0) {
          return g.w()[i] * limit;
        }
      }
    }
    return x[0];
  }

  // sample: x length 3, w length 3, limit in [-3, 3]
  @Differentiable
  static double left(double[] x, double[] w, double limit) {
    double sum = 0;
    outer:
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 2; k++) {
        try (ClosingGrad.Energy.Tape tape = ClosingGrad.Energy.forward(x, w)) {
          for (int j = 0; j < 3; j++) {
            if (x[j] < 0) {
              continue;
            }
            if (x[j] > 1.5) {
              break;
            }
            sum += x[j] * tape.value();
          }
          switch (i) {
            case 0:
              sum *= 2;
              break;
            case 1:
              continue outer;
            default:
              if (sum > limit) {
                break outer;
              }
          }
          sum += tape.backward().x()[k];
        }
      }
    }
    return sum;
  }

  // sample: x length 3, w length 3, limit in [-3, 3]
  @Differentiable
  static double given(double[] x, double[] w, double limit) {
    ClosingGrad.Energy.Tape first = ClosingGrad.Energy.forward(x, w);
    double sum = first.value();
    try (first) {
      sum += first.backward().x()[1] * w[1];
    }
    first.forward(w, x);
    try (first; var second = ClosingGrad.Energy.forward(w, w)) {
      if (second.value() > limit) {
        return sum * second.backward().x()[0] * first.value();
      }
      sum += first.backward().w()[0];
    }
    return sum;
  }
}
