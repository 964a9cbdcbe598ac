package dev.gradc.tensor;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;

/**
 * Matrix products of parts of storages, by a BLAS library: the native one if the machine has one,
 * else one in Java.
 */
final class Blas {

  private static final BLAS LIBRARY = BLAS.getInstance();
  private static final boolean IS_NATIVE = LIBRARY instanceof NativeBLAS;

  private Blas() {}

  /** Matrices in a storage, row by row; {@code transposed} says how to read them. */
  record Matrix(Storage storage, int rowLength, boolean transposed) {

    /** What BLAS calls the way to read it. */
    String letter() {
      return transposed ? "T" : "N";
    }
  }

  /**
   * c = a · b + keep · c, where a is [m, k] and b is [k, n] as they are read, and c is [m, n], row
   * by row. Runs for each matrix of a batch, so that nothing is made for each.
   */
  record Product(Matrix a, Matrix b, int m, int k, int n, double keep, Storage c) {

    /** The product of the matrices that begin at these places. */
    void run(int atA, int atB, int atC) {
      if (m == 0 || n == 0) {
        return;
      }
      if (k == 0) {
        scale(c, atC, m * n, keep);
      } else if (!IS_NATIVE && LargeProduct.isOne(this)) {
        LargeProduct.run(LIBRARY, this, atA, atB, atC);
      } else if (c.dtype() == DType.DOUBLE) {
        doubles(this, atA, atB, atC);
      } else {
        floats(this, atA, atB, atC);
      }
    }
  }

  // BLAS has columns where we have rows, so to it every matrix is the transpose; cᵀ = bᵀ · aᵀ.

  private static void doubles(Product product, int atA, int atB, int atC) {
    Matrix a = product.a();
    Matrix b = product.b();
    LIBRARY.dgemm(
        b.letter(),
        a.letter(),
        product.n(),
        product.m(),
        product.k(),
        1,
        b.storage().doubles(),
        atB,
        b.rowLength(),
        a.storage().doubles(),
        atA,
        a.rowLength(),
        product.keep(),
        product.c().doubles(),
        atC,
        product.n());
  }

  private static void floats(Product product, int atA, int atB, int atC) {
    Matrix a = product.a();
    Matrix b = product.b();
    LIBRARY.sgemm(
        b.letter(),
        a.letter(),
        product.n(),
        product.m(),
        product.k(),
        1,
        b.storage().floats(),
        atB,
        b.rowLength(),
        a.storage().floats(),
        atA,
        a.rowLength(),
        (float) product.keep(),
        product.c().floats(),
        atC,
        product.n());
  }

  private static void scale(Storage c, int from, int count, double factor) {
    for (int i = from; i < from + count; i++) {
      c.set(i, factor == 0 ? 0 : c.get(i) * factor);
    }
  }
}
