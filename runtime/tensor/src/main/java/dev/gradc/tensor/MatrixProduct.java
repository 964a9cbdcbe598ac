package dev.gradc.tensor;

import java.util.Arrays;

/** Matrix products over the last two axes, for each matrix of the axes before them. */
final class MatrixProduct {

  private MatrixProduct() {}

  static Tensor of(
      String operation, Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor into) {
    DType dtype = Tensor.commonType(operation, a, b);
    int[] left = a.dimensions();
    int[] right = b.dimensions();
    if (left.length < 2 || right.length < 2) {
      throw new IllegalArgumentException(
          operation + ": " + Dimensions.both(left, right) + ": both need two axes or more");
    }
    int m = left[left.length - (transposeA ? 1 : 2)];
    int k = left[left.length - (transposeA ? 2 : 1)];
    int n = right[right.length - (transposeB ? 2 : 1)];
    int inner = right[right.length - (transposeB ? 1 : 2)];
    if (k != inner) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + Dimensions.both(left, right)
              + " do not fit: "
              + k
              + " against "
              + inner);
    }
    int[] leftBatch = Arrays.copyOf(left, left.length - 2);
    int[] rightBatch = Arrays.copyOf(right, right.length - 2);
    int[] batch = Dimensions.broadcast(operation, leftBatch, rightBatch);
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = m;
    shape[batch.length + 1] = n;
    Tensor result = Tensor.reuse(into, dtype, shape, a, b);
    if (rightBatch.length == 0 && !transposeA) {
      // One matrix on the right: the rows of all on the left are the rows of one.
      Blas.Matrix rows = new Blas.Matrix(a.storage(), 0, k, false);
      Blas.Matrix columns = new Blas.Matrix(b.storage(), 0, right[right.length - 1], transposeB);
      int all = Dimensions.size(batch) * m;
      Blas.product(rows, columns, all, k, n, 0, result.storage(), 0);
      return result;
    }
    StridedLoop loop =
        StridedLoop.over(
            batch,
            scaled(Dimensions.broadcastStrides(operation, leftBatch, batch), m * k),
            scaled(Dimensions.broadcastStrides(operation, rightBatch, batch), k * n),
            scaled(Dimensions.strides(batch), m * n));
    loop.run(
        0,
        0,
        0,
        (ao, bo, co) -> {
          for (int i = 0; i < loop.length(); i++) {
            Blas.product(
                new Blas.Matrix(
                    a.storage(), ao + i * loop.step(0), left[left.length - 1], transposeA),
                new Blas.Matrix(
                    b.storage(), bo + i * loop.step(1), right[right.length - 1], transposeB),
                m,
                k,
                n,
                0,
                result.storage(),
                co + i * loop.step(2));
          }
        });
    return result;
  }

  private static int[] scaled(int[] strides, int factor) {
    for (int i = 0; i < strides.length; i++) {
      strides[i] *= factor;
    }
    return strides;
  }
}
