package refused;

import dev.gradc.Differentiable;

final class Statics {

  static final double[] WEIGHTS = {2, 3};

  @Differentiable
  static double ownTable(double[] x, double y, int n) {
    // error: [GC0108] reads a static array
    //             ^
    double value = power(y, n);
    x[0] = 5;
    return value * x[1];
  }

  private static double power(double y, int n) {
    return n == 0 ? y : WEIGHTS[0] * power(y * y, n - 1);
  }

  @Differentiable
  static double tableOfAnother(double[] x, double y) {
    double value = 0;
    for (int i = 0; i < 2; i++) {
      // error: [GC0108] reads a static array
      //       ^
      value += Tables.weighted(y);
      x[i] = value;
    }
    return value;
  }

  @Differentiable
  static double row(double[][] x, double y) {
    // error: [GC0108] reads a static array
    //             ^
    double value = Tables.inMatrix(y);
    x[1][0] = 0;
    return value * x[0][0];
  }

  @Differentiable
  static double itself(double[] x, double y) {
    // error: [GC0108] reads a static array
    //     ^
    return Tables.overwrites(x, y);
  }

  @Differentiable
  static double inRecord(double[] x, double y) {
    // error: [GC0108] reads a static array
    //             ^
    double value = Tables.ofRecord(y);
    x[0] = 5;
    return value * x[1];
  }

  @Differentiable
  static double otherCode(double y) {
    double value = y;
    for (int i = 0; i < 2; i++) {
      // error: [GC0108] reads a static array which other code that runs later may change
      //      ^
      value = Tables.weighted(value);
      Tables.change();
    }
    return value;
  }

  @Differentiable
  static double otherMethod(double y) {
    // error: [GC0108] reads a static array which other code that runs later may change
    //             ^
    double value = Tables.weighted(y);
    return value * y * Tables.changing(2);
  }

  @Differentiable
  static double changes(double y) {
    // error: [GC0108] uses other code, fields that may change, or arrays that objects hold
    //     ^
    return Tables.changing(y);
  }
}

final class Tables {

  record Table(double[] values) {}

  static final double[] WEIGHTS = {2, 3};
  static final double[][] MATRIX = {{2}, {3}};
  static final Table TABLE = new Table(WEIGHTS);

  static void change() {
    WEIGHTS[0] += 1;
  }

  @Differentiable
  static double changing(double y) {
    change();
    return WEIGHTS[0] * y * y;
  }

  @Differentiable
  static double weighted(double y) {
    return WEIGHTS[0] * y * y;
  }

  @Differentiable
  static double inMatrix(double y) {
    return MATRIX[1][0] * y * y;
  }

  @Differentiable
  static double ofRecord(double y) {
    return TABLE.values()[0] * y * y;
  }

  @Differentiable
  static double overwrites(double[] x, double y) {
    double value = WEIGHTS[0] * y * y;
    x[0] = 5;
    return value * x[1];
  }
}
