package corpus.switches;

import dev.gradc.Differentiable;

// golden
/** Switch statements: with breaks, with arrows, falling through. */
final class Statements {

  private Statements() {}

  // sample: x, kind in [0, 4]
  @Differentiable
  static double breaks(double x, int kind) {
    double y = x;
    switch (kind) {
      case 0:
        y = x * x;
        break;
      case 1:
      case 3:
        y = Math.sin(x);
        break;
      default:
        y = 3 * x;
    }
    return y * x;
  }

  // sample: x, kind in [0, 5]
  @Differentiable
  @SuppressWarnings("fallthrough") // it is what is tested
  static double fallsThrough(double x, int kind) {
    double y = 1;
    switch (kind) {
      case 4:
        y *= x;
      case 3:
        y *= x + 1;
      default:
        y += x;
      case 2:
        y *= x;
        if (y > 1) {
          break;
        }
        y += Math.cos(x);
      case 1:
        y *= 2;
    }
    return y;
  }

  // sample: x, kind in [97, 101]
  @Differentiable
  static double arrows(double x, char kind) {
    double y = 0;
    switch (kind) {
      case 'a' -> y = x;
      case 'b', 'c' -> {
        double square = x * x;
        y = square + x;
      }
      default -> y += Math.exp(x);
    }
    return y * y;
  }

  // sample: x length 6, kinds length 6 in [0, 4]
  @Differentiable
  static double inLoop(double[] x, int[] kinds) {
    double sum = 0;
    outer:
    for (int i = 0; i < x.length; i++) {
      switch (kinds[i]) {
        case 0:
          continue;
        case 1:
          sum += x[i];
          break;
        case 2:
          for (int j = 0; j < i; j++) {
            if (j == 3) {
              break outer;
            }
            sum *= x[j];
          }
          break;
        case 4:
          return sum * x[i];
        default:
          sum += x[i] * x[i];
      }
      sum += 0.5 * x[i] * sum;
    }
    return sum;
  }

  // sample: x, kind in [0, 3]
  @Differentiable
  @SuppressWarnings("fallthrough") // the variable comes with it
  static double sharedVariables(double x, int kind) {
    switch (kind) {
      case 0:
        double y = x * x;
        return y;
      case 1:
        y = Math.sin(x);
        return y * x;
      case 2:
        y = x;
      default:
        y = x + 2;
        return y * y;
    }
  }
}
