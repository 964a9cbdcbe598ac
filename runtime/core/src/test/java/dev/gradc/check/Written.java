package dev.gradc.check;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/**
 * Methods whose companions, {@link WrittenGrad}, are written by hand in the shape of generated
 * ones.
 */
final class Written {

  private Written() {}

  record Linear(double[][] w, double[] b, int epoch, @Detach double scale) {

    @Differentiable
    Losses evaluate(double[] x) {
      double sum = 0;
      for (int o = 0; o < b.length; o++) {
        double y = b[o];
        for (int i = 0; i < x.length; i++) {
          y += w[o][i] * x[i];
        }
        sum += y * y * scale / epoch;
      }
      return new Losses(sum, Math.exp(b[0]));
    }
  }

  record Losses(double l1, double l2) {}

  sealed interface Shape permits Circle, Rectangle {}

  record Circle(double radius) implements Shape {}

  record Rectangle(double width, double height) implements Shape {}

  @Differentiable
  static double product(double x, @Detach double factor, double[] y) {
    double sum = 0;
    for (double each : y) {
      sum += each * each * x * factor;
    }
    return sum;
  }

  /** The same; all derivatives of its companion are wrong, in a way that one can choose. */
  @Differentiable(name = "Faulty")
  static double productWithFaults(double x, @Detach double factor, double[] y) {
    return product(x, factor, y);
  }

  @Differentiable
  static double area(Shape[] shapes) {
    double sum = 0;
    for (Shape shape : shapes) {
      sum +=
          shape instanceof Circle circle
              ? Math.PI * circle.radius() * circle.radius()
              : ((Rectangle) shape).width() * ((Rectangle) shape).height();
    }
    return sum;
  }

  @Differentiable
  static float[] scaled(float[][] rows, float factor) {
    float[] sums = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (float each : rows[i]) {
        sums[i] += each * factor;
      }
    }
    return sums;
  }

  @Differentiable
  static double trace(double[][] m) {
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      sum += m[i][i] * m[i][i];
    }
    return sum;
  }

  /** Something that derivatives flow through, and that is none of what can be checked. */
  static final class Vector {
    final double first;

    Vector(double first) {
      this.first = first;
    }
  }

  @Differentiable
  static double both(Vector vector, double x) {
    return vector.first * x;
  }

  private static boolean isThrowing;

  static void setThrowing(boolean value) {
    isThrowing = value;
  }

  @Differentiable
  static double guarded(double x) {
    if (isThrowing) {
      throw new IllegalStateException("not now");
    }
    return x;
  }
}
