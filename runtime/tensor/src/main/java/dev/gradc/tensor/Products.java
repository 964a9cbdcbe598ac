package dev.gradc.tensor;

/**
 * Matrix products with one matrix transposed, without making the transpose. With {@link
 * Tensor#matmul} they are closed under differentiation: the derivative of each is two of them.
 */
public final class Products {

  private Products() {}

  /**
   * a · bᵀ over the last two axes, as in a linear layer; the axes before them broadcast.
   *
   * @param a [.., m, k]
   * @param b [.., n, k]
   * @return [.., m, n]
   */
  public static Tensor matmulTransposed(Tensor a, Tensor b) {
    return matmulTransposed(a, b, null);
  }

  public static Tensor matmulTransposed(Tensor a, Tensor b, Tensor into) {
    return MatrixProduct.of("matmulTransposed", a, false, b, true, into);
  }

  /**
   * aᵀ · b over the last two axes; the axes before them broadcast.
   *
   * @param a [.., k, m]
   * @param b [.., k, n]
   * @return [.., m, n]
   */
  public static Tensor transposedMatmul(Tensor a, Tensor b) {
    return transposedMatmul(a, b, null);
  }

  public static Tensor transposedMatmul(Tensor a, Tensor b, Tensor into) {
    return MatrixProduct.of("transposedMatmul", a, true, b, false, into);
  }
}
