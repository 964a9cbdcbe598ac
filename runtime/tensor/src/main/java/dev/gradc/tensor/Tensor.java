package dev.gradc.tensor;

import java.util.Arrays;

/**
 * A dense array of floating-point numbers of any rank, stored row by row. Its shape is known at run
 * time; a scalar has rank 0.
 *
 * <p>Operations give new tensors and leave their arguments as they are; no two tensors share their
 * numbers, but for {@link #detach()}. The methods whose name ends in {@code InPlace}, and {@link
 * #set}, {@link #fill} and {@link #copyFrom}, change a tensor: they are for optimizers and data,
 * and {@link #version()} counts them.
 *
 * <p>Shapes of two operands <i>broadcast</i> as in NumPy: aligned at the last axis, where one has
 * length 1 or no axis it is repeated. Axes may be counted from the end, -1 being the last.
 *
 * <p>Each operation throws {@link IllegalArgumentException} if shapes do not fit, with both shapes,
 * or if one operand holds floats and the other doubles. The derivative rules are in {@link
 * dev.gradc.tensor.rules}; the forms that write into a tensor that is there already are in {@link
 * Into}. More operations are in {@link Activations}, {@link Functions}, {@link Comparisons}, {@link
 * Reductions}, {@link Products}, {@link Shapes}, {@link Indexing}, {@link Convolution}, {@link
 * Pooling}, {@link Upsampling}, {@link Normalization} and {@link Regions}.
 */
public final class Tensor {

  private final Storage storage;
  private final int[] shape;

  /** The version at which these are zeros of {@link Cotangents#none}; -1 if they never were. */
  private int noneAt = -1;

  /** Of the operations that write it; null until one does. */
  private Scratch scratch;

  private Tensor(Storage storage, int[] shape) {
    this.storage = storage;
    this.shape = shape;
  }

  /** A copy of numbers given row by row; throws if the shape has another number of elements. */
  public static Tensor of(double[] numbers, int... shape) {
    return wrap(Storage.of(numbers.clone()), shape);
  }

  /** A copy of numbers given row by row; throws if the shape has another number of elements. */
  public static Tensor of(float[] numbers, int... shape) {
    return wrap(Storage.of(numbers.clone()), shape);
  }

  /** A tensor of rank 0. */
  public static Tensor scalar(double number) {
    return wrap(Storage.of(new double[] {number}));
  }

  /** Zeros of the shape given. */
  public static Tensor zeros(DType dtype, int... shape) {
    return new Tensor(Storage.zeros(dtype, Dimensions.size(shape)), shape.clone());
  }

  /** The same number everywhere. */
  public static Tensor full(DType dtype, double number, int... shape) {
    Tensor result = zeros(dtype, shape);
    result.storage.fill(number);
    return result;
  }

  /** A view of a storage; throws if the shape has another number of elements. */
  public static Tensor wrap(Storage storage, int... shape) {
    checkFills(storage.size(), shape);
    return new Tensor(storage, shape.clone());
  }

  static void checkFills(int size, int[] shape) {
    if (Dimensions.size(shape) != size) {
      throw new IllegalArgumentException(
          size + " numbers do not fill shape " + Arrays.toString(shape));
    }
  }

  // What it is.

  /** The lengths of all axes, in a new array. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of axes. */
  public int rank() {
    return shape.length;
  }

  /** The length of one axis. */
  public int dim(int axis) {
    return shape[Dimensions.axis("dim", axis, shape)];
  }

  /** The number of elements. */
  public int size() {
    return storage.size();
  }

  /** The type of the numbers. */
  public DType dtype() {
    return storage.dtype();
  }

  /** The numbers themselves, not a copy. */
  public Storage storage() {
    return storage;
  }

  /** How often the numbers were changed in place. */
  public int version() {
    return storage.version();
  }

  /** The element at an index for each axis. */
  public double get(int... index) {
    return storage.get(offset(index));
  }

  /** Where the element at an index for each axis is in row-major order. */
  public int offset(int... index) {
    boolean fits = index.length == shape.length;
    int offset = 0;
    for (int i = 0; fits && i < index.length; i++) {
      fits = index[i] >= 0 && index[i] < shape[i];
      offset = offset * shape[i] + index[i];
    }
    if (!fits) {
      throw new IndexOutOfBoundsException(
          "index " + Arrays.toString(index) + " is not in shape " + Arrays.toString(shape));
    }
    return offset;
  }

  /** The only element of a tensor of any rank; throws if it has none or several. */
  public double item() {
    if (size() != 1) {
      throw new IllegalArgumentException(
          "item: shape " + Arrays.toString(shape) + " has not one element but " + size());
    }
    return storage.get(0);
  }

  /** All elements, row by row, in a new array. */
  public double[] toDoubles() {
    double[] result = new double[size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = storage.get(i);
    }
    return result;
  }

  /** The same numbers, and the same count of changes, as a constant for differentiation. */
  public Tensor detach() {
    return new Tensor(storage, shape);
  }

  /** A tensor of its own with the same numbers. */
  public Tensor copy() {
    return Into.copy(this, null);
  }

  /** The same numbers as another type; a copy in any case. */
  public Tensor to(DType dtype) {
    return Into.to(this, dtype, null);
  }

  // Changes.

  /** Changes one element. */
  public void set(double number, int... index) {
    storage.set(offset(index), number);
    storage.changed();
  }

  /** Makes all elements the same number. */
  public void fill(double number) {
    storage.fill(number);
    storage.changed();
  }

  /** Takes the elements of a tensor of the same shape and type. */
  public void copyFrom(Tensor other) {
    sameShape("copyFrom", other);
    other.storage.copyTo(0, storage, 0, size());
    storage.changed();
  }

  /** Adds a tensor of the same shape and type to this one. */
  public void addInPlace(Tensor other) {
    sameShape("addInPlace", other);
    if (size() > 0) {
      ArithmeticKernel.ADD.run(storage, 0, 1, other.storage, 0, 1, storage, 0, size());
    }
    storage.changed();
  }

  /** Multiplies all elements by a number. */
  public void mulInPlace(double factor) {
    Elementwise.withNumber(ArithmeticKernel.MUL, this, factor, this);
  }

  // Arithmetic.

  /** This + other. */
  public Tensor add(Tensor other) {
    return Into.add(this, other, null);
  }

  /** This + number, for each element. */
  public Tensor add(double number) {
    return Into.add(this, number, null);
  }

  /** This - other. */
  public Tensor sub(Tensor other) {
    return Into.sub(this, other, null);
  }

  /** This - number, for each element. */
  public Tensor sub(double number) {
    return Into.sub(this, number, null);
  }

  /** This · other, element by element. */
  public Tensor mul(Tensor other) {
    return Into.mul(this, other, null);
  }

  /** This · number, for each element. */
  public Tensor mul(double number) {
    return Into.mul(this, number, null);
  }

  /** This / other, element by element. */
  public Tensor div(Tensor other) {
    return Into.div(this, other, null);
  }

  /** This / number, for each element. */
  public Tensor div(double number) {
    return Into.div(this, number, null);
  }

  /** -this. */
  public Tensor neg() {
    return Into.neg(this, null);
  }

  /** This to the power given, for each element, as {@link Math#pow}. */
  public Tensor pow(double exponent) {
    return Into.pow(this, exponent, null);
  }

  /** The larger of two elements; NaN if one is. A tie splits the gradient evenly. */
  public Tensor maximum(Tensor other) {
    return Into.maximum(this, other, null);
  }

  /** The smaller of two elements; NaN if one is. A tie splits the gradient evenly. */
  public Tensor minimum(Tensor other) {
    return Into.minimum(this, other, null);
  }

  /** Each element, or the bound that is nearest to it. At a bound the derivative is 1. */
  public Tensor clamp(double low, double high) {
    return Into.clamp(this, low, high, null);
  }

  // Functions of each element.

  /** exp(x). */
  public Tensor exp() {
    return Into.exp(this, null);
  }

  /** The natural logarithm. */
  public Tensor log() {
    return Into.log(this, null);
  }

  /** The square root; its derivative at 0 is infinite. */
  public Tensor sqrt() {
    return Into.sqrt(this, null);
  }

  /** x². */
  public Tensor square() {
    return Into.square(this, null);
  }

  /** |x|; its derivative at 0 is 0. */
  public Tensor abs() {
    return Into.abs(this, null);
  }

  /** The hyperbolic tangent. */
  public Tensor tanh() {
    return Into.tanh(this, null);
  }

  /** 1 / (1 + exp(-x)), without overflow. */
  public Tensor sigmoid() {
    return Into.sigmoid(this, null);
  }

  /** max(x, 0); its derivative at 0 is 0. */
  public Tensor relu() {
    return Into.relu(this, null);
  }

  // Over axes.

  /** The sum over the axes named, which disappear; over all if none is named. */
  public Tensor sum(int... axes) {
    return Into.sum(this, axes, null);
  }

  /** The mean over the axes named, which disappear; over all if none is named. NaN of nothing. */
  public Tensor mean(int... axes) {
    return Into.mean(this, axes, null);
  }

  /**
   * The largest element over the axes named, which disappear; over all if none is named; NaN if one
   * is. Throws where there is nothing. Ties share the gradient evenly.
   */
  public Tensor max(int... axes) {
    return Into.max(this, axes, null);
  }

  /**
   * The smallest element over the axes named, which disappear; over all if none is named; NaN if
   * one is. Throws where there is nothing. Ties share the gradient evenly.
   */
  public Tensor min(int... axes) {
    return Into.min(this, axes, null);
  }

  /** exp(x) / Σ exp(x) along an axis, without overflow. */
  public Tensor softmax(int axis) {
    return Into.softmax(this, axis, null);
  }

  /** The logarithm of the softmax, without overflow or loss of small probabilities. */
  public Tensor logSoftmax(int axis) {
    return Into.logSoftmax(this, axis, null);
  }

  // Matrices and shapes.

  /**
   * The matrix product over the last two axes, [.., m, k] · [.., k, n] = [.., m, n]; the axes
   * before them broadcast.
   */
  public Tensor matmul(Tensor other) {
    return Into.matmul(this, other, null);
  }

  /** The last two axes swapped. */
  public Tensor transpose() {
    return Into.transpose(this, null);
  }

  /** The same numbers, row by row, in another shape; one length may be -1, and is what fits. */
  public Tensor reshape(int... newShape) {
    return Into.reshape(this, newShape, null);
  }

  /** The part from index {@code from} to before index {@code to} along an axis. */
  public Tensor slice(int axis, int from, int to) {
    return Into.slice(this, axis, from, to, null);
  }

  /** Type and shape, and the numbers if there are few. */
  @Override
  public String toString() {
    String head = dtype() + Arrays.toString(shape);
    return size() <= 32 ? head + Arrays.toString(toDoubles()) : head;
  }

  // For this package.

  /** Says that these zeros stand for nothing, until they change. */
  void markNone() {
    noneAt = version();
  }

  boolean isNone() {
    return noneAt == version();
  }

  /** The shape itself; nobody may change it. */
  int[] dimensions() {
    return shape;
  }

  /**
   * A tensor to write a result into: the one given if it is right, else a new one. Its numbers are
   * whatever they were.
   */
  static Tensor reuse(Tensor into, DType dtype, int[] shape) {
    if (into == null || into.dtype() != dtype || !Arrays.equals(into.shape, shape)) {
      return zeros(dtype, shape);
    }
    into.storage.changed();
    return into;
  }

  /** As above, for operations that read an argument after they begin to write. */
  static Tensor reuse(Tensor into, DType dtype, int[] shape, Tensor read) {
    return reuse(into, dtype, shape, read, read);
  }

  /** As above, for operations that read two arguments after they begin to write. */
  static Tensor reuse(Tensor into, DType dtype, int[] shape, Tensor read, Tensor other) {
    if (into != null && (into.storage == read.storage || into.storage == other.storage)) {
      throw new IllegalArgumentException("a result cannot be written into its own argument");
    }
    return reuse(into, dtype, shape);
  }

  /** For the operation that writes it. */
  Scratch scratch() {
    if (scratch == null) {
      scratch = new Scratch();
    }
    return scratch;
  }

  static DType commonType(String operation, Tensor a, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + a.dtype()
              + Arrays.toString(a.shape)
              + " and "
              + b.dtype()
              + Arrays.toString(b.shape)
              + " hold numbers of different types; convert one by to(DType)");
    }
    return a.dtype();
  }

  private void sameShape(String operation, Tensor other) {
    commonType(operation, this, other);
    if (!Arrays.equals(shape, other.shape)) {
      throw new IllegalArgumentException(
          operation + ": " + Dimensions.both(shape, other.shape) + " differ");
    }
  }
}
