package dev.gradc.tensor;

/** For generated code: maxima of windows and regions whose places are known. */
public final class PooledPlaces {

  private PooledPlaces() {}

  /**
   * What {@link Pooling#maxPool2d} gives.
   *
   * @param x the pictures
   * @param places what {@link Pooling#maxPlaces} gives of the same arguments
   * @param kernelHeight of the window
   * @param kernelWidth of the window
   * @param sliding stride, padding, dilation
   * @param into as in {@link Into}
   * @return the maxima
   */
  public static Tensor maxPool2d(
      Tensor x, int[] places, int kernelHeight, int kernelWidth, Sliding sliding, Tensor into) {
    int[] shape = Scratch.of(into).shape(4);
    Pooling.setShape("maxPool2d", x, kernelHeight, kernelWidth, sliding, shape);
    return Indexing.take(x, places, shape, into);
  }

  /**
   * The same in a new tensor.
   *
   * @param x the pictures
   * @param places what {@link Pooling#maxPlaces} gives of the same arguments
   * @param kernelHeight of the window
   * @param kernelWidth of the window
   * @param sliding stride, padding, dilation
   * @return the maxima
   */
  public static Tensor maxPool2d(
      Tensor x, int[] places, int kernelHeight, int kernelWidth, Sliding sliding) {
    return maxPool2d(x, places, kernelHeight, kernelWidth, sliding, null);
  }

  /**
   * What {@link Regions#maxPool} gives.
   *
   * @param x the features
   * @param places what {@link Regions#maxPlaces} gives of the same arguments
   * @param boxes the regions
   * @param rows of bins
   * @param columns of bins
   * @param into as in {@link Into}
   * @return the maxima
   */
  public static Tensor maxPool(
      Tensor x, int[] places, Boxes boxes, int rows, int columns, Tensor into) {
    int[] shape = Scratch.of(into).shape(boxes.count(), x.dim(1), rows, columns);
    return Indexing.take(x, places, shape, into);
  }

  /**
   * The same in a new tensor.
   *
   * @param x the features
   * @param places what {@link Regions#maxPlaces} gives of the same arguments
   * @param boxes the regions
   * @param rows of bins
   * @param columns of bins
   * @return the maxima
   */
  public static Tensor maxPool(Tensor x, int[] places, Boxes boxes, int rows, int columns) {
    return maxPool(x, places, boxes, rows, columns, null);
  }
}
