package dev.gradc.tensor;

import dev.ludovic.netlib.blas.BLAS;

/**
 * A large matrix product for a BLAS in Java, which would pack its matrices into arrays that it
 * makes anew each time. It is computed in pieces that are too small for that; all that they need is
 * that the numbers which are multiplied lie next to each other, and memory of the thread sees to
 * it.
 */
final class LargeProduct {

  /** From so many multiplications on, netlib 3.2 packs. */
  private static final long LIMIT = 1_000_000;

  // A piece: fewer multiplications than that, of rows that stay in the cache.
  private static final int ROWS = 60;
  private static final int COLUMNS = 64;
  private static final int DEPTH = 256;

  private LargeProduct() {}

  /** Whether the product is one. */
  static boolean isOne(Blas.Product product) {
    return (long) product.m() * product.n() * product.k() >= LIMIT;
  }

  /** The product of the matrices that begin at these places. */
  static void run(BLAS library, Blas.Product product, int atA, int atB, int atC) {
    Blas.Matrix a = product.a();
    Blas.Matrix b = product.b();
    boolean isRight = !a.transposed();
    Storage left = isRight ? a.storage() : turned(0, a, atA, product.m(), product.k());
    int leftAt = isRight ? atA : 0;
    int leftLength = isRight ? a.rowLength() : product.k();
    boolean isTurned = b.transposed();
    Storage right = isTurned ? b.storage() : turned(1, b, atB, product.n(), product.k());
    int rightAt = isTurned ? atB : 0;
    int rightLength = isTurned ? b.rowLength() : product.k();
    for (int i = 0; i < product.m(); i += ROWS) {
      int rows = Math.min(ROWS, product.m() - i);
      for (int j = 0; j < product.n(); j += COLUMNS) {
        int columns = Math.min(COLUMNS, product.n() - j);
        for (int p = 0; p < product.k(); p += DEPTH) {
          int depth = Math.min(DEPTH, product.k() - p);
          double keep = p == 0 ? product.keep() : 1;
          int atLeft = leftAt + i * leftLength + p;
          int atRight = rightAt + j * rightLength + p;
          int at = atC + i * product.n() + j;
          // To BLAS, rows are columns: cᵀ = b · aᵀ.
          if (product.c().dtype() == DType.DOUBLE) {
            double[] l = left.doubles();
            double[] r = right.doubles();
            double[] c = product.c().doubles();
            library.dgemm(
                "T",
                "N",
                columns,
                rows,
                depth,
                1,
                r,
                atRight,
                rightLength,
                l,
                atLeft,
                leftLength,
                keep,
                c,
                at,
                product.n());
          } else {
            float[] l = left.floats();
            float[] r = right.floats();
            float[] c = product.c().floats();
            library.sgemm(
                "T",
                "N",
                columns,
                rows,
                depth,
                1,
                r,
                atRight,
                rightLength,
                l,
                atLeft,
                leftLength,
                (float) keep,
                c,
                at,
                product.n());
          }
        }
      }
    }
  }

  /** The columns of a matrix that lies there row by row, as rows of their own. */
  private static Storage turned(int number, Blas.Matrix matrix, int at, int rows, int length) {
    Storage from = matrix.storage();
    Storage into = Workspace.turned(number, from.dtype(), Math.multiplyExact(rows, length));
    if (from.dtype() == DType.DOUBLE) {
      turn(from.doubles(), at, matrix.rowLength(), into.doubles(), rows, length);
    } else {
      turn(from.floats(), at, matrix.rowLength(), into.floats(), rows, length);
    }
    return into;
  }

  private static void turn(
      double[] from, int at, int rowLength, double[] into, int rows, int length) {
    for (int p = 0; p < length; p++) {
      int start = at + p * rowLength;
      for (int i = 0; i < rows; i++) {
        into[i * length + p] = from[start + i];
      }
    }
  }

  private static void turn(
      float[] from, int at, int rowLength, float[] into, int rows, int length) {
    for (int p = 0; p < length; p++) {
      int start = at + p * rowLength;
      for (int i = 0; i < rows; i++) {
        into[i * length + p] = from[start + i];
      }
    }
  }
}
