package dev.gradc.tensor;

/**
 * What operations write down on their way to a result: shapes, strides, plans of loops. It stays
 * with the tensor that they write into, so that the next evaluation makes none. Whoever writes a
 * tensor has it to himself, and so its scratch: there are no locks. Holds no tensors.
 */
final class Scratch {

  // The arrays, by what they are for: an operation that calls another one needs its own meanwhile.
  static final int RESULT = 0;
  static final int STRIDES = 1;
  static final int AXES = 2;
  static final int RESHAPED = 3;
  static final int PARTS = 4;
  private static final int ARRAYS = 5;

  private final int[][] arrays = new int[ARRAYS][];
  private StridedLoop loop;
  private Accumulation accumulation;
  private Blas.Product product;
  private Patches patches;
  private Window window;

  /** That of the tensor which is written into, or a new one if there is none yet. */
  static Scratch of(Tensor into) {
    return into == null ? new Scratch() : into.scratch();
  }

  /** An array of that length, with anything in it. */
  int[] ints(int purpose, int length) {
    if (arrays[purpose] == null || arrays[purpose].length != length) {
      arrays[purpose] = new int[length];
    }
    return arrays[purpose];
  }

  /** The shape of a result. */
  int[] shape(int rank) {
    return ints(RESULT, rank);
  }

  /** The shape of a result with four axes. */
  int[] shape(int first, int second, int third, int fourth) {
    int[] shape = shape(4);
    shape[0] = first;
    shape[1] = second;
    shape[2] = third;
    shape[3] = fourth;
    return shape;
  }

  /** A copy of a shape. */
  int[] copy(int[] shape) {
    int[] copy = shape(shape.length);
    System.arraycopy(shape, 0, copy, 0, shape.length);
    return copy;
  }

  StridedLoop loop() {
    if (loop == null) {
      loop = new StridedLoop();
    }
    return loop;
  }

  Accumulation accumulation() {
    if (accumulation == null) {
      accumulation = new Accumulation(this);
    }
    return accumulation;
  }

  /** What windows see: those of before if nothing has changed. */
  Patches patches(String operation, int[] pictures, int[] weight, Sliding sliding) {
    patches = Patches.of(patches, operation, pictures, weight, sliding);
    return patches;
  }

  Window window() {
    if (window == null) {
      window = new Window();
    }
    return window;
  }

  Blas.Product product() {
    if (product == null) {
      product = new Blas.Product();
    }
    return product;
  }
}
