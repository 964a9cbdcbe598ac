package corpus.outputs;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Retain;

final class ThreeOutputs {

  private ThreeOutputs() {}

  record Point(double u, double v) {}

  record Three(double a, double[] b, Point c) {}

  record WithConstants(int n, double a, @Detach double frozen, float single, String name) {}

  record Kept(double a, @Retain double[] b, Point c) {}

  private static double[] layer(double[] w, double[] x) {
    double[] y = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += w[(i + j) % w.length] * x[j];
      }
      y[i] = Math.tanh(sum);
    }
    return y;
  }

  private static double loss(double[] y) {
    double sum = 0;
    for (double value : y) {
      sum += value * value * value;
    }
    return sum;
  }

  // sample: w length 3, v length 3, x length 3
  @Differentiable
  static Three chain(double[] w, double[] v, double[] x) {
    double[] hidden = layer(w, x);
    double[] output = layer(v, hidden);
    return new Three(loss(hidden), output, new Point(loss(output), hidden[0] * v[1]));
  }

  // detached
  // sample: w length 3, v length 3, x length 3
  @Differentiable
  static Three cut(double[] w, double[] v, double[] x) {
    double[] hidden = layer(w, x);
    @Detach double[] constant = hidden;
    double[] output = layer(v, constant);
    return new Three(loss(hidden), output, new Point(v[0] * v[0], x[0] * x[1]));
  }

  // sample: w length 3, v length 3, x length 3
  @Differentiable
  static Kept kept(double[] w, double[] v, double[] x) {
    double[] hidden = layer(w, x);
    double[] output = layer(v, hidden);
    return new Kept(loss(hidden), output, new Point(loss(output), hidden[0] * v[1]));
  }

  // sample: w length 3, v length 3, x length 3
  @Differentiable
  static Three keptInTheMiddle(double[] w, double[] v, double[] x) {
    @Retain double[] hidden = layer(w, x);
    double[] output = layer(v, hidden);
    return new Three(loss(hidden), output, new Point(loss(output), hidden[0] * v[1]));
  }

  // detached
  @Differentiable
  static WithConstants constants(double x, float y) {
    double t = Math.exp(x * y);
    return new WithConstants(3, t * t, t, (float) t * y, "name");
  }
}
