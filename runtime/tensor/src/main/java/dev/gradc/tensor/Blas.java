package dev.gradc.tensor;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Matrix products of parts of storages, by a BLAS library: the native one if the machine has one,
 * else one in Java.
 */
final class Blas {

  private static final BLAS LIBRARY = BLAS.getInstance();

  private Blas() {}

  /** A matrix within a storage, row by row; {@code transposed} says how to read it. */
  record Matrix(Storage storage, int offset, int rowLength, boolean transposed) {}

  /**
   * c = a · b + keep · c, where a is [m, k] and b is [k, n] as they are read, and c is [m, n], row
   * by row.
   */
  static void product(Matrix a, Matrix b, int m, int k, int n, double keep, Storage c, int co) {
    if (m == 0 || n == 0) {
      return;
    }
    if (k == 0) {
      scale(c, co, m * n, keep);
      return;
    }
    // BLAS has columns where we have rows, so to it every matrix is the transpose; cᵀ = bᵀ · aᵀ.
    String first = b.transposed() ? "T" : "N";
    String second = a.transposed() ? "T" : "N";
    int ldb = b.rowLength();
    int lda = a.rowLength();
    if (c.dtype() == DType.DOUBLE) {
      double[] left = b.storage().doubles();
      double[] right = a.storage().doubles();
      LIBRARY.dgemm(
          first,
          second,
          n,
          m,
          k,
          1,
          left,
          b.offset(),
          ldb,
          right,
          a.offset(),
          lda,
          keep,
          c.doubles(),
          co,
          n);
    } else {
      float[] left = b.storage().floats();
      float[] right = a.storage().floats();
      LIBRARY.sgemm(
          first,
          second,
          n,
          m,
          k,
          1,
          left,
          b.offset(),
          ldb,
          right,
          a.offset(),
          lda,
          (float) keep,
          c.floats(),
          co,
          n);
    }
  }

  private static void scale(Storage c, int from, int count, double factor) {
    for (int i = from; i < from + count; i++) {
      c.set(i, factor == 0 ? 0 : c.get(i) * factor);
    }
  }
}
