package dev.gradc.tensor;

import java.util.Arrays;

/**
 * A linear map of planes: each element of the result is a weighted sum of few elements of a plane
 * of the argument. Average pooling, upsampling and the pooling of regions are such maps; the
 * adjoint goes the other way. Immutable.
 *
 * <p>Either every plane of a batch is mapped in the same way, or there are several parts, each with
 * weights and a sample of the batch of its own (a region).
 */
public final class Resampling {

  private final int[] from;
  private final int[] to;
  private final int[] samples;
  private final int[] starts;
  private final int[] places;
  private final double[] weights;

  private Resampling(Builder builder) {
    this.from = builder.from;
    this.to = builder.to;
    this.samples = builder.samples;
    this.starts = Arrays.copyOf(builder.starts, builder.rows + 1);
    this.places = Arrays.copyOf(builder.places, builder.count);
    this.weights = Arrays.copyOf(builder.weights, builder.count);
  }

  /**
   * Maps all planes.
   *
   * @param x [batch, channels, plane…]
   * @param map of planes of that shape
   * @return [batch or parts, channels, plane of the result…]
   */
  public static Tensor resample(Tensor x, Resampling map) {
    return resample(x, map, null);
  }

  public static Tensor resample(Tensor x, Resampling map, Tensor into) {
    return resample(x, x.dimensions(), map, into);
  }

  /** The same of a tensor as if it had another shape of the same size. */
  static Tensor resample(Tensor x, int[] shape, Resampling map, Tensor into) {
    check("resample", shape, map.from);
    int batch = shape[0];
    int channels = shape[1];
    int parts = map.samples == null ? batch : map.samples.length;
    Tensor result = Tensor.reuse(into, x.dtype(), shape(parts, channels, map.to, into), x);
    for (int part = 0; part < parts; part++) {
      int sample = map.sample(part, batch);
      for (int c = 0; c < channels; c++) {
        map.forward(
            x.storage(),
            (sample * channels + c) * map.fromSize(),
            part,
            result.storage(),
            (part * channels + c) * map.toSize());
      }
    }
    return result;
  }

  /**
   * The adjoint of {@link #resample}.
   *
   * @param y [batch or parts, channels, plane of the result…]
   * @param map as in the other direction
   * @param batch how many samples there were
   * @return [batch, channels, plane…]
   */
  public static Tensor resampleBack(Tensor y, Resampling map, int batch) {
    return resampleBack(y, map, batch, null);
  }

  public static Tensor resampleBack(Tensor y, Resampling map, int batch, Tensor into) {
    check("resampleBack", y.dimensions(), map.to);
    int channels = y.dim(1);
    int parts = map.samples == null ? batch : map.samples.length;
    if (y.dim(0) != parts) {
      throw new IllegalArgumentException(
          "resampleBack: shape "
              + Arrays.toString(y.dimensions())
              + " has not "
              + parts
              + " parts");
    }
    Tensor result = Tensor.reuse(into, y.dtype(), shape(batch, channels, map.from, into), y);
    result.storage().fill(0);
    for (int part = 0; part < parts; part++) {
      int sample = map.sample(part, batch);
      for (int c = 0; c < channels; c++) {
        map.backward(
            y.storage(),
            (part * channels + c) * map.toSize(),
            part,
            result.storage(),
            (sample * channels + c) * map.fromSize());
      }
    }
    return result;
  }

  private void forward(Storage x, int plane, int part, Storage y, int start) {
    int row = samples == null ? 0 : part * toSize();
    for (int i = 0; i < toSize(); i++) {
      double sum = 0;
      for (int k = starts[row + i]; k < starts[row + i + 1]; k++) {
        sum += weights[k] * x.get(plane + places[k]);
      }
      y.set(start + i, sum);
    }
  }

  private void backward(Storage y, int start, int part, Storage x, int plane) {
    int row = samples == null ? 0 : part * toSize();
    for (int i = 0; i < toSize(); i++) {
      double value = y.get(start + i);
      for (int k = starts[row + i]; k < starts[row + i + 1]; k++) {
        int at = plane + places[k];
        x.set(at, x.get(at) + weights[k] * value);
      }
    }
  }

  private int fromSize() {
    return Dimensions.product(from, 0, from.length);
  }

  private int toSize() {
    return Dimensions.product(to, 0, to.length);
  }

  private int sample(int part, int batch) {
    if (samples == null) {
      return part;
    }
    if (samples[part] < 0 || samples[part] >= batch) {
      throw new IndexOutOfBoundsException(
          "part " + part + " is of sample " + samples[part] + " of a batch of " + batch);
    }
    return samples[part];
  }

  private static void check(String operation, int[] shape, int[] plane) {
    if (shape.length != plane.length + 2
        || !Arrays.equals(shape, 2, shape.length, plane, 0, plane.length)) {
      throw new IllegalArgumentException(
          operation
              + ": shape "
              + Arrays.toString(shape)
              + " has no planes of shape "
              + Arrays.toString(plane));
    }
  }

  private static int[] shape(int parts, int channels, int[] plane, Tensor into) {
    int[] shape = Scratch.of(into).shape(plane.length + 2);
    shape[0] = parts;
    shape[1] = channels;
    System.arraycopy(plane, 0, shape, 2, plane.length);
    return shape;
  }

  /** Collects the weights, element after element of the result. */
  static final class Builder {
    private final int[] from;
    private final int[] to;
    private final int[] samples;
    private int[] starts = new int[16];
    private int[] places = new int[16];
    private double[] weights = new double[16];
    private int rows;
    private int count;

    /**
     * A map of planes of one shape to planes of another one.
     *
     * @param samples of the batch, for each part; or null if all are mapped in the same way
     */
    Builder(int[] from, int[] to, int[] samples) {
      this.from = from;
      this.to = to;
      this.samples = samples;
    }

    /** One more element of the plane has a weight in this element of the result. */
    void add(int place, double weight) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        weights = Arrays.copyOf(weights, 2 * count);
      }
      places[count] = place;
      weights[count++] = weight;
    }

    /** On to the next element of the result. */
    void next() {
      if (++rows == starts.length) {
        starts = Arrays.copyOf(starts, 2 * rows);
      }
      starts[rows] = count;
    }

    Resampling build() {
      return new Resampling(this);
    }
  }
}
