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
  record Matrix(Storage storage, int offset, int rowLength, boolean transposed) {

    /** What BLAS calls the way to read it. */
    String letter() {
      return transposed ? "T" : "N";
    }
  }

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
    if (c.dtype() == DType.DOUBLE) {
      doubles(a, b, m, k, n, keep, c.doubles(), co);
    } else {
      floats(a, b, m, k, n, (float) keep, c.floats(), co);
    }
  }

  // BLAS has columns where we have rows, so to it every matrix is the transpose; cᵀ = bᵀ · aᵀ.

  private static void doubles(
      Matrix a, Matrix b, int m, int k, int n, double keep, double[] c, int co) {
    double[] left = b.storage().doubles();
    double[] right = a.storage().doubles();
    int ldb = b.rowLength();
    int lda = a.rowLength();
    LIBRARY.dgemm(
        b.letter(),
        a.letter(),
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
        c,
        co,
        n);
  }

  private static void floats(
      Matrix a, Matrix b, int m, int k, int n, float keep, float[] c, int co) {
    float[] left = b.storage().floats();
    float[] right = a.storage().floats();
    int ldb = b.rowLength();
    int lda = a.rowLength();
    LIBRARY.sgemm(
        b.letter(),
        a.letter(),
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
        c,
        co,
        n);
  }

  private static void scale(Storage c, int from, int count, double factor) {
    for (int i = from; i < from + count; i++) {
      c.set(i, factor == 0 ? 0 : c.get(i) * factor);
    }
  }
}
