package dev.gradc.tensor.random;

import dev.gradc.tensor.DType;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where a method is looked at.
 *
 * @param ofOtherValues arguments of the same shapes, for what is used again
 */
record Point(
    Object[] arguments, Object[] ofOtherValues, Object[] ofOtherShapes, boolean isOfFloats) {

  private static final int[][] SIZES = {{2, 3}, {3, 2}, {2, 2}, {1, 3}, {3, 4}, {4, 1}};

  /** The same number gives the same point. */
  static Point of(Inputs inputs, Class<?> owner, int number, boolean isOfFloats) {
    SplittableRandom random = Choices.random("point " + number);
    int[] size = SIZES[number % SIZES.length];
    int[] other = SIZES[(number + 1) % SIZES.length];
    DType type = isOfFloats ? DType.FLOAT : DType.DOUBLE;
    return new Point(
        of(inputs.arguments(owner, size[0], size[1], random), type),
        of(inputs.arguments(owner, size[0], size[1], random), type),
        of(inputs.arguments(owner, other[0], other[1], random), type),
        isOfFloats);
  }

  Point inDoubles() {
    return new Point(
        of(arguments, DType.DOUBLE),
        of(ofOtherValues, DType.DOUBLE),
        of(ofOtherShapes, DType.DOUBLE),
        false);
  }

  private static Object[] of(Object[] arguments, DType type) {
    return Arrays.stream(arguments).map(it -> Values.of(it, type)).toArray();
  }
}
