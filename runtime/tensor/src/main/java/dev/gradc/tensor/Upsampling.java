package dev.gradc.tensor;

import java.util.Arrays;

/** Pictures [batch, channels, height, width] in another size, smaller ones too. */
public final class Upsampling {

  private static final KeptMaps.Maker<Void> NEAREST = Upsampling::makeNearest;
  private static final KeptMaps.Maker<Boolean> BILINEAR = Upsampling::makeBilinear;

  private Upsampling() {}

  /** Each element is the nearest one of x, as its pixels cover the plane. */
  public static Tensor nearest(Tensor x, int height, int width) {
    return nearest(x, height, width, null);
  }

  public static Tensor nearest(Tensor x, int height, int width, Tensor into) {
    check("nearest", x, height, width);
    return Resampling.resample(x, nearestMap(x.dim(2), x.dim(3), height, width), into);
  }

  /**
   * Each element is interpolated between the four nearest ones of x.
   *
   * @param x [batch, channels, height, width]
   * @param height of the result
   * @param width of the result
   * @param alignCorners whether the centres of the corner pixels fall on each other, or the corners
   *     of these pixels
   * @return [batch, channels, height, width of the result]
   */
  public static Tensor bilinear(Tensor x, int height, int width, boolean alignCorners) {
    return bilinear(x, height, width, alignCorners, null);
  }

  public static Tensor bilinear(
      Tensor x, int height, int width, boolean alignCorners, Tensor into) {
    check("bilinear", x, height, width);
    Resampling map = bilinearMap(x.dim(2), x.dim(3), height, width, alignCorners);
    return Resampling.resample(x, map, into);
  }

  /** The linear map that {@link #nearest} is, from the first size to the second one. */
  public static Resampling nearestMap(int height, int width, int newHeight, int newWidth) {
    return KeptMaps.ofThread().of(NEAREST, height, width, newHeight, newWidth, 0, null);
  }

  /** The linear map that {@link #bilinear} is, from the first size to the second one. */
  public static Resampling bilinearMap(
      int height, int width, int newHeight, int newWidth, boolean alignCorners) {
    return KeptMaps.ofThread().of(BILINEAR, height, width, newHeight, newWidth, 0, alignCorners);
  }

  /** Adds the four neighbours of a point in a plane, which is not left of or above it. */
  static void addBilinear(
      Resampling.Builder map, int height, int width, double y, double x, double weight) {
    int top = Math.min((int) y, height - 1);
    int left = Math.min((int) x, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    int right = Math.min(left + 1, width - 1);
    double down = Math.min(y - top, 1) * weight;
    double up = weight - down;
    double across = Math.min(x - left, 1);
    map.add(top * width + left, up * (1 - across));
    map.add(top * width + right, up * across);
    map.add(bottom * width + left, down * (1 - across));
    map.add(bottom * width + right, down * across);
  }

  private static double source(int position, int length, int newLength, boolean alignCorners) {
    if (alignCorners) {
      return newLength == 1 ? 0 : position * ((length - 1.0) / (newLength - 1));
    }
    return Math.max(0, (position + 0.5) * length / newLength - 0.5);
  }

  private static void check(String operation, Tensor x, int height, int width) {
    int[] shape = x.dimensions();
    if (shape.length != 4 || shape[2] == 0 || shape[3] == 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          operation
              + ": from shape "
              + Arrays.toString(shape)
              + " to "
              + height
              + "x"
              + width
              + ": pictures have four axes and are not empty");
    }
  }

  private static Resampling makeNearest(
      int height, int width, int newHeight, int newWidth, int none, Void nothing) {
    Resampling.Builder map =
        new Resampling.Builder(new int[] {height, width}, new int[] {newHeight, newWidth}, null);
    for (int y = 0; y < newHeight; y++) {
      int fromY = (int) ((long) y * height / newHeight);
      for (int x = 0; x < newWidth; x++) {
        map.add(fromY * width + (int) ((long) x * width / newWidth), 1);
        map.next();
      }
    }
    return map.build();
  }

  private static Resampling makeBilinear(
      int height, int width, int newHeight, int newWidth, int none, Boolean alignCorners) {
    Resampling.Builder map =
        new Resampling.Builder(new int[] {height, width}, new int[] {newHeight, newWidth}, null);
    for (int y = 0; y < newHeight; y++) {
      double fromY = source(y, height, newHeight, alignCorners);
      for (int x = 0; x < newWidth; x++) {
        addBilinear(map, height, width, fromY, source(x, width, newWidth, alignCorners), 1);
        map.next();
      }
    }
    return map.build();
  }
}
