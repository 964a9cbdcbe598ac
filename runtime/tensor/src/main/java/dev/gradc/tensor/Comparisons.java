package dev.gradc.tensor;

/**
 * Comparisons, which give <i>masks</i>: tensors of the operands' type, 1 where it is so and 0 where
 * it is not. No gradient flows through a mask. Comparisons with NaN are false, but for {@link
 * #notEqual}. {@code mask.neg().add(1)} is the opposite.
 */
public final class Comparisons {

  private Comparisons() {}

  /** Where a &gt; b. */
  public static Tensor greater(Tensor a, Tensor b) {
    return greater(a, b, null);
  }

  public static Tensor greater(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("greater", ComparisonKernel.GREATER, a, b, into);
  }

  /** Where x &gt; number. */
  public static Tensor greater(Tensor x, double number) {
    return greater(x, number, null);
  }

  public static Tensor greater(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ComparisonKernel.GREATER, x, number, into);
  }

  /** Where a ≥ b. */
  public static Tensor greaterEqual(Tensor a, Tensor b) {
    return greaterEqual(a, b, null);
  }

  public static Tensor greaterEqual(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("greaterEqual", ComparisonKernel.GREATER_EQUAL, a, b, into);
  }

  /** Where x ≥ number. */
  public static Tensor greaterEqual(Tensor x, double number) {
    return greaterEqual(x, number, null);
  }

  public static Tensor greaterEqual(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ComparisonKernel.GREATER_EQUAL, x, number, into);
  }

  /** Where a &lt; b. */
  public static Tensor less(Tensor a, Tensor b) {
    return less(a, b, null);
  }

  public static Tensor less(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("less", ComparisonKernel.LESS, a, b, into);
  }

  /** Where x &lt; number. */
  public static Tensor less(Tensor x, double number) {
    return less(x, number, null);
  }

  public static Tensor less(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ComparisonKernel.LESS, x, number, into);
  }

  /** Where a ≤ b. */
  public static Tensor lessEqual(Tensor a, Tensor b) {
    return lessEqual(a, b, null);
  }

  public static Tensor lessEqual(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("lessEqual", ComparisonKernel.LESS_EQUAL, a, b, into);
  }

  /** Where x ≤ number. */
  public static Tensor lessEqual(Tensor x, double number) {
    return lessEqual(x, number, null);
  }

  public static Tensor lessEqual(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ComparisonKernel.LESS_EQUAL, x, number, into);
  }

  /** Where a = b. */
  public static Tensor equal(Tensor a, Tensor b) {
    return equal(a, b, null);
  }

  public static Tensor equal(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("equal", ComparisonKernel.EQUAL, a, b, into);
  }

  /** Where x = number. */
  public static Tensor equal(Tensor x, double number) {
    return equal(x, number, null);
  }

  public static Tensor equal(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ComparisonKernel.EQUAL, x, number, into);
  }

  /** Where a ≠ b. */
  public static Tensor notEqual(Tensor a, Tensor b) {
    return notEqual(a, b, null);
  }

  public static Tensor notEqual(Tensor a, Tensor b, Tensor into) {
    return Elementwise.binary("notEqual", ComparisonKernel.NOT_EQUAL, a, b, into);
  }

  /** Where x ≠ number. */
  public static Tensor notEqual(Tensor x, double number) {
    return notEqual(x, number, null);
  }

  public static Tensor notEqual(Tensor x, double number, Tensor into) {
    return Elementwise.withNumber(ComparisonKernel.NOT_EQUAL, x, number, into);
  }

  /**
   * The elements of {@code a} where the mask is not 0, else those of {@code b}. What is not chosen
   * has no influence, on the gradient neither, even where it is NaN or infinite. All three
   * broadcast.
   *
   * @param mask of any type
   * @param a chosen where the mask is not 0
   * @param b chosen elsewhere, of the type of a
   * @return a new tensor of the shape that the three have together
   * @throws IllegalArgumentException for shapes that do not broadcast, and types that differ
   */
  public static Tensor where(Tensor mask, Tensor a, Tensor b) {
    return where(mask, a, b, null);
  }

  public static Tensor where(Tensor mask, Tensor a, Tensor b, Tensor into) {
    DType dtype = Tensor.commonType("where", a, b);
    Scratch scratch = Scratch.of(into);
    int[] shape = scratch.shape(Math.max(mask.rank(), Math.max(a.rank(), b.rank())));
    Dimensions.broadcast("where", a.dimensions(), b.dimensions(), shape);
    Dimensions.broadcast("where", mask.dimensions(), shape, shape);
    StridedLoop loop = scratch.loop().over(shape);
    Dimensions.broadcastStrides("where", mask.dimensions(), shape, loop.strides(0));
    Dimensions.broadcastStrides("where", a.dimensions(), shape, loop.strides(1));
    Dimensions.broadcastStrides("where", b.dimensions(), shape, loop.strides(2));
    loop.merge();
    Tensor result = Tensor.reuse(into, dtype, shape, mask);
    Storage choice = mask.storage();
    int next = 0;
    for (boolean more = loop.first(); more; more = loop.next()) {
      for (int i = 0; i < loop.length(); i++) {
        double chosen =
            choice.get(loop.at(0) + loop.step(0) * i) != 0
                ? a.storage().get(loop.at(1) + loop.step(1) * i)
                : b.storage().get(loop.at(2) + loop.step(2) * i);
        result.storage().set(next++, chosen);
      }
    }
    return result;
  }
}
