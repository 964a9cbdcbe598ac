package dev.gradc.check;

import dev.gradc.Companion;
import java.util.Arrays;

/** What gradc would generate for {@link Written}, as far as checks read it, by hand. */
@SuppressWarnings("SameNameButDifferent") // as in generated code
final class WrittenGrad {

  private WrittenGrad() {}

  /** What is wrong with {@link Faulty}. */
  enum Fault {
    NONE,
    VALUE,
    GRADIENT,
    JVP,
    HVP,
    SYMMETRY,
    JACOBIAN,
    HESSIAN,
    DIAGONAL,
    SHAPE
  }

  static Fault fault = Fault.NONE;

  record Tangent(double value, double tangent) {}

  @Companion(
      abi = 4,
      parts = {"x", "", "y"})
  static final class Product {

    record Gradient(double value, double x, double[] y) {}

    static Gradient gradient(double x, double factor, double[] y) {
      double sum = Arrays.stream(y).map(e -> e * e).sum();
      return new Gradient(
          Written.product(x, factor, y),
          sum * factor,
          Arrays.stream(y).map(e -> 2 * e * x * factor).toArray());
    }

    static Tangent jvp(double x, double factor, double[] y, double dX, double[] dY) {
      Gradient gradient = gradient(x, factor, y);
      double tangent = gradient.x() * dX;
      for (int i = 0; i < y.length; i++) {
        tangent += gradient.y()[i] * dY[i];
      }
      return new Tangent(gradient.value(), tangent);
    }

    static Tangent jvp(double x, double factor, double[] y, double dX, double[] dY, Tangent into) {
      return new Tangent(into.value(), Double.NaN);
    }

    static Gradient hvp(double x, double factor, double[] y, double dX, double[] dY) {
      double byX = 0;
      double[] byY = new double[y.length];
      for (int i = 0; i < y.length; i++) {
        byX += 2 * y[i] * factor * dY[i];
        byY[i] = 2 * factor * (y[i] * dX + x * dY[i]);
      }
      return new Gradient(0, byX, byY);
    }

    static double[][] jacobian(double x, double factor, double[] y) {
      Gradient gradient = gradient(x, factor, y);
      double[] row = new double[1 + y.length];
      row[0] = gradient.x();
      System.arraycopy(gradient.y(), 0, row, 1, y.length);
      return new double[][] {row};
    }

    static double[][] hessian(double x, double factor, double[] y) {
      double[][] hessian = new double[1 + y.length][1 + y.length];
      for (int i = 0; i < y.length; i++) {
        hessian[0][1 + i] = 2 * y[i] * factor;
        hessian[1 + i][0] = 2 * y[i] * factor;
        hessian[1 + i][1 + i] = 2 * x * factor;
      }
      return hessian;
    }

    static Gradient hessianDiagonal(double x, double factor, double[] y) {
      double[] diagonal = new double[y.length];
      Arrays.fill(diagonal, 2 * x * factor);
      return new Gradient(0, 0, diagonal);
    }
  }

  @Companion(
      abi = 4,
      parts = {"x", "", "y"})
  static final class Faulty {

    static Product.Gradient gradient(double x, double factor, double[] y) {
      Product.Gradient right = Product.gradient(x, factor, y);
      double[] byY = right.y();
      if (fault == Fault.GRADIENT) {
        byY[1] = 0;
      }
      return new Product.Gradient(
          fault == Fault.VALUE ? 2 * right.value() : right.value(),
          right.x(),
          fault == Fault.SHAPE ? new double[1] : byY);
    }

    static Tangent jvp(double x, double factor, double[] y, double dX, double[] dY) {
      double[] direction = dY.clone();
      if (fault == Fault.JVP) {
        direction[1] *= 2;
      }
      return Product.jvp(x, factor, y, dX, direction);
    }

    static Product.Gradient hvp(double x, double factor, double[] y, double dX, double[] dY) {
      Product.Gradient right = Product.hvp(x, factor, y, dX, dY);
      if (fault == Fault.HVP) {
        right.y()[1] *= -1;
      }
      double more = fault == Fault.SYMMETRY ? 1 + 1e-8 : 1;
      return new Product.Gradient(0, more * right.x(), right.y());
    }

    static double[][] jacobian(double x, double factor, double[] y) {
      double[][] right = Product.jacobian(x, factor, y);
      right[0][2] += fault == Fault.JACOBIAN ? 1e-3 : 0;
      return right;
    }

    static double[][] hessian(double x, double factor, double[] y) {
      double[][] right = Product.hessian(x, factor, y);
      right[0][2] += fault == Fault.HESSIAN ? 1e-3 : 0;
      return right;
    }

    static Product.Gradient hessianDiagonal(double x, double factor, double[] y) {
      Product.Gradient right = Product.hessianDiagonal(x, factor, y);
      right.y()[1] += fault == Fault.DIAGONAL ? 1e-3 : 0;
      return right;
    }
  }

  @Companion(
      abi = 4,
      parts = {"", "shapesCircleRadius", "shapesRectangleWidth", "shapesRectangleHeight"},
      components = {"caseNumber", "circle.radius", "rectangle.width", "rectangle.height"})
  static final class Area {

    record Gradient(
        double value,
        double[] shapesCircleRadius,
        double[] shapesRectangleWidth,
        double[] shapesRectangleHeight) {}

    static Gradient gradient(Written.Shape[] shapes) {
      int length = shapes.length;
      Gradient gradient =
          new Gradient(
              Written.area(shapes), new double[length], new double[length], new double[length]);
      for (int i = 0; i < length; i++) {
        if (shapes[i] instanceof Written.Circle circle) {
          gradient.shapesCircleRadius()[i] = 2 * Math.PI * circle.radius();
        } else {
          Written.Rectangle rectangle = (Written.Rectangle) shapes[i];
          gradient.shapesRectangleWidth()[i] = rectangle.height();
          gradient.shapesRectangleHeight()[i] = rectangle.height();
        }
      }
      return gradient;
    }
  }

  @Companion(
      abi = 4,
      parts = {"rows", "factor"})
  static final class Scaled {

    record Gradient(float[] value, float[][] rows, float factor) {}

    static Gradient gradient(float[][] rows, float factor, float[] seed) {
      float[][] byRows = new float[rows.length][];
      float byFactor = 0;
      for (int i = 0; i < rows.length; i++) {
        byRows[i] = new float[rows[i].length];
        for (int j = 0; j < rows[i].length; j++) {
          byRows[i][j] = seed[i] * factor;
          byFactor += seed[i] * rows[i][j];
        }
      }
      return new Gradient(Written.scaled(rows, factor), byRows, byFactor);
    }

    /** Columns: the rows one after the other, then the factor. */
    static float[][] jacobian(float[][] rows, float factor) {
      int columns = Arrays.stream(rows).mapToInt(row -> row.length).sum() + 1;
      float[][] jacobian = new float[rows.length][columns];
      int column = 0;
      for (int i = 0; i < rows.length; i++) {
        for (float each : rows[i]) {
          jacobian[i][column++] = factor;
          jacobian[i][columns - 1] += each;
        }
      }
      return jacobian;
    }
  }

  @Companion(abi = 4, parts = "m")
  static final class Trace {

    record Gradient(double value, double[][] m) {}

    static Gradient gradient(double[][] m) {
      double[][] gradient = new double[m.length][];
      for (int i = 0; i < m.length; i++) {
        gradient[i] = new double[m[i].length];
        gradient[i][i] = 2 * m[i][i];
      }
      return new Gradient(Written.trace(m), gradient);
    }
  }

  @Companion(
      abi = 4,
      parts = {"vector", "x"})
  static final class Both {

    record Gradient(double value, Written.Vector vector, double x) {}

    static Gradient gradient(Written.Vector vector, double x) {
      return new Gradient(Written.both(vector, x), new Written.Vector(0), vector.first);
    }
  }

  @Companion(abi = 4, parts = "x")
  static final class Guarded {

    record Gradient(double value, double x) {}

    static Gradient gradient(double x) {
      return new Gradient(x, 1);
    }
  }

  @Companion(
      abi = 4,
      parts = {"x", "y"})
  static final class Gone {

    static double gradient(double x, double y) {
      return x + y;
    }
  }
}
