package corpus.checkpoints;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

// golden
/** Checkpointed loops that go on as long as an array says which they write. */
final class ConditionOnArray {

  private ConditionOnArray() {}

  record Scaled(double[] values, double scale) {}

  // sample: a in [0.5, 1.5]
  @Differentiable
  static double newton(double a) {
    double[] root = {1, 2};
    for (@Checkpoint int i = 0; i < 50 && Math.abs(root[1]) > 1e-9; i++) {
      root[1] = (root[0] * root[0] - a) / (2 * root[0]);
      root[0] -= root[1];
    }
    return root[0];
  }

  // sample: x in [0.5, 1.5]
  @Differentiable
  static double bound(double x) {
    int[] count = {2};
    double sum = x;
    for (@Checkpoint int i = 0; i < count[0]; i++) {
      if (i < 5) {
        count[0]++;
      }
      sum += 0.1 * Math.sin(sum * x + i);
    }
    return sum;
  }

  // sample: x in [0.5, 1.5]
  @Differentiable
  static double flag(double x) {
    boolean[] goesOn = {false};
    double sum = x;
    for (@Checkpoint int i = 0; i < 3 || goesOn[0]; i++) {
      goesOn[0] = i < 5;
      sum += 0.1 * Math.sin(sum * x + i);
    }
    return sum;
  }

  // sample: scaled.values length 2, scaled.values in [0.5, 1.5]
  @Differentiable
  static double parameter(Scaled scaled) {
    double[] values = scaled.values();
    for (@Checkpoint int i = 0; scaled.values()[0] < 9 + 0.1 * i; i++) {
      values[0] += values[1] * values[1] + 0.2;
    }
    return values[0] * values[1] * scaled.scale();
  }

  // sample: x in [0.5, 1.5]
  @Differentiable
  static double inLoop(double x) {
    double[] root = {1, 2};
    double sum = 0;
    for (int j = 0; j < 3; j++) {
      root[1] = 2;
      for (@Checkpoint int i = 0; i < 50 && Math.abs(root[1]) > 1e-9; i++) {
        root[1] = (root[0] * root[0] - x * (j + 1)) / (2 * root[0]);
        root[0] -= root[1];
      }
      sum += root[0];
    }
    return sum;
  }
}
