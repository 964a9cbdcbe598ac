package dev.gradc.tensor;

import java.util.Arrays;

/** A matrix product over the last two axes, for each matrix of the axes before them. */
final class MatrixProduct {

  private final String operation;
  private final Tensor a;
  private final Tensor b;
  private final boolean transposeA;
  private final boolean transposeB;
  private final int m;
  private final int k;
  private final int n;
  private final int[] leftBatch;
  private final int[] rightBatch;
  private final int[] batch;

  private MatrixProduct(
      String operation, Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
    int[] left = a.dimensions();
    int[] right = b.dimensions();
    if (left.length < 2 || right.length < 2) {
      throw new IllegalArgumentException(
          operation + ": " + Dimensions.both(left, right) + ": both need two axes or more");
    }
    this.operation = operation;
    this.a = a;
    this.b = b;
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.m = left[left.length - (transposeA ? 1 : 2)];
    this.k = left[left.length - (transposeA ? 2 : 1)];
    this.n = right[right.length - (transposeB ? 2 : 1)];
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
    this.leftBatch = Arrays.copyOf(left, left.length - 2);
    this.rightBatch = Arrays.copyOf(right, right.length - 2);
    this.batch = batch(left, right);
  }

  private int[] batch(int[] left, int[] right) {
    try {
      return Dimensions.broadcast(operation, leftBatch, rightBatch);
    } catch (IllegalArgumentException e) {
      // It knows of the first axes alone.
      throw new IllegalArgumentException(
          operation
              + ": "
              + Dimensions.both(left, right)
              + " do not fit: the axes before the last two do not broadcast",
          e);
    }
  }

  static Tensor of(
      String operation, Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor into) {
    DType dtype = Tensor.commonType(operation, a, b);
    MatrixProduct product = new MatrixProduct(operation, a, transposeA, b, transposeB);
    Tensor result = Tensor.reuse(into, dtype, product.shape(), a, b);
    if (product.rightBatch.length == 0 && !transposeA) {
      // One matrix on the right: the rows of all on the left are the rows of one.
      int rows = Dimensions.size(product.batch) * product.m;
      product.ofRows(rows, result).run(0, 0, 0);
    } else {
      product.runEach(result);
    }
    return result;
  }

  private int[] shape() {
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = m;
    shape[batch.length + 1] = n;
    return shape;
  }

  private void runEach(Tensor result) {
    StridedLoop loop =
        StridedLoop.over(
            batch,
            scaled(Dimensions.broadcastStrides(operation, leftBatch, batch), m * k),
            scaled(Dimensions.broadcastStrides(operation, rightBatch, batch), k * n),
            scaled(Dimensions.strides(batch), m * n));
    int stepA = loop.step(0);
    int stepB = loop.step(1);
    int stepC = loop.step(2);
    Blas.Product each = ofRows(m, result);
    loop.run(
        0,
        0,
        0,
        (ao, bo, co) -> {
          for (int i = 0; i < loop.length(); i++) {
            each.run(ao + i * stepA, bo + i * stepB, co + i * stepC);
          }
        });
  }

  private Blas.Product ofRows(int rows, Tensor result) {
    Blas.Matrix left = new Blas.Matrix(a.storage(), a.dim(-1), transposeA);
    Blas.Matrix right = new Blas.Matrix(b.storage(), b.dim(-1), transposeB);
    return new Blas.Product(left, right, rows, k, n, 0, result.storage());
  }

  private static int[] scaled(int[] strides, int factor) {
    for (int i = 0; i < strides.length; i++) {
      strides[i] *= factor;
    }
    return strides;
  }
}
