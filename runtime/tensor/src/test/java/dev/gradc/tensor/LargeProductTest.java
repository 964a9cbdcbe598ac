package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Products of a million multiplications and more, against loops; smaller ones are tested elsewhere.
 */
final class LargeProductTest {

  private static final int ROWS = 130;
  private static final int DEPTH = 301;
  private static final int COLUMNS = 67;

  private final Random random = new Random(3);

  /** Numbers of few bits, whose sums are exact in both types, in whatever order. */
  private Tensor numbers(DType dtype, int... shape) {
    return Tensor.of(
            random.ints(Dimensions.size(shape), -8, 9).mapToDouble(it -> it * 0.25).toArray(),
            shape)
        .to(dtype);
  }

  private static double[] expected(Tensor a, Tensor b) {
    int batch = a.rank() == 3 ? a.dim(0) : 1;
    double[] left = a.toDoubles();
    double[] right = b.toDoubles();
    double[] result = new double[batch * ROWS * COLUMNS];
    for (int n = 0; n < batch; n++) {
      int of = b.rank() == 3 ? n * DEPTH * COLUMNS : 0;
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < COLUMNS; j++) {
          double sum = 0;
          for (int p = 0; p < DEPTH; p++) {
            sum += left[(n * ROWS + i) * DEPTH + p] * right[of + p * COLUMNS + j];
          }
          result[(n * ROWS + i) * COLUMNS + j] = sum;
        }
      }
    }
    return result;
  }

  @Test
  void areThoseOfLoops() {
    for (DType dtype : DType.values()) {
      Tensor a = numbers(dtype, ROWS, DEPTH);
      Tensor b = numbers(dtype, DEPTH, COLUMNS);
      double[] expected = expected(a, b);
      assertArrayEquals(expected, a.matmul(b).toDoubles());
      assertArrayEquals(expected, Products.matmulTransposed(a, b.transpose()).toDoubles());
      assertArrayEquals(expected, Products.transposedMatmul(a.transpose(), b).toDoubles());
    }
  }

  @Test
  void ofABatchStandBehindOneAnother() {
    Tensor a = numbers(DType.DOUBLE, 3, ROWS, DEPTH);
    Tensor one = numbers(DType.DOUBLE, DEPTH, COLUMNS);
    Tensor each = numbers(DType.DOUBLE, 3, DEPTH, COLUMNS);
    assertArrayEquals(expected(a, one), a.matmul(one).toDoubles());
    assertArrayEquals(expected(a, each), a.matmul(each).toDoubles());
    assertArrayEquals(
        expected(a, each), Products.matmulTransposed(a, each.transpose()).toDoubles());
    assertArrayEquals(
        expected(a, each), Products.transposedMatmul(a.transpose(), each).toDoubles());
  }

  /** The gradient of kernels adds up the products of all pictures. */
  @Test
  void areAddedToWhatIsThere() {
    Tensor pictures = numbers(DType.DOUBLE, 2, 20, 30, 30);
    Tensor cotangent = numbers(DType.DOUBLE, 2, 8, 30, 30);
    Sliding sliding = Sliding.by(1).padding(1);
    double[] actual = Convolution.backToWeight(pictures, cotangent, sliding, 3, 3).toDoubles();
    double[] expected = new double[actual.length];
    for (int at = 0; at < expected.length; at++) {
      int result = at / 180;
      int channel = at / 9 % 20;
      for (int n = 0; n < 2; n++) {
        for (int place = 0; place < 900; place++) {
          int y = place / 30 + at / 3 % 3 - 1;
          int x = place % 30 + at % 3 - 1;
          if (y >= 0 && y < 30 && x >= 0 && x < 30) {
            expected[at] +=
                cotangent.get(n, result, place / 30, place % 30) * pictures.get(n, channel, y, x);
          }
        }
      }
    }
    assertArrayEquals(expected, actual);
  }
}
