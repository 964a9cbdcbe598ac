package corpus.switches;

import dev.gradc.Differentiable;

/** Switch expressions, nested and with blocks. */
final class Expressions {

  private Expressions() {}

  // sample: x in [0.5, 2], kind in [0, 3]
  @Differentiable
  static double arrows(double x, int kind) {
    double y =
        switch (kind) {
          case 0 -> x * x;
          case 1, 2 -> Math.log(x);
          default -> 1;
        };
    return y * x;
  }

  // sample: x in [0.5, 2], kind in [0, 4], n in [0, 3]
  @Differentiable
  static double blocks(double x, int kind, int n) {
    return x
        * switch (kind) {
          case 0 -> {
            double product = 1;
            for (int i = 0; i < n; i++) {
              if (i == 2) {
                yield product * 3;
              }
              product *= x;
            }
            yield product + x;
          }
          case 1 -> {
            switch (n) {
              case 0:
                yield x;
              case 1:
                break;
              default:
                yield Math.sin(x);
            }
            yield switch (n + 1) {
              case 2 -> x * x * x;
              default -> 0;
            };
          }
          case 2 -> n;
          default -> {
            yield -x;
          }
        };
  }

  // sample: x in [0.5, 2], kind in [0, 3]
  @Differentiable
  @SuppressWarnings("fallthrough") // it is what is tested
  static double colons(double x, int kind) {
    int count = 0;
    double y =
        switch (kind + count++) {
          case 0:
          case 1:
            count += 2;
            yield x;
          case 2:
            count = 7;
          default:
            yield x * x * count;
        };
    return y * count;
  }
}
