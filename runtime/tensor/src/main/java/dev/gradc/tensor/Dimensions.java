package dev.gradc.tensor;

import java.util.Arrays;

/** Arithmetic on shapes; errors name the operation and the shapes. */
final class Dimensions {

  private Dimensions() {}

  /** The number of elements; throws if it is no int or a dimension is negative. */
  static int size(int[] shape) {
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + " has a negative dimension");
      }
      size *= dimension;
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape "
                + Arrays.toString(shape)
                + " has more than "
                + Integer.MAX_VALUE
                + " elements");
      }
    }
    return (int) size;
  }

  static int product(int[] shape, int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= shape[i];
    }
    return product;
  }

  /** Row-major strides, which are written into an array of that length or more. */
  static void strides(int[] shape, int[] strides) {
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
  }

  /**
   * The shape that both broadcast to.
   *
   * @param result is written, as long as the longer one of both
   */
  static int[] broadcast(String operation, int[] a, int[] b, int[] result) {
    int rank = result.length;
    for (int i = 1; i <= rank; i++) {
      int fromA = i <= a.length ? a[a.length - i] : 1;
      int fromB = i <= b.length ? b[b.length - i] : 1;
      if (fromA != fromB && fromA != 1 && fromB != 1) {
        throw new IllegalArgumentException(
            operation + ": " + both(a, b) + " do not broadcast: " + fromA + " against " + fromB);
      }
      result[rank - i] = fromA == 1 ? fromB : fromA;
    }
    return result;
  }

  /**
   * Strides of a tensor that is read as if it had the target's shape, 0 where it is repeated.
   *
   * @param strides zeros, as many as the target has axes or more; are written
   */
  static void broadcastStrides(String operation, int[] shape, int[] target, int[] strides) {
    int shift = target.length - shape.length;
    if (shift < 0) {
      throw doesNotBroadcast(operation, shape, target);
    }
    int own = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] == target[i + shift]) {
        strides[i + shift] = shape[i] == 1 ? 0 : own;
      } else if (shape[i] != 1) {
        throw doesNotBroadcast(operation, shape, target);
      }
      own *= shape[i];
    }
  }

  private static IllegalArgumentException doesNotBroadcast(
      String operation, int[] shape, int[] target) {
    return new IllegalArgumentException(
        operation
            + ": shape "
            + Arrays.toString(shape)
            + " does not broadcast to "
            + Arrays.toString(target));
  }

  /** An axis counted from the front; negative ones count from the end. */
  static int axis(String operation, int axis, int[] shape) {
    int rank = shape.length;
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          operation + ": there is no axis " + axis + " in shape " + Arrays.toString(shape));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /** Throws if one of the axes named is none, or is named twice. */
  static void checkAxes(String operation, int[] axes, int[] shape) {
    for (int i = 0; i < axes.length; i++) {
      int axis = axis(operation, axes[i], shape);
      for (int k = 0; k < i; k++) {
        if (axis(operation, axes[k], shape) == axis) {
          throw new IllegalArgumentException(
              operation + ": axis " + axes[i] + " is named twice in " + Arrays.toString(axes));
        }
      }
    }
  }

  /** Whether an axis is one of those named, which all are if none is. */
  static boolean isNamed(int axis, int[] axes, int rank) {
    for (int each : axes) {
      if (each == axis || each + rank == axis) {
        return true;
      }
    }
    return axes.length == 0;
  }

  /** How many axes are left without those named. */
  static int rankWithout(int[] axes, int rank) {
    return axes.length == 0 ? 0 : rank - axes.length;
  }

  /**
   * The shape without the axes named, or with length 1 in their place.
   *
   * @param result is written; its length says which
   */
  static int[] reduced(int[] shape, int[] axes, int[] result) {
    int rank = 0;
    for (int i = 0; i < shape.length; i++) {
      if (!isNamed(i, axes, shape.length)) {
        result[rank++] = shape[i];
      } else if (result.length == shape.length) {
        result[rank++] = 1;
      }
    }
    return result;
  }

  /**
   * The shape asked for, with the one -1 in it filled in.
   *
   * @param result is written, of the same length
   */
  static int[] completed(int[] wanted, int[] shape, int[] result) {
    int size = size(shape);
    int open = -1;
    long known = 1;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == -1 && open < 0) {
        open = i;
      } else if (wanted[i] < 0) {
        throw cannotReshape(shape, wanted);
      } else {
        known *= wanted[i];
      }
    }
    System.arraycopy(wanted, 0, result, 0, wanted.length);
    if (open >= 0 && known != 0 && size % known == 0) {
      result[open] = (int) (size / known);
    } else if (open >= 0 || known != size) {
      throw cannotReshape(shape, wanted);
    }
    return result;
  }

  private static IllegalArgumentException cannotReshape(int[] shape, int[] wanted) {
    return new IllegalArgumentException(
        "reshape: shape "
            + Arrays.toString(shape)
            + " cannot become "
            + Arrays.toString(wanted)
            + ": another number of elements");
  }

  static String both(int[] a, int[] b) {
    return "shapes " + Arrays.toString(a) + " and " + Arrays.toString(b);
  }
}
