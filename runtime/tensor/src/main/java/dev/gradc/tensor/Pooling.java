package dev.gradc.tensor;

import java.util.Arrays;

/** Pooling over the windows of pictures [batch, channels, height, width]. */
public final class Pooling {

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
    int[] places = maxPlaces(x, kernelHeight, kernelWidth, sliding);
    return Indexing.take(
        x, places, resultShape("maxPool2d", x, kernelHeight, kernelWidth, sliding), into);
  }

  /** Where the elements that {@link #maxPool2d} chooses are, in row-major order. */
  public static int[] maxPlaces(Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
    int[] shape = resultShape("maxPool2d", x, kernelHeight, kernelWidth, sliding);
    int height = x.dim(2);
    int width = x.dim(3);
    int[] places = new int[Dimensions.size(shape)];
    int next = 0;
    for (int plane = 0; plane < shape[0] * shape[1]; plane++) {
      for (int row = 0; row < shape[2]; row++) {
        Range down = Range.within(sliding.y(row, 0), sliding.dilationY(), kernelHeight, height);
        for (int column = 0; column < shape[3]; column++) {
          Range across =
              Range.within(sliding.x(column, 0), sliding.dilationX(), kernelWidth, width);
          places[next++] = largest(x.storage(), plane * height * width, width, down, across);
        }
      }
    }
    checkSeen(x, kernelHeight, kernelWidth, sliding, places);
    return places;
  }

  private static void checkSeen(
      Tensor x, int kernelHeight, int kernelWidth, Sliding sliding, int[] places) {
    for (int place : places) {
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
  }

  /** Rows or columns of a picture, at equal distances. */
  record Range(int from, int to, int step) {

    /** Those of a window that are in the picture and not in its padding. */
    static Range within(int start, int step, int count, int length) {
      int missing = start < 0 ? (step - 1 - start) / step : 0;
      return new Range(start + missing * step, Math.min(start + count * step, length), step);
    }
  }

  /** The first place of the largest number in a plane, or -1 if there is none. */
  static int largest(Storage numbers, int plane, int width, Range down, Range across) {
    int best = -1;
    double largest = Double.NEGATIVE_INFINITY;
    for (int y = down.from(); y < down.to(); y += down.step()) {
      for (int x = across.from(); x < across.to(); x += across.step()) {
        int place = plane + y * width + x;
        double value = numbers.get(place);
        boolean first = best < 0;
        if (first || value > largest || (Double.isNaN(value) && !Double.isNaN(largest))) {
          best = place;
          largest = value;
        }
      }
    }
    return best;
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
    resultShape("averagePool2d", x, kernelHeight, kernelWidth, sliding);
    Resampling map = averaging(x.dim(2), x.dim(3), kernelHeight, kernelWidth, sliding);
    return Resampling.resample(x, map, into);
  }

  /** The linear map that average pooling is. */
  public static Resampling averaging(
      int height, int width, int kernelHeight, int kernelWidth, Sliding sliding) {
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

  private static int[] resultShape(
      String operation, Tensor x, int kernelHeight, int kernelWidth, Sliding sliding) {
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
    return new int[] {shape[0], shape[1], rows, columns};
  }
}
