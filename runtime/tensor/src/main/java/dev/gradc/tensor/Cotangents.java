package dev.gradc.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * For generated code and optimizers: cotangents of tensors. One that is zero because nothing has
 * reached it is null as long as code computes with it; in a gradient that is read it is a tensor of
 * zeros that {@linkplain #isNone knows so}.
 */
public final class Cotangents {

  private Cotangents() {}

  /**
   * The sum of two cotangents, neither of which is changed.
   *
   * @param sum may be null, for zero
   * @param more may be null, for zero
   * @return one of them if the other is null, else a new tensor
   */
  public static Tensor add(Tensor sum, Tensor more) {
    if (sum == null || more == null) {
      return sum == null ? more : sum;
    }
    return sum.add(more);
  }

  /**
   * The sum of two cotangents in a tensor that nobody else holds.
   *
   * @param one may be null, for zero
   * @param other may be null, for zero
   * @param into as in {@link Into}
   * @return null if both are
   */
  public static Tensor sum(Tensor one, Tensor other, Tensor into) {
    if (one == null || other == null) {
      Tensor only = one == null ? other : one;
      return only == null ? null : Into.copy(only, into);
    }
    return Into.add(one, other, into);
  }

  /**
   * Adds a cotangent to the part of a gradient.
   *
   * @param part is changed; null for one that nobody has asked for yet
   * @param more may be null, for zero; is not changed
   * @return the part, or a new one
   */
  public static Tensor addTo(Tensor part, Tensor more) {
    if (more == null) {
      return part;
    }
    if (part == null) {
      return more.copy();
    }
    if (part.isNone()) {
      part.copyFrom(more);
    } else {
      part.addInPlace(more);
    }
    return part;
  }

  /**
   * The cotangent of a tensor that nothing has reached.
   *
   * @param shape of its shape and type; may be null
   * @return zeros, or null for null
   */
  public static Tensor none(Tensor shape) {
    return none(shape, null);
  }

  /**
   * The same in a tensor that nobody else holds.
   *
   * @param shape of its shape and type; may be null
   * @param into as in {@link Into}
   * @return zeros, or null for null
   */
  public static Tensor none(Tensor shape, Tensor into) {
    if (shape == null) {
      return null;
    }
    Tensor zeros = Into.zeros(shape.dtype(), shape.dimensions(), into);
    zeros.markNone();
    return zeros;
  }

  /**
   * A tangent or a cotangent, or that of a tensor that nothing has reached.
   *
   * @param tangent may be null, for zero
   * @param shape of its shape and type; may be null
   * @return the tangent if it is there, else {@link #none}
   */
  public static Tensor orNone(Tensor tangent, Tensor shape) {
    return tangent == null ? none(shape) : tangent;
  }

  /**
   * Whether a tensor is of {@link #none} or {@link #setZero}, and has not been changed since:
   * nothing has reached it, which optimizers skip.
   *
   * @param cotangent a part of a gradient
   * @return whether it is
   */
  public static boolean isNone(Tensor cotangent) {
    return cotangent.isNone();
  }

  /**
   * Makes the part of a gradient one that nothing has reached.
   *
   * @param part is changed; may be null
   */
  public static void setZero(Tensor part) {
    if (part != null) {
      part.fill(0);
      part.markNone();
    }
  }

  /**
   * Requires a shape and a type.
   *
   * @param tensor may be null, which has any shape
   * @param shape has them; null if there is no such tensor
   * @param subject of the message: {@code the gradient of 'w'}
   * @param other what has the shape: {@code 'w' itself}
   * @throws IllegalArgumentException if they are others
   */
  public static void requireShape(Tensor tensor, Tensor shape, String subject, String other) {
    if (!areAlike(tensor, shape)) {
      throw new IllegalArgumentException(
          subject + " has shape " + text(tensor) + ", but " + other + " has shape " + text(shape));
    }
  }

  /**
   * Whether a tensor has a shape and a type.
   *
   * @param tensor may be null, which has any shape
   * @param shape has them; null if there is no such tensor
   * @return whether it has
   */
  public static boolean areAlike(Tensor tensor, Tensor shape) {
    return tensor == null
        || shape == null
        || (tensor.dtype() == shape.dtype()
            && Arrays.equals(tensor.dimensions(), shape.dimensions()));
  }

  static String text(Tensor tensor) {
    return tensor.dtype() + Arrays.toString(tensor.dimensions());
  }

  /**
   * What is to stay the same until the backward pass.
   *
   * @param tensor may be null
   * @return how often it was changed
   */
  public static int version(Tensor tensor) {
    return tensor == null ? 0 : tensor.version();
  }

  /**
   * A tensor that nobody else changes.
   *
   * @param tensor may be null
   * @return a copy, or null for null
   */
  public static Tensor copy(Tensor tensor) {
    return tensor == null ? null : tensor.copy();
  }

  /**
   * The same in a tensor that nobody else holds.
   *
   * @param tensor may be null
   * @param into as in {@link Into}
   * @return a copy, or null for null
   */
  public static Tensor copy(Tensor tensor, Tensor into) {
    if (tensor == null) {
      return null;
    }
    Tensor copy = Into.copy(tensor, into);
    if (tensor.isNone()) {
      copy.markNone();
    }
    return copy;
  }

  /**
   * The bytes that the numbers of a tensor take, or those of an array of tensors.
   *
   * @param tensors a tensor or an array of tensors of any rank; null takes none
   * @return the number of bytes
   */
  public static long bytes(Object tensors) {
    if (tensors instanceof Tensor tensor) {
      int each = tensor.dtype() == DType.DOUBLE ? Double.BYTES : Float.BYTES;
      return (long) each * tensor.size();
    }
    long sum = 0;
    for (int i = 0; tensors != null && i < Array.getLength(tensors); i++) {
      sum += bytes(Array.get(tensors, i));
    }
    return sum;
  }
}
