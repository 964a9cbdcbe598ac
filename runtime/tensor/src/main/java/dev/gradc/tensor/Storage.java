package dev.gradc.tensor;

/**
 * The numbers of a tensor, row by row, and how often they changed. For code that works on many
 * numbers at once: optimizers, files, generated loops. {@link Tensor#detach()} is the only way to
 * two tensors with one storage.
 *
 * <p>Who writes into the arrays says so by {@link #changed()}; a tape that read them before would
 * else compute a gradient of no function at all.
 */
public final class Storage {

  private static final double[] NO_DOUBLES = {};
  private static final float[] NO_FLOATS = {};

  private final DType dtype;
  private final double[] doubles;
  private final float[] floats;
  private int version;

  private Storage(DType dtype, double[] doubles, float[] floats) {
    this.dtype = dtype;
    this.doubles = doubles;
    this.floats = floats;
  }

  /**
   * Zeros.
   *
   * @param dtype the type of the numbers
   * @param size how many
   * @return a new storage
   */
  public static Storage zeros(DType dtype, int size) {
    return dtype == DType.DOUBLE ? of(new double[size]) : of(new float[size]);
  }

  /**
   * A view of an array.
   *
   * @param doubles is not copied
   * @return a new storage
   */
  public static Storage of(double[] doubles) {
    return new Storage(DType.DOUBLE, doubles, NO_FLOATS);
  }

  /**
   * A view of an array.
   *
   * @param floats is not copied
   * @return a new storage
   */
  public static Storage of(float[] floats) {
    return new Storage(DType.FLOAT, NO_DOUBLES, floats);
  }

  /**
   * The type of the numbers.
   *
   * @return the type
   */
  public DType dtype() {
    return dtype;
  }

  /**
   * How many numbers there are.
   *
   * @return 0 or more
   */
  public int size() {
    return dtype == DType.DOUBLE ? doubles.length : floats.length;
  }

  /**
   * The array itself.
   *
   * @return it, or an empty one if the numbers are floats
   */
  public double[] doubles() {
    return doubles;
  }

  /**
   * The array itself.
   *
   * @return it, or an empty one if the numbers are doubles
   */
  public float[] floats() {
    return floats;
  }

  /**
   * One number.
   *
   * @param index from 0
   * @return it
   */
  public double get(int index) {
    return dtype == DType.DOUBLE ? doubles[index] : floats[index];
  }

  /**
   * Changes a number, and does not count that.
   *
   * @param index from 0
   * @param value is rounded to the type of the numbers
   */
  public void set(int index, double value) {
    if (dtype == DType.DOUBLE) {
      doubles[index] = value;
    } else {
      floats[index] = (float) value;
    }
  }

  /**
   * How often the numbers changed.
   *
   * @return a count, from 0
   */
  public int version() {
    return version;
  }

  /** Counts a change of any extent. */
  public void changed() {
    version++;
  }

  /** Copies numbers of the same type. */
  void copyTo(int from, Storage target, int to, int count) {
    if (dtype == DType.DOUBLE) {
      System.arraycopy(doubles, from, target.doubles, to, count);
    } else {
      System.arraycopy(floats, from, target.floats, to, count);
    }
  }

  void fill(double value) {
    if (dtype == DType.DOUBLE) {
      java.util.Arrays.fill(doubles, value);
    } else {
      java.util.Arrays.fill(floats, (float) value);
    }
  }
}
