package dev.gradc.tensor;

import java.util.Arrays;

/**
 * For generated code: what {@link Cotangents} does, of arrays of tensors of any rank, element by
 * element. An element that is null is zero as long as code computes with it.
 *
 * <p>Parameters of type {@code T[]} are {@code Tensor[]}, {@code Tensor[][]} and so on.
 */
public final class CotangentArrays {

  private CotangentArrays() {}

  /**
   * An array for sums.
   *
   * @param shape has its lengths; a row that is null stays so
   * @return a new array in which each tensor is null
   */
  public static <T> T[] empty(T[] shape) {
    return empty(shape, null);
  }

  /**
   * The same in an array that was made before, if its lengths are the same.
   *
   * @param shape has its lengths; a row that is null stays so
   * @param kept is written again; may be null
   * @return an array in which each tensor is null
   */
  public static <T> T[] empty(T[] shape, T[] kept) {
    return written(shape, kept, tensor -> null);
  }

  /**
   * Adds cotangents to the part of a gradient.
   *
   * @param part is changed, and its tensors are; null for one that nobody has asked for yet
   * @param more of the same lengths; is not changed. If it is the same array nothing is done
   * @return the part, or a new one
   */
  public static <T> T[] addTo(T[] part, T[] more) {
    if (part == null) {
      return copy(more);
    }
    for (int i = 0; part != more && i < more.length; i++) {
      if (more[i] instanceof Object[] row) {
        ((Object[]) part)[i] = addTo((Object[]) part[i], row);
      } else if (more[i] != null) {
        ((Object[]) part)[i] = Cotangents.addTo((Tensor) part[i], (Tensor) more[i]);
      }
    }
    return part;
  }

  /**
   * What stands in an array.
   *
   * @param tensors each may be null
   * @return another array with the same tensors
   */
  public static <T> T[] same(T[] tensors) {
    return same(tensors, null);
  }

  /**
   * The same in an array that was made before, if its lengths are the same.
   *
   * @param tensors each may be null
   * @param kept is written again; may be null
   * @return an array with the same tensors
   */
  public static <T> T[] same(T[] tensors, T[] kept) {
    return written(tensors, kept, tensor -> tensor);
  }

  /**
   * Puts copies in the place of tensors that a pass has put there, and that it writes again in the
   * next evaluation.
   *
   * @param tensors is changed
   * @param standing what stood in it before; null if nobody but the pass holds the array
   */
  public static void own(Object[] tensors, Object[] standing) {
    own(tensors, standing, null);
  }

  /**
   * The same with copies that are kept for the holder of the array.
   *
   * @param tensors is changed
   * @param standing what stood in it before; null if nobody but the pass holds the array
   * @param kept has tensors to copy to; null if all are to be new
   */
  public static void own(Object[] tensors, Object[] standing, KeptTensors kept) {
    for (int i = 0; standing != null && i < tensors.length; i++) {
      if (tensors[i] instanceof Object[] row) {
        own(row, (Object[]) standing[i], kept);
      } else if (tensors[i] != standing[i] && tensors[i] != null) {
        Tensor copy = Cotangents.copy((Tensor) tensors[i], kept == null ? null : kept.next());
        if (kept != null) {
          kept.keep(copy);
        }
        tensors[i] = copy;
      }
    }
  }

  /**
   * Cotangents of tensors that nothing has reached.
   *
   * @param shape has their shapes
   * @return zeros, and null for null
   */
  public static <T> T[] none(T[] shape) {
    return mapped(shape, Cotangents::none);
  }

  /**
   * Tangents or cotangents, with those of tensors that nothing has reached.
   *
   * @param tangents each may be null, for zero; null for all
   * @param shape has their shapes; null if these are not known
   * @return the array if all are there, else another one with the same tensors, and zeros where
   *     there is none
   */
  public static <T> T[] orNone(T[] tangents, T[] shape) {
    if (shape == null || tangents == shape) {
      return tangents;
    }
    if (tangents == null) {
      return none(shape);
    }
    T[] filled = tangents;
    for (int i = 0; i < Math.min(tangents.length, shape.length); i++) {
      Object some =
          shape[i] instanceof Object[] row
              ? orNone((Object[]) tangents[i], row)
              : Cotangents.orNone((Tensor) tangents[i], (Tensor) shape[i]);
      if (some != filled[i]) {
        filled = filled == tangents ? tangents.clone() : filled;
        ((Object[]) filled)[i] = some;
      }
    }
    return filled;
  }

  /**
   * Puts zeros where there is no tangent.
   *
   * @param tangents is changed; each may be null, for zero
   * @param shape has their shapes
   */
  public static void fill(Object[] tangents, Object[] shape) {
    for (int i = 0; i < Math.min(tangents.length, shape.length); i++) {
      if (shape[i] instanceof Object[] row) {
        fill((Object[]) tangents[i], row);
      } else {
        tangents[i] = Cotangents.orNone((Tensor) tangents[i], (Tensor) shape[i]);
      }
    }
  }

  /**
   * Makes the parts of a gradient such that nothing has reached.
   *
   * @param part its tensors are changed; may be null, as each of them
   */
  public static void setZero(Object[] part) {
    for (int i = 0; part != null && i < part.length; i++) {
      if (part[i] instanceof Object[] row) {
        setZero(row);
      } else {
        Cotangents.setZero((Tensor) part[i]);
      }
    }
  }

  /**
   * Requires lengths, shapes and types.
   *
   * @param tensors may be null; each may be null, which has any shape
   * @param shape has them
   * @param subject of the message: {@code the gradient of 'w'}
   * @param other what has the shape: {@code 'w' itself}
   * @throws IllegalArgumentException if they are others
   */
  public static void requireShape(Object[] tensors, Object[] shape, String subject, String other) {
    // The way to a row is a text, which is not made as long as there is nothing to tell.
    if (!fits(tensors, shape)) {
      requireShape(tensors, shape, subject, "", other);
    }
  }

  private static boolean fits(Object[] tensors, Object[] shape) {
    if (tensors == null || shape == null) {
      return true;
    }
    if (tensors.length != shape.length) {
      return false;
    }
    for (int i = 0; i < shape.length; i++) {
      boolean fits =
          shape[i] instanceof Object[] row
              ? fits((Object[]) tensors[i], row)
              : Cotangents.areAlike((Tensor) tensors[i], (Tensor) shape[i]);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static void requireShape(
      Object[] tensors, Object[] shape, String subject, String place, String other) {
    if (tensors == null || shape == null) {
      return;
    }
    if (tensors.length != shape.length) {
      String here = place.isEmpty() ? subject : subject + " at " + place;
      throw new IllegalArgumentException(
          here
              + " has length "
              + tensors.length
              + ", but "
              + (place.isEmpty() ? other : other + " there")
              + " has length "
              + shape.length);
    }
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] instanceof Object[] row) {
        requireShape((Object[]) tensors[i], row, subject, place + "[" + i + "]", other);
      } else if (!Cotangents.areAlike((Tensor) tensors[i], (Tensor) shape[i])) {
        String here = subject + " at " + place + "[" + i + "]";
        Cotangents.requireShape((Tensor) tensors[i], (Tensor) shape[i], here, other + " there");
      }
    }
  }

  /**
   * What is to stay the same until the backward pass: which tensors these are, and how often they
   * were changed.
   *
   * @param tensors may be null, as each of them
   * @return a number that is another one, but for chance, once any of that is
   */
  public static int version(Object[] tensors) {
    int version = 0;
    for (int i = 0; tensors != null && i < tensors.length; i++) {
      int each =
          tensors[i] instanceof Object[] row
              ? version(row)
              : 31 * System.identityHashCode(tensors[i]) + Cotangents.version((Tensor) tensors[i]);
      version = 31 * version + each;
    }
    return version;
  }

  /**
   * Tensors that nobody else changes.
   *
   * @param tensors may be null, as each of them
   * @return copies of the arrays and of the tensors
   */
  public static <T> T[] copy(T[] tensors) {
    return mapped(tensors, Cotangents::copy);
  }

  private interface Change {
    Tensor of(Tensor tensor);
  }

  private static <T> T[] mapped(T[] tensors, Change change) {
    return written(tensors, null, change);
  }

  /** Writes the array that is kept, as far as its lengths are those of the other one. */
  private static <T> T[] written(T[] tensors, T[] kept, Change change) {
    if (tensors == null) {
      return null;
    }
    T[] result =
        kept != null && kept.length == tensors.length
            ? kept
            : Arrays.copyOf(tensors, tensors.length);
    Object[] elements = result;
    for (int i = 0; i < tensors.length; i++) {
      elements[i] =
          tensors[i] instanceof Object[] row
              ? written(row, result == kept ? (Object[]) elements[i] : null, change)
              : change.of((Tensor) tensors[i]);
    }
    return result;
  }
}
