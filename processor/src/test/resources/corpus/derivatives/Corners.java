package corpus.derivatives;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** What is seldom written, and has to be right all the same. */
final class Corners {

  sealed interface Shape permits Disc, Box {}

  record Disc(double r) implements Shape {}

  record Box(double[] sides, double scale) implements Shape {}

  // sample: a length 3
  @Differentiable
  static double inPlace(double[] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = a[i] * a[i] * a[i];
      sum += a[i] * a[(i + 1) % a.length];
    }
    return sum;
  }

  // sample: a length 3
  @Differentiable
  static double ofInPlace(double[] a) {
    CornersGrad.InPlace.Gradient g = CornersGrad.InPlace.gradient(a);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * g.a()[i];
    }
    CornersGrad.InPlace.Tape tape = CornersGrad.InPlace.forward(a);
    return sum + tape.backward().a()[1] * a[0];
  }

  // sample: x in [0.3, 0.9], limit in [2, 4]
  @Differentiable
  static double growing(double x, @Detach double limit) {
    double sum = 0;
    double[] last = new double[2];
    int i = 0;
    while (sum < limit) {
      last[i % 2] = Math.exp(x * sum) * x;
      sum += last[i % 2] + 0.1 * last[(i + 1) % 2];
      i++;
    }
    return sum * last[0];
  }

  // sample: x in [0.3, 0.9], limit in [2, 4]
  @Differentiable
  static double ofGrowing(double x, @Detach double limit) {
    double y = x;
    while (y < 1.5) {
      CornersGrad.Growing.Gradient g = CornersGrad.Growing.gradient(x, limit);
      y += 0.1 + 0.001 * g.x() * y;
    }
    return y * CornersGrad.Growing.forward(x, limit).backward(y).x();
  }

  // sample: shape.box.sides length 2
  @Differentiable
  static double area(Shape shape, double x) {
    if (shape instanceof Disc disc) {
      return disc.r() * disc.r() * x;
    }
    Box box = (Box) shape;
    return box.sides()[0] * box.sides()[1] * Math.exp(box.scale()) * x * x;
  }

  // sample: shape.box.sides length 2
  @Differentiable
  static double ofArea(Shape shape, double x) {
    CornersGrad.Area.Gradient g = CornersGrad.Area.gradient(shape, x);
    if (g.shape() instanceof Disc disc) {
      return disc.r() * g.x();
    }
    Box box = (Box) g.shape();
    return box.sides()[0] * box.scale() + g.x();
  }

  // sample: weight.w in [0.1, 0.5], weight.v length 2 in [0.1, 0.5], x in [0.1, 0.5]
  @Differentiable
  static double ofMethod(Weight weight, double x) {
    WeightGrad.On.Gradient g = WeightGrad.On.gradient(weight, x);
    Weight d = g.self();
    return d.w() * d.v()[1] + d.on(x) * g.x();
  }

  private static CornersGrad.Growing.Gradient least(double x, int steps) {
    CornersGrad.Growing.Gradient best = null;
    for (int i = 0; i < steps; i++) {
      CornersGrad.Growing.Gradient g = CornersGrad.Growing.gradient(x + 0.1 * i, 2);
      if (i == 0) {
        best = g;
        continue;
      }
      if (g.x() > 1e6) {
        return g;
      }
      if (g.value() < best.value()) {
        best = g;
      }
    }
    return best;
  }

  // kinks
  // sample: x in [0.3, 0.9], steps in [1, 3]
  @Differentiable
  static double chosen(double x, int steps) {
    CornersGrad.Growing.Gradient g = least(x, steps);
    switch (steps) {
      case 1:
        CornersGrad.Growing.addGradient(x, 3, g);
        break;
      default:
        g.setZero();
        CornersGrad.Growing.addGradient(x * x, 2, g);
    }
    return g.x() * g.value() * x;
  }

  // sample: weights.w length 2, weights.v length 2;3
  @Differentiable
  static double many(Weight[] weights, double x) {
    double product = 1;
    for (Weight weight : weights) {
      for (double each : weight.v()) {
        product *= Math.sin(each * x) + weight.w();
      }
    }
    return product;
  }

  // sample: weights.w length 2, weights.v length 2;3
  @Differentiable
  static double ofMany(Weight[] weights, double x) {
    CornersGrad.Many.Gradient g = CornersGrad.Many.gradient(weights, x);
    Weight[] d = g.weights();
    return d[0].w() * d[1].v()[2] + g.x();
  }

  // sample: rows length 2;3
  @Differentiable
  static double[] product(double[][] rows, double[] x) {
    double[] y = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < rows[i].length; k++) {
        y[i] += rows[i][k] * x[k] * x[k];
      }
    }
    return y;
  }

  // sample: rows length 2;3, seed length 2
  @Differentiable
  static double ofProduct(double[][] rows, double[] x, double[] seed) {
    CornersGrad.Product.Gradient g = CornersGrad.Product.gradient(rows, x, seed);
    double sum = g.value()[1];
    for (double[] row : g.rows()) {
      for (double element : row) {
        sum += element * element;
      }
    }
    return sum * g.x()[0];
  }

  /** The same array twice, for what only reads it. */
  // sample: x length 2
  @Differentiable
  static double shared(double[] x, double factor) {
    double[][] rows = {x, x};
    CornersGrad.Product.Gradient g = CornersGrad.Product.gradient(rows, x, x);
    return g.x()[0] * factor + g.rows()[0][1] * g.rows()[1][0];
  }
}
// file: Weight.java
package corpus.derivatives;

import dev.gradc.Differentiable;

record Weight(double w, double[] v) {
  @Differentiable
  double on(double x) {
    double sum = w * x * x;
    for (double each : v) {
      sum += Math.exp(each * x * w);
    }
    return sum;
  }
}
