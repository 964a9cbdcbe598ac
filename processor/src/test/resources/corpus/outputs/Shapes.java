package corpus.outputs;

import dev.gradc.Differentiable;

/** Outputs that are matrices and arrays of records, and names that generated code could take. */
final class Shapes {

  private Shapes() {}

  record Layer(double w) {}

  record Net(Layer[] layers, double b) {}

  record Point(double x, double y) {}

  record Points(Point[] points) {}

  record Matrix(double[][] m, double s) {}

  record Recorded(double requireRecorded, double b) {}

  // sample: n.layers.w length 2
  @Differentiable
  static Net net(Net n, double k) {
    return new Net(new Layer[] {new Layer(n.layers()[0].w() * k), new Layer(k * k)}, k);
  }

  @Differentiable
  static Points points(double i, double k) {
    return new Points(new Point[] {new Point(i * k, i), new Point(k, k * k)});
  }

  @Differentiable
  static double[][] matrix(double i) {
    return new double[][] {{i * i, i}};
  }

  // sample: y length 4, k in [0, 4]
  @Differentiable
  static Matrix rows(double[] y, int k) {
    double s = 0;
    int i = 0;
    while (i < k) {
      s += y[i] * y[i];
      i++;
    }
    return new Matrix(new double[][] {y}, s);
  }

  @Differentiable
  static Recorded names(double w) {
    return new Recorded(w * w, Math.sin(w));
  }

  // kinks
  // sample: k in [0, 4]
  @Differentiable
  static double unreachable(double w, int k) {
    double s = w;
    if (k > 2) {
      s = w * w;
    } else {
      while (k > 2) {
        s = s * 2;
      }
    }
    return Math.sin(s);
  }
}
