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
  static final class Matrix {

    private Storage storage;
    private int rowLength;
    private boolean transposed;

    private Matrix() {}

    void set(Storage newStorage, int newRowLength, boolean isTransposed) {
      storage = newStorage;
      rowLength = newRowLength;
      transposed = isTransposed;
    }

    Storage storage() {
      return storage;
    }

    int rowLength() {
      return rowLength;
    }

    boolean transposed() {
      return transposed;
    }

    /** What BLAS calls the way to read it. */
    String letter() {
      return transposed ? "T" : "N";
    }
  }

  /**
   * c = a · b + keep · c, where a is [m, k] and b is [k, n] as they are read, and c is [m, n], row
   * by row. Runs for each matrix of a batch. It is kept, and set anew for each operation: both
   * matrices, then the rest.
   */
  static final class Product {

    private final Matrix a = new Matrix();
    private final Matrix b = new Matrix();
    private int m;
    private int k;
    private int n;
    private double keep;
    private Storage c;

    Product set(int newM, int newK, int newN, double newKeep, Storage newC) {
      m = newM;
      k = newK;
      n = newN;
      keep = newKeep;
      c = newC;
      return this;
    }

    /** Lets the numbers go. */
    void end() {
      a.storage = null;
      b.storage = null;
      c = null;
    }

    Matrix a() {
      return a;
    }

    Matrix b() {
      return b;
    }

    int m() {
      return m;
    }

    int k() {
      return k;
    }

    int n() {
      return n;
    }

    double keep() {
      return keep;
    }

    Storage c() {
      return c;
    }

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
