package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What tensors are, and values of operations that the references do not have. */
final class TensorTest {

  @Test
  void detachedTensorsShareNumbersAndChanges() {
    Tensor x = Tensor.zeros(DType.DOUBLE, 2);
    Tensor y = x.detach();
    x.set(3, 1);
    assertEquals(3, y.get(1));
    assertEquals(1, y.version());
    assertNotSame(x, y);
  }

  @Test
  void everyChangeIsCounted() {
    Tensor x = Tensor.zeros(DType.FLOAT, 2);
    x.set(1, 0);
    x.fill(2);
    x.copyFrom(Tensor.full(DType.FLOAT, 1, 2));
    x.addInPlace(Tensor.full(DType.FLOAT, 1, 2));
    x.mulInPlace(3);
    assertEquals(5, x.version());
    assertArrayEquals(new double[] {6, 6}, x.toDoubles());
    assertEquals(0, x.mul(x).version());
  }

  @Test
  void operationsShareNothing() {
    Tensor x = Sample.tensor(2, 3);
    for (Tensor y :
        new Tensor[] {
          x.copy(),
          x.reshape(2, 3),
          x.to(DType.DOUBLE),
          x.slice(0, 0, 2),
          x.sum(new int[] {0}),
          Shapes.sumTo(x, 2, 3),
          Shapes.broadcastTo(x, 2, 3),
          Shapes.permute(x, 0, 1)
        }) {
      assertNotSame(x.storage(), y.storage());
    }
  }

  @Test
  void factoriesCopy() {
    double[] numbers = {1, 2};
    Tensor x = Tensor.of(numbers, 2);
    numbers[0] = 7;
    assertEquals(1, x.get(0));
    int[] shape = x.shape();
    shape[0] = 9;
    assertEquals(2, x.dim(-1));
  }

  /** One rounding of the exact result, as if floats were all there is. */
  @Test
  void floatsAreRoundedOnce() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      float a = random.nextFloat() - 0.5f;
      float b = random.nextFloat();
      Tensor x = Tensor.of(new float[] {a}, 1);
      Tensor y = Tensor.of(new float[] {b}, 1);
      assertEquals(a + b, x.add(y).storage().floats()[0]);
      assertEquals(a * b, x.mul(y).storage().floats()[0]);
      assertEquals(a / b, x.div(y).storage().floats()[0]);
      assertEquals((float) Math.exp(a), x.exp().storage().floats()[0]);
    }
  }

  @Test
  void floatsAgreeWithDoubles() {
    Tensor x = Sample.tensor(2, 3, 4);
    Tensor w = Sample.other(2, 4, 5);
    Tensor small = x.to(DType.FLOAT);
    assertNear(x.matmul(w), small.matmul(w.to(DType.FLOAT)));
    assertNear(x.sum(1), small.sum(1));
    assertNear(x.softmax(-1), small.softmax(-1));
    assertNear(x.transpose(), small.transpose());
    assertNear(x.add(x.mean(0)), small.add(small.mean(0)));
    Tensor pictures = Sample.tensor(1, 2, 5, 4);
    Tensor kernels = Sample.other(3, 2, 2, 3);
    Sliding sliding = Sliding.by(2).padding(1);
    assertNear(
        Convolution.conv2d(pictures, kernels, sliding),
        Convolution.conv2d(pictures.to(DType.FLOAT), kernels.to(DType.FLOAT), sliding));
  }

  private static void assertNear(Tensor expected, Tensor actual) {
    assertEquals(DType.FLOAT, actual.dtype());
    assertArrayEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.toDoubles(), actual.toDoubles(), 1e-5);
  }

  /** The library sums in another order than three loops do, hence the tolerance. */
  @Test
  void productsOfManySizesAreRight() {
    for (int[] size : new int[][] {{1, 1, 1}, {2, 3, 5}, {17, 9, 33}, {64, 65, 3}, {5, 200, 7}}) {
      Tensor a = Sample.tensor(size[0], size[1]);
      Tensor b = Sample.other(size[1], size[2]);
      Tensor expected = threeLoops(a, b);
      assertArrayEquals(expected.toDoubles(), a.matmul(b).toDoubles(), 1e-11);
      assertArrayEquals(
          expected.toDoubles(), Products.matmulTransposed(a, b.transpose()).toDoubles(), 1e-11);
      assertArrayEquals(
          expected.toDoubles(), Products.transposedMatmul(a.transpose(), b).toDoubles(), 1e-11);
      Tensor garbage = Tensor.full(DType.DOUBLE, Double.NaN, size[0], size[2]);
      assertArrayEquals(expected.toDoubles(), Into.matmul(a, b, garbage).toDoubles(), 1e-11);
    }
  }

  private static Tensor threeLoops(Tensor a, Tensor b) {
    Tensor result = Tensor.zeros(DType.DOUBLE, a.dim(0), b.dim(1));
    for (int i = 0; i < a.dim(0); i++) {
      for (int j = 0; j < b.dim(1); j++) {
        double sum = 0;
        for (int k = 0; k < a.dim(1); k++) {
          sum += a.get(i, k) * b.get(k, j);
        }
        result.set(sum, i, j);
      }
    }
    return result;
  }

  @Test
  void broadcastingRepeats() {
    Tensor a = Sample.tensor(2, 1, 3);
    Tensor b = Sample.other(4, 1);
    Tensor sum = a.sub(b);
    assertArrayEquals(new int[] {2, 4, 3}, sum.shape());
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 3; k++) {
          assertEquals(a.get(i, 0, k) - b.get(j, 0), sum.get(i, j, k));
        }
      }
    }
  }

  @Test
  void softmaxIsSafeFarOut() {
    Tensor x = Tensor.of(new double[] {800, -800, 0}, 1, 3);
    assertArrayEquals(new double[] {1, 0, 0}, x.softmax(1).toDoubles());
    assertArrayEquals(new double[] {0, -1600, -800}, x.logSoftmax(1).toDoubles());
    assertEquals(800, Reductions.logSumExp(x, false).item());
    assertEquals(
        Double.NEGATIVE_INFINITY,
        Reductions.logSumExp(Tensor.zeros(DType.DOUBLE, 0), false).item());
    Tensor far = Tensor.of(new double[] {800, -800}, 2);
    assertArrayEquals(new double[] {800, 0}, Activations.softplus(far).toDoubles());
    assertArrayEquals(new double[] {0, -800}, Activations.logSigmoid(far).toDoubles());
  }

  @Test
  void masksAreOnesAndZeros() {
    Tensor a = Tensor.of(new double[] {1, 2, Double.NaN}, 3);
    Tensor b = Tensor.of(new double[] {2, 2, 2}, 3);
    assertArrayEquals(new double[] {0, 0, 0}, Comparisons.greater(a, b).toDoubles());
    assertArrayEquals(new double[] {0, 1, 0}, Comparisons.greaterEqual(a, 2).toDoubles());
    assertArrayEquals(new double[] {1, 0, 0}, Comparisons.less(a, b).toDoubles());
    assertArrayEquals(new double[] {1, 1, 0}, Comparisons.lessEqual(a, b).toDoubles());
    assertArrayEquals(new double[] {0, 1, 0}, Comparisons.equal(a, 2).toDoubles());
    assertArrayEquals(new double[] {1, 0, 1}, Comparisons.notEqual(a, b).toDoubles());
    Tensor known = Comparisons.where(Comparisons.notEqual(a, a), b, a);
    assertArrayEquals(new double[] {1, 2, 2}, known.toDoubles());
  }

  @Test
  void argMaxIsTheFirst() {
    Tensor x = Tensor.of(new double[] {1, 3, 3, Double.NaN, 5, Double.NaN}, 2, 3);
    assertArrayEquals(new int[] {1, 0}, Reductions.argMax(x, 1));
    assertArrayEquals(new int[] {1, 1, 1}, Reductions.argMax(x, 0));
    assertArrayEquals(new int[0], Reductions.argMax(Tensor.zeros(DType.FLOAT, 0, 3), 1));
  }

  @Test
  void largestPlacesAreInOrder() {
    Tensor x = Tensor.of(new double[] {1, 5, -0.0, Double.NaN, 5, 0}, 2, 3);
    assertArrayEquals(new int[] {3, 1, 4, 0, 2}, Reductions.largestPlaces(x, 5));
    assertArrayEquals(new int[0], Reductions.largestPlaces(x, 0));
  }

  @Test
  void largestPlacesAreThoseOfAStableSort() {
    Random random = new Random(4);
    double[] values = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0, 1};
    for (int trial = 0; trial < 200; trial++) {
      double[] numbers = new double[random.nextInt(20)];
      Arrays.setAll(
          numbers, i -> random.nextBoolean() ? values[random.nextInt(6)] : random.nextInt(9) - 4);
      int count = random.nextInt(numbers.length + 1);
      int[] expected =
          IntStream.range(0, numbers.length)
              .boxed()
              .sorted((i, j) -> Double.compare(numbers[j] + 0.0, numbers[i] + 0.0))
              .limit(count)
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(
          expected, Reductions.largestPlaces(Tensor.of(numbers, numbers.length), count));
    }
  }

  @Test
  void reductionsOfNothing() {
    Tensor none = Tensor.zeros(DType.DOUBLE, 0, 3);
    assertArrayEquals(new double[3], none.sum(0).toDoubles());
    assertTrue(Double.isNaN(none.mean().item()));
    assertEquals(0, none.max(1).size());
    assertEquals(0, none.softmax(0).size());
    assertArrayEquals(
        new double[4],
        Tensor.zeros(DType.DOUBLE, 2, 0).matmul(Tensor.zeros(DType.DOUBLE, 0, 2)).toDoubles());
  }

  @Test
  void oneHotIsConstant() {
    assertArrayEquals(
        new double[] {0, 0, 1, 1, 0, 0}, Indexing.oneHot(DType.FLOAT, 3, 2, 0).toDoubles());
  }

  @Test
  void ignoredLabelsAreReplacedAndDoNotCount() {
    int[] labels = {2, -1, 0, -1};
    assertArrayEquals(
        new double[] {1, 0, 1, 0}, Indexing.counted(DType.FLOAT, labels, -1).toDoubles());
    assertArrayEquals(new int[] {2, 7, 0, 7}, Indexing.replaced(labels, -1, 7));
    assertArrayEquals(new int[] {2, -1, 0, -1}, labels);
  }

  @Test
  void standardizedNumbersAreThoseOfTheOperationsOneByOne() {
    Random random = new Random(1);
    for (DType dtype : DType.values()) {
      for (int[] axes : new int[][] {{}, {0}, {1}, {2}, {0, 2}, {1, 2}}) {
        Tensor x = Sampling.normal(random, 3, 10, dtype, 4, 3, 5);
        Tensor distance = x.sub(Reductions.mean(x, true, axes));
        Tensor variance = Reductions.variance(x, 0, true, axes);
        assertArrayEquals(
            distance.mul(Functions.rsqrt(variance.add(1e-5))).toDoubles(),
            Normalization.standardize(x, 1e-5, axes).toDoubles());
      }
    }
  }

  @Test
  void errorFunctionAtKnownPoints() {
    assertEquals(0.8427007929497149, ElementFunctions.erf(1), 1e-15);
    assertEquals(-0.9953222650189527, ElementFunctions.erf(-2), 1e-15);
    assertEquals(1, ElementFunctions.erf(7));
    assertTrue(Double.isNaN(ElementFunctions.erf(Double.NaN)));
    assertEquals(6.22096057427178e-16, ElementFunctions.normalDistribution(-8), 1e-29);
    assertEquals(1, ElementFunctions.normalDistribution(8) + 6.22096057427178e-16, 1e-16);
    assertEquals(7.619853024160527e-24, ElementFunctions.normalDistribution(-10), 1e-36);
    assertEquals(0.5, ElementFunctions.normalDistribution(0));
  }

  @Test
  void textShowsShapeAndFewNumbers() {
    assertEquals("FLOAT[2][1.0, 2.5]", Tensor.of(new float[] {1, 2.5f}, 2).toString());
    assertEquals("DOUBLE[50]", Tensor.zeros(DType.DOUBLE, 50).toString());
  }

  @Test
  void sameInputSameBits() {
    Tensor a = Sample.tensor(37, 41);
    Tensor b = Sample.other(41, 29);
    assertArrayEquals(a.matmul(b).toDoubles(), a.matmul(b).toDoubles());
    assertArrayEquals(a.sum(0).toDoubles(), a.sum(0).toDoubles());
  }
}
