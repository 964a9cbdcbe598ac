package dev.gradc.tensor;

/** A matrix product over the last two axes, for each matrix of the axes before them. */
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
    Scratch scratch = Scratch.of(into);
    int[] leftBatch = axesBefore(left, scratch.ints(Scratch.AXES, left.length - 2));
    int[] rightBatch = axesBefore(right, scratch.ints(Scratch.PARTS, right.length - 2));
    int[] batch = scratch.ints(Scratch.RESHAPED, Math.max(leftBatch.length, rightBatch.length));
    try {
      Dimensions.broadcast(operation, leftBatch, rightBatch, batch);
    } catch (IllegalArgumentException e) {
      // It knows of the first axes alone.
      throw new IllegalArgumentException(
          operation
              + ": "
              + Dimensions.both(left, right)
              + " do not fit: the axes before the last two do not broadcast",
          e);
    }
    int[] shape = scratch.shape(batch.length + 2);
    System.arraycopy(batch, 0, shape, 0, batch.length);
    shape[batch.length] = m;
    shape[batch.length + 1] = n;
    Tensor result = Tensor.reuse(into, dtype, shape, a, b);
    Blas.Product product = scratch.product();
    product.a().set(a.storage(), a.dim(-1), transposeA);
    product.b().set(b.storage(), b.dim(-1), transposeB);
    if (rightBatch.length == 0 && !transposeA) {
      // One matrix on the right: the rows of all on the left are the rows of one.
      int rows = Dimensions.size(batch) * m;
      product.set(rows, k, n, 0, result.storage()).run(0, 0, 0);
    } else {
      product.set(m, k, n, 0, result.storage());
      StridedLoop loop = scratch.loop().over(batch);
      Dimensions.broadcastStrides(operation, leftBatch, batch, loop.strides(0));
      Dimensions.broadcastStrides(operation, rightBatch, batch, loop.strides(1));
      Dimensions.strides(batch, loop.strides(2));
      runEach(product, loop.merge());
    }
    product.end();
    return result;
  }

  private static int[] axesBefore(int[] shape, int[] batch) {
    System.arraycopy(shape, 0, batch, 0, batch.length);
    return batch;
  }

  /** The strides of the loop count matrices. */
  private static void runEach(Blas.Product product, StridedLoop loop) {
    int sizeA = product.m() * product.k();
    int sizeB = product.k() * product.n();
    int sizeC = product.m() * product.n();
    for (boolean more = loop.first(); more; more = loop.next()) {
      for (int i = 0; i < loop.length(); i++) {
        product.run(
            (loop.at(0) + i * loop.step(0)) * sizeA,
            (loop.at(1) + i * loop.step(1)) * sizeB,
            (loop.at(2) + i * loop.step(2)) * sizeC);
      }
    }
  }
}
