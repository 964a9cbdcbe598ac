package corpus.objects;

import dev.gradc.Differentiable;

/** Methods that do nothing but throw, in the place of values. */
final class Refusals {

  private Refusals() {}

  record Pair(double x, double[] y) {}

  private static double negative(String name, double x) {
    String text = name + " must not be negative: " + x;
    throw new IllegalArgumentException(text);
  }

  private static double[] none(int n) {
    throw new IllegalStateException("no case " + n);
  }

  private static Pair noPair() {
    throw new IllegalStateException();
  }

  private static int never() {
    throw new AssertionError();
  }

  private static double unsupported(double x) {
    if (x > 2) {
      System.out.println("large");
    }
    throw new UnsupportedOperationException();
  }

  // sample: x in [0.1, 2]
  @Differentiable
  static double conditional(double x, String name) {
    double root = x >= 0 ? Math.sqrt(x) : negative(name, x);
    return root * root * (x < 3 ? x : negative("of " + x, x * x));
  }

  // sample: x in [0.1, 2]
  @Differentiable
  static double guard(double x, String name) {
    if (x < 0) {
      negative(name, x);
    }
    if (x > 5) {
      return unsupported(x) * x;
    }
    return Math.log(x);
  }

  // sample: a length 2, n in [0, 1]
  @Differentiable
  static double cases(double[] a, int n) {
    double[] b =
        switch (n) {
          case 0 -> a;
          case 1 -> new double[] {a[0] * a[1], a[1]};
          default -> none(n);
        };
    Pair pair = n < 2 ? new Pair(b[0], b) : noPair();
    int index = n < 2 ? n : never();
    return pair.x() * pair.y()[index] * pair.y()[1];
  }
}
