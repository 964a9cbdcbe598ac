package dev.gradc.check;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Compares whole matrices of derivatives with products with them. */
final class Matrices {

  /** Rows that are compared, those of a larger matrix chosen at random. */
  private static final int ROWS = 32;

  private final Differentiated f;
  private final Precision precision;
  private final Protocol protocol;
  private final SplittableRandom random;

  Matrices(Differentiated f, Precision precision, Protocol protocol, SplittableRandom random) {
    this.f = f;
    this.precision = precision;
    this.protocol = protocol;
    this.random = random;
  }

  /** Each row of the Jacobian is the gradient of one element of the result. */
  void jacobianIsGradients(Differentiated.MatrixFunction jacobian) {
    double[][] matrix = jacobian.apply(f.point());
    compareRows(
        "jacobian",
        Finding.Kind.JACOBIAN,
        matrix,
        f.outputs(),
        cotangent -> f.gradient(f.point(), cotangent));
  }

  /** Each row of the Hessian is its product with a unit vector. */
  void hessianIsProducts(Differentiated.MatrixFunction hessian, BinaryOperator<double[]> hvp) {
    double[][] matrix = hessian.apply(f.point());
    compareRows(
        "hessian",
        Finding.Kind.HESSIAN,
        matrix,
        f.inputs(),
        direction -> hvp.apply(f.point(), direction));
  }

  void diagonalIsProducts(UnaryOperator<double[]> diagonal, BinaryOperator<double[]> hvp) {
    double[] all = diagonal.apply(f.point());
    List<Integer> rows = rows(all.length);
    for (int i : rows) {
      double[] product = hvp.apply(f.point(), Vectors.unit(all.length, i));
      double size = precision.rounding() * Math.abs(product[i]);
      if (!(Math.abs(all[i] - product[i]) <= size)) {
        fail("hessianDiagonal", Finding.Kind.HESSIAN, f.inputs().nameOf(i), all[i], product[i]);
        return;
      }
    }
    protocol.compared("hessianDiagonal with products, %d elements".formatted(rows.size()));
  }

  private void compareRows(
      String name,
      Finding.Kind kind,
      double[][] matrix,
      Flattening rowNames,
      UnaryOperator<double[]> product) {
    if (matrix.length != rowNames.size()) {
      protocol.fail(
          Finding.of(
              Finding.Kind.NOT_EVALUATED,
              name,
              "%s has %d rows, not %d".formatted(name, matrix.length, rowNames.size())));
      return;
    }
    List<Integer> rows = rows(matrix.length);
    for (int row : rows) {
      double[] expected = product.apply(Vectors.unit(matrix.length, row));
      double size = precision.rounding() * largest(expected);
      for (int column = 0; column < expected.length; column++) {
        if (!(Math.abs(matrix[row][column] - expected[column]) <= size)) {
          String place = rowNames.nameOf(row) + " by " + f.inputs().nameOf(column);
          fail(name, kind, place, matrix[row][column], expected[column]);
          return;
        }
      }
    }
    protocol.compared("%s with products, %d rows".formatted(name, rows.size()));
  }

  private void fail(String name, Finding.Kind kind, String place, double actual, double expected) {
    protocol.fail(
        new Finding(
            kind,
            place,
            actual,
            expected,
            0,
            "%s is wrong\n  %s: %s %s, by a product %s"
                .formatted(name, place, name, NumberText.of(actual), NumberText.of(expected))));
  }

  private List<Integer> rows(int count) {
    return count <= ROWS
        ? IntStream.range(0, count).boxed().toList()
        : IntStream.range(0, ROWS)
            .mapToObj(i -> random.nextInt(count))
            .distinct()
            .sorted()
            .toList();
  }

  private static double largest(double[] vector) {
    double largest = 0;
    for (double element : vector) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest;
  }
}
