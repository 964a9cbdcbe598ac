package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
final class Penalty {

  // sample: x length 4, w length 5
  @Differentiable
  static double score(double[] x, double[] w) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.tanh(w[i] * x[i]) * w[i + 1];
    }
    return sum;
  }

  // sample: x length 4, w length 5
  @Differentiable
  static double penalty(@Detach double[] x, double[] w) {
    PenaltyGrad.Score.Gradient g = PenaltyGrad.Score.gradient(x, w);
    double sum = 0;
    for (double element : g.x()) {
      sum += element * element;
    }
    double norm = Math.sqrt(sum);
    return (norm - 1) * (norm - 1);
  }
}
