package dev.gradc.tensor;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * How a window slides over pictures: the stride, the rows and columns of padding on each side, and
 * the dilation, which is the distance between neighbours in the window. Immutable.
 */
public final class Sliding {

  /** More than programs have, a power of two. */
  private static final int SHARED = 512;

  /** How far behind its hash one may stand; others are made each time. */
  private static final int PROBES = 16;

  /** Those that have been asked for, each at its hash or behind; equal ones are made once. */
  private static final AtomicReferenceArray<Sliding> ALL = new AtomicReferenceArray<>(SHARED);

  private final int strideY;
  private final int strideX;
  private final int paddingY;
  private final int paddingX;
  private final int dilationY;
  private final int dilationX;

  private Sliding(
      int strideY, int strideX, int paddingY, int paddingX, int dilationY, int dilationX) {
    if (strideY < 1 || strideX < 1 || dilationY < 1 || dilationX < 1) {
      throw new IllegalArgumentException("stride and dilation are 1 or more");
    }
    if (paddingY < 0 || paddingX < 0) {
      throw new IllegalArgumentException("padding is 0 or more");
    }
    this.strideY = strideY;
    this.strideX = strideX;
    this.paddingY = paddingY;
    this.paddingX = paddingX;
    this.dilationY = dilationY;
    this.dilationX = dilationX;
  }

  /** One that was made before, or a new one: a step that is run again makes none. */
  private static Sliding of(
      int strideY, int strideX, int paddingY, int paddingX, int dilationY, int dilationX) {
    int hash = hash(strideY, strideX, paddingY, paddingX, dilationY, dilationX);
    for (int i = 0; i < PROBES; i++) {
      int place = (hash + i) & (SHARED - 1);
      Sliding found = ALL.get(place);
      if (found == null) {
        Sliding made = new Sliding(strideY, strideX, paddingY, paddingX, dilationY, dilationX);
        if (ALL.compareAndSet(place, null, made)) {
          return made;
        }
        found = ALL.get(place);
      }
      if (found.is(strideY, strideX, paddingY, paddingX, dilationY, dilationX)) {
        return found;
      }
    }
    return new Sliding(strideY, strideX, paddingY, paddingX, dilationY, dilationX);
  }

  /** By a stride in both directions, without padding or dilation. */
  public static Sliding by(int stride) {
    return by(stride, stride);
  }

  /** By a stride down and another one to the right, without padding or dilation. */
  public static Sliding by(int strideY, int strideX) {
    return of(strideY, strideX, 0, 0, 1, 1);
  }

  /** The same with padding on all sides. */
  public Sliding padding(int padding) {
    return padding(padding, padding);
  }

  /** The same with padding above and below, and on the left and right. */
  public Sliding padding(int newPaddingY, int newPaddingX) {
    return of(strideY, strideX, newPaddingY, newPaddingX, dilationY, dilationX);
  }

  /** The same with dilation in both directions. */
  public Sliding dilation(int dilation) {
    return dilation(dilation, dilation);
  }

  /** The same with a dilation down and another one to the right. */
  public Sliding dilation(int newDilationY, int newDilationX) {
    return of(strideY, strideX, paddingY, paddingX, newDilationY, newDilationX);
  }

  /** How many positions a window of a height has in pictures of a height. */
  public int rows(int height, int kernel) {
    return positions(height, kernel, strideY, paddingY, dilationY);
  }

  /** How many positions a window of a width has in pictures of a width. */
  public int columns(int width, int kernel) {
    return positions(width, kernel, strideX, paddingX, dilationX);
  }

  /** The height of the smallest pictures in which a window has that many positions. */
  public int height(int rows, int kernel) {
    return (rows - 1) * strideY - 2 * paddingY + dilationY * (kernel - 1) + 1;
  }

  /** The width of the smallest pictures in which a window has that many positions. */
  public int width(int columns, int kernel) {
    return (columns - 1) * strideX - 2 * paddingX + dilationX * (kernel - 1) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sliding it
        && is(it.strideY, it.strideX, it.paddingY, it.paddingX, it.dilationY, it.dilationX);
  }

  private boolean is(
      int ofStrideY,
      int ofStrideX,
      int ofPaddingY,
      int ofPaddingX,
      int ofDilationY,
      int ofDilationX) {
    return strideY == ofStrideY
        && strideX == ofStrideX
        && paddingY == ofPaddingY
        && paddingX == ofPaddingX
        && dilationY == ofDilationY
        && dilationX == ofDilationX;
  }

  @Override
  public int hashCode() {
    return hash(strideY, strideX, paddingY, paddingX, dilationY, dilationX);
  }

  private static int hash(
      int strideY, int strideX, int paddingY, int paddingX, int dilationY, int dilationX) {
    int strides = 31 * strideY + strideX;
    int paddings = 31 * paddingY + paddingX;
    int dilations = 31 * dilationY + dilationX;
    return 31 * (31 * strides + paddings) + dilations;
  }

  @Override
  public String toString() {
    return "stride "
        + strideY
        + "x"
        + strideX
        + ", padding "
        + paddingY
        + "x"
        + paddingX
        + ", dilation "
        + dilationY
        + "x"
        + dilationX;
  }

  /** The row of the picture that a row of the window is on; outside of it is padding. */
  int y(int position, int inWindow) {
    return position * strideY - paddingY + inWindow * dilationY;
  }

  /** The column of the picture that a column of the window is on; outside of it is padding. */
  int x(int position, int inWindow) {
    return position * strideX - paddingX + inWindow * dilationX;
  }

  int dilationY() {
    return dilationY;
  }

  int dilationX() {
    return dilationX;
  }

  int strideX() {
    return strideX;
  }

  /** Whether a window of one element sees every element once, in order. */
  boolean isIdentity() {
    return strideY == 1 && strideX == 1 && paddingY == 0 && paddingX == 0;
  }

  private static int positions(int length, int kernel, int stride, int padding, int dilation) {
    int room = length + 2 * padding - dilation * (kernel - 1) - 1;
    return room < 0 ? 0 : room / stride + 1;
  }
}
