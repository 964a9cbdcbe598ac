package dev.gradc.samples.compiletime;

import java.util.LinkedHashMap;
import java.util.Map;

/** Annotated methods as people write them: five kinds, in turn, ten in a class. */
final class Methods {

  private static final int IN_A_CLASS = 10;

  private static final String[] KINDS = {
    """
      @dev.gradc.Differentiable
      static double loss%1$d(double x, double label) {
        double score = 1 / (1 + Math.exp(-%2$s * x));
        return -label * Math.log(score) - (1 - label) * Math.log(1 - score);
      }
    """,
    """
      @dev.gradc.Differentiable
      static double logSumExp%1$d(double[] x) {
        double most = Double.NEGATIVE_INFINITY;
        for (double each : x) {
          most = Math.max(most, each);
        }
        double sum = 0;
        for (double each : x) {
          sum += Math.exp(%2$s * (each - most));
        }
        return most + Math.log(sum);
      }
    """,
    """
      @dev.gradc.Differentiable
      static double layer%1$d(Layer layer, @dev.gradc.Detach double[] x) {
        double sum = 0;
        for (int i = 0; i < layer.bias().length; i++) {
          double score = layer.bias()[i];
          for (int j = 0; j < x.length; j++) {
            score += layer.weight()[i][j] * x[j];
          }
          sum += Math.tanh(%2$s * score);
        }
        return sum;
      }
    """,
    """
      @dev.gradc.Differentiable
      static double orbit%1$d(double[] start, int steps) {
        double[] now = start.clone();
        for (int t = 0; t < steps; t++) {
          double r = Math.sqrt(now[0] * now[0] + now[1] * now[1]);
          double pull = -%2$s / (r * r * r);
          now[2] += 0.01 * pull * now[0];
          now[3] += 0.01 * pull * now[1];
          now[0] += 0.01 * now[2];
          now[1] += 0.01 * now[3];
        }
        return now[0] * now[0] + now[1] * now[1];
      }
    """,
    """
      @dev.gradc.Differentiable
      static double huber%1$d(double[] x, double[] y, double delta) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          double miss = Math.abs(x[i] - %2$s * y[i]);
          if (miss < delta) {
            sum += 0.5 * miss * miss;
          } else {
            sum += delta * (miss - 0.5 * delta);
          }
        }
        return sum / x.length;
      }
    """,
  };

  private Methods() {}

  /**
   * Classes that have so many annotated methods together.
   *
   * @param count a multiple of ten
   * @return the texts, by the name of the file
   */
  static Map<String, String> of(int count) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int from = 0; from < count; from += IN_A_CLASS) {
      String name = "Model" + from / IN_A_CLASS;
      StringBuilder text = new StringBuilder("package models;\n\nfinal class " + name + " {\n\n");
      text.append("  record Layer(double[][] weight, double[] bias) {}\n");
      for (int i = from; i < from + IN_A_CLASS; i++) {
        // Another constant in each, so that no two are the same.
        text.append('\n').append(KINDS[i % KINDS.length].formatted(i, 1 + i + ".5"));
      }
      files.put(name + ".java", text.append("}\n").toString());
    }
    return files;
  }
}
