package dev.gradc.tensor;

import java.util.Arrays;

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
    int[] both = scratch.ints(Scratch.PARTS, Math.max(a.rank(), b.rank()));
    Dimensions.broadcast("where", a.dimensions(), b.dimensions(), both);
    int[] shape = scratch.shape(Math.max(mask.rank(), both.length));
    Dimensions.broadcast("where", mask.dimensions(), both, shape);
    StridedLoop loop = scratch.loop().over(shape);
    Dimensions.broadcastStrides("where", mask.dimensions(), shape, loop.strides(0));
    Dimensions.broadcastStrides("where", a.dimensions(), shape, loop.strides(1));
    Dimensions.broadcastStrides("where", b.dimensions(), shape, loop.strides(2));
    loop.merge();
    Tensor result = Tensor.reuse(into, dtype, shape, mask);
    boolean isRepeated =
        !Arrays.equals(a.dimensions(), shape) || !Arrays.equals(b.dimensions(), shape);
    int start = 0;
    for (boolean more = loop.first(); more; more = loop.next()) {
      if (isRepeated) {
        chooseRepeated(mask.storage(), a.storage(), b.storage(), loop, result.storage(), start);
      } else {
        choose(mask.storage(), a.storage(), b.storage(), loop, result.storage(), start);
      }
      start += loop.length();
    }
    return result;
  }

  /** Masks are hard to predict: what is chosen is where to read, so that nothing jumps. */
  private static void choose(
      Storage mask, Storage a, Storage b, StridedLoop loop, Storage result, int start) {
    int at = loop.at(0);
    int step = loop.step(0);
    for (int i = 0; i < loop.length(); i++) {
      Storage chosen = mask.get(at + step * i) != 0 ? a : b;
      result.set(start + i, chosen.get(start + i));
    }
  }

  private static void chooseRepeated(
      Storage mask, Storage a, Storage b, StridedLoop loop, Storage result, int start) {
    int atMask = loop.at(0);
    int atA = loop.at(1);
    int atB = loop.at(2);
    int stepOfMask = loop.step(0);
    int stepOfA = loop.step(1);
    int stepOfB = loop.step(2);
    int end = start + loop.length();
    for (int i = start; i < end; i++) {
      boolean isFirst = mask.get(atMask) != 0;
      result.set(i, isFirst ? a.get(atA) : b.get(atB));
      atMask += stepOfMask;
      atA += stepOfA;
      atB += stepOfB;
    }
  }
}
