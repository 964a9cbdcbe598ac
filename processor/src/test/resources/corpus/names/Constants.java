package corpus.names;

import dev.gradc.Differentiable;

/** Constants that are called like keywords, but for the case of their letters. */
final class Constants {

  private Constants() {}

  static final double[] NEW = {0.5, -1.5, 2.5};
  static final double[][] FLOAT = {{2, 3}, {0.5}};
  static double CLASS = 1.5;

  // sample: x in [0.5, 2]
  @Differentiable
  static double keywords(double x) {
    double sum = CLASS * x;
    for (int i = 0; i < NEW.length; i++) {
      sum += Math.sin(NEW[i] * x) * FLOAT[0][1];
    }
    return sum * sum * CLASS;
  }
}
