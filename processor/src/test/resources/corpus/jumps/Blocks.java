package corpus.jumps;

import dev.gradc.Differentiable;

/** Blocks and conditions that are left by name. */
final class Blocks {

  private Blocks() {}

  // kinks
  @Differentiable
  static double block(double x) {
    double y = x;
    leave:
    {
      if (x < 0) {
        y = -x;
        break leave;
      }
      y *= x;
      if (x > 1) {
        break leave;
      }
      y += 2 * x;
    }
    return y * y;
  }

  // kinks
  // sample: x length 5
  @Differentiable
  static double fromLoops(double[] x) {
    double sum = 0;
    found:
    {
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < i; j++) {
          if (x[i] * x[j] > 1) {
            sum = x[i] + 2 * x[j];
            break found;
          }
          sum += x[j];
        }
      }
      sum *= 3;
    }
    choice:
    if (sum > 0) {
      if (sum > 5) {
        break choice;
      }
      sum *= sum;
    }
    return sum;
  }
}
