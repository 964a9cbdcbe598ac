package dev.gradc.tensor;

import java.util.Arrays;

/** Pooling over the windows of pictures [batch, channels, height, width]. */
public final class Pooling {

  private static final KeptMaps.Maker<Sliding> AVERAGING = Pooling::makeAveraging;

  private Pooling() {}

  /**
   * The largest element of each window; padding is never chosen. The gradient goes to the first
   * one, row by row; NaN counts as the largest.
   *
   * @param x [batch, channels, height, width]
   * @param kernelHeight of the window
   * @param kernelWidth of the window
   * @param sliding stride, padding, dilation
   * @return [batch, channels, rows, columns]
   */
  public static Tensor maxPool2d(Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
    return maxPool2d(x, kernelHeight, kernelWidth, sliding, null);
  }

  public static Tensor maxPool2d(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, Tensor into) {
    Scratch scratch = Scratch.of(into);
    int[] shape = scratch.shape(4);
    setShape("maxPool2d", x, kernelHeight, kernelWidth, sliding, shape);
    int[] places = scratch.ints(Scratch.PARTS, Dimensions.size(shape));
    findLargest(x, kernelHeight, kernelWidth, sliding, shape, scratch.window(), places);
    return Indexing.take(x, places, shape, into);
  }

  /** Where the elements that {@link #maxPool2d} chooses are, in row-major order. */
  public static int[] maxPlaces(Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
    return maxPlaces(x, kernelHeight, kernelWidth, sliding, null);
  }

  public static int[] maxPlaces(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, KeptPlaces into) {
    Scratch scratch = KeptPlaces.scratch(into);
    int[] shape = scratch.shape(4);
    setShape("maxPool2d", x, kernelHeight, kernelWidth, sliding, shape);
    int[] places = KeptPlaces.reuse(into, Dimensions.size(shape));
    findLargest(x, kernelHeight, kernelWidth, sliding, shape, scratch.window(), places);
    return places;
  }

  private static void findLargest(
      Tensor x,
      int kernelHeight,
      int kernelWidth,
      Sliding sliding,
      int[] shape,
      Window window,
      int[] places) {
    int height = x.dim(2);
    int width = x.dim(3);
    int next = 0;
    for (int plane = 0; plane < shape[0] * shape[1]; plane++) {
      for (int row = 0; row < shape[2]; row++) {
        window.down(sliding.y(row, 0), sliding.dilationY(), kernelHeight, height);
        for (int column = 0; column < shape[3]; column++) {
          window.across(sliding.x(column, 0), sliding.dilationX(), kernelWidth, width);
          int place = window.largest(x.storage(), width, plane * height * width);
          checkSeen(x, kernelHeight, kernelWidth, sliding, place);
          places[next++] = place;
        }
      }
    }
  }

  private static void checkSeen(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, int place) {
    if (place < 0) {
      throw new IllegalArgumentException(
          "maxPool2d: a window of "
              + kernelHeight
              + "x"
              + kernelWidth
              + " with "
              + sliding
              + " sees nothing but padding in shape "
              + Arrays.toString(x.dimensions()));
    }
  }

  /**
   * The mean of each window; padding counts as zeros.
   *
   * @param x [batch, channels, height, width]
   * @param kernelHeight of the window
   * @param kernelWidth of the window
   * @param sliding stride, padding, dilation
   * @return [batch, channels, rows, columns]
   */
  public static Tensor averagePool2d(Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
    return averagePool2d(x, kernelHeight, kernelWidth, sliding, null);
  }

  public static Tensor averagePool2d(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, Tensor into) {
    int[] shape = Scratch.of(into).shape(4);
    setShape("averagePool2d", x, kernelHeight, kernelWidth, sliding, shape);
    Resampling map = averaging(x.dim(2), x.dim(3), kernelHeight, kernelWidth, sliding);
    return Resampling.resample(x, map, into);
  }

  /** The linear map that average pooling is. */
  public static Resampling averaging(
      int height, int width, int kernelHeight, int kernelWidth, Sliding sliding) {
    return KeptMaps.ofThread().of(AVERAGING, height, width, kernelHeight, kernelWidth, 0, sliding);
  }

  /** Writes the shape of the result. */
  static void setShape(
      String operation,
      Tensor x,
      int kernelHeight,
      int kernelWidth,
      Sliding sliding,
      int[] result) {
    int[] shape = x.dimensions();
    if (shape.length != 4 || kernelHeight < 1 || kernelWidth < 1) {
      throw new IllegalArgumentException(
          operation
              + ": a window of "
              + kernelHeight
              + "x"
              + kernelWidth
              + " over shape "
              + Arrays.toString(shape)
              + ", which needs four axes");
    }
    int rows = sliding.rows(shape[2], kernelHeight);
    int columns = sliding.columns(shape[3], kernelWidth);
    if (rows == 0 || columns == 0) {
      throw new IllegalArgumentException(
          operation
              + ": a window of "
              + kernelHeight
              + "x"
              + kernelWidth
              + " has no place in shape "
              + Arrays.toString(shape)
              + " with "
              + sliding);
    }
    result[0] = shape[0];
    result[1] = shape[1];
    result[2] = rows;
    result[3] = columns;
  }

  private static Resampling makeAveraging(
      int height, int width, int kernelHeight, int kernelWidth, int none, Sliding sliding) {
    int rows = sliding.rows(height, kernelHeight);
    int columns = sliding.columns(width, kernelWidth);
    double weight = 1.0 / (kernelHeight * kernelWidth);
    Resampling.Builder map =
        new Resampling.Builder(new int[] {height, width}, new int[] {rows, columns}, null);
    for (int i = 0; i < rows * columns; i++) {
      for (int k = 0; k < kernelHeight * kernelWidth; k++) {
        int atY = sliding.y(i / columns, k / kernelWidth);
        int atX = sliding.x(i % columns, k % kernelWidth);
        if (atY >= 0 && atY < height && atX >= 0 && atX < width) {
          map.add(atY * width + atX, weight);
        }
      }
      map.next();
    }
    return map.build();
  }
}
