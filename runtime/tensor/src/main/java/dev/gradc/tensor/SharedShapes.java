package dev.gradc.tensor;

/**
 * For generated code: shapes and axes that it reads and does not change, nor gives to anybody who
 * might. They are shared, not copied.
 */
public final class SharedShapes {

  private static final int[] NONE = {};

  /** As many as a tensor has axes, counted from either end. */
  private static final int DEEPEST = 8;

  private static final int[][] AXES = new int[2 * DEEPEST][1];

  static {
    for (int i = 0; i < AXES.length; i++) {
      AXES[i][0] = i - DEEPEST;
    }
  }

  private SharedShapes() {}

  /**
   * What {@link Tensor#shape} gives a copy of.
   *
   * @param x a tensor
   * @return its shape
   */
  public static int[] shape(Tensor x) {
    return x.dimensions();
  }

  /**
   * No axes, which stand for all.
   *
   * @return an empty array
   */
  public static int[] none() {
    return NONE;
  }

  /**
   * One axis, or any other number by itself.
   *
   * @param axis counted from either end
   * @return an array that holds it
   */
  public static int[] axis(int axis) {
    return axis < -DEEPEST || axis >= DEEPEST ? new int[] {axis} : AXES[axis + DEEPEST];
  }
}
