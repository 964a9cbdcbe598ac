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

  /** Row-major strides. */
  static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  /** The shape that both broadcast to. */
  static int[] broadcast(String operation, int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] result = new int[rank];
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

  /** Strides of a tensor that is read as if it had the target's shape, 0 where it is repeated. */
  static int[] broadcastStrides(String operation, int[] shape, int[] target) {
    int shift = target.length - shape.length;
    if (shift < 0) {
      throw doesNotBroadcast(operation, shape, target);
    }
    int[] own = strides(shape);
    int[] strides = new int[target.length];
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == target[i + shift]) {
        strides[i + shift] = shape[i] == 1 ? 0 : own[i];
      } else if (shape[i] != 1) {
        throw doesNotBroadcast(operation, shape, target);
      }
    }
    return strides;
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

  /** Marks the axes named, all of them if none is. */
  static boolean[] marked(String operation, int[] axes, int[] shape) {
    boolean[] marked = new boolean[shape.length];
    if (axes.length == 0) {
      Arrays.fill(marked, true);
    }
    for (int each : axes) {
      int axis = axis(operation, each, shape);
      if (marked[axis]) {
        throw new IllegalArgumentException(
            operation + ": axis " + each + " is named twice in " + Arrays.toString(axes));
      }
      marked[axis] = true;
    }
    return marked;
  }

  /** The shape without the marked axes, or with length 1 in their place. */
  static int[] reduced(int[] shape, boolean[] marked, boolean keepDims) {
    int[] result = new int[shape.length];
    int rank = 0;
    for (int i = 0; i < shape.length; i++) {
      if (!marked[i]) {
        result[rank++] = shape[i];
      } else if (keepDims) {
        result[rank++] = 1;
      }
    }
    return Arrays.copyOf(result, rank);
  }

  /** The shape asked for, with the one -1 in it filled in. */
  static int[] completed(int[] wanted, int[] shape) {
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
    int[] result = wanted.clone();
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
