package corpus.detach;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** A parameter that is a constant, though it is multiplied. */
final class Parameter {

  private Parameter() {}

  // sample: target length 4, prediction length 4
  @Differentiable
  static double meanSquaredError(double[] prediction, @Detach double[] target) {
    double sum = 0;
    for (int i = 0; i < prediction.length; i++) {
      double error = prediction[i] - target[i];
      sum += error * error * target[i];
    }
    return sum / prediction.length;
  }
}
