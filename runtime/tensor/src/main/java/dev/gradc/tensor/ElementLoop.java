package dev.gradc.tensor;

import java.util.Arrays;

/**
 * For generated code: what one loop over the elements of several tensors needs, in place of one
 * loop for each operation. The loop reads inputs of one shape, or that broadcast to it, and writes
 * results of that shape. Whether that is so is known when it runs; where it is not, generated code
 * runs the operations one by one.
 *
 * <p>With the system property {@code dev.gradc.tensor.oneByOne} set to {@code true} they always run
 * one by one, which gives the same bits: for a debugger, where what a single operation gives is to
 * be seen.
 *
 * <p>Kept from one run to the next, it allocates nothing. Belongs to one thread.
 */
public final class ElementLoop {

  private static final String ONE_BY_ONE = "dev.gradc.tensor.oneByOne";
  private static final int[] NO_SHAPE = {};

  private final boolean isNeverOne = Boolean.getBoolean(ONE_BY_ONE);

  private final Tensor[] inputs;
  private final Tensor[] results;

  /** What operations by themselves have given, which the loop does not store. */
  private final Tensor[] inner;

  /** What those write into. */
  private final KeptByShape[] keptInner;

  /** What inputs that are repeated are written out into. */
  private final KeptByShape[] repeated;

  /** Whether generated code tells when an evaluation begins, since it runs several times in one. */
  private boolean isInLoop;

  private int[] shape = NO_SHAPE;
  private DType dtype = DType.DOUBLE;
  private boolean isOneByOne;

  private ElementLoop(int inputs, int results, int inner) {
    this.inputs = new Tensor[inputs];
    this.repeated = new KeptByShape[inputs];
    this.results = new Tensor[results];
    this.inner = new Tensor[inner];
    this.keptInner = new KeptByShape[inner];
  }

  /**
   * Begins an evaluation of code in which the loop stands in a loop: iterations may have different
   * shapes, and what each of them needs is kept.
   *
   * @param kept that of the evaluation before; null at first
   */
  public static void begin(ElementLoop kept) {
    if (kept != null) {
      kept.isInLoop = true;
      kept.restart();
    }
  }

  private void restart() {
    restart(repeated);
    restart(keptInner);
  }

  private static void restart(KeptByShape[] all) {
    for (KeptByShape kept : all) {
      if (kept != null) {
        kept.restart();
      }
    }
  }

  private static KeptByShape at(int position, KeptByShape[] all) {
    if (all[position] == null) {
      all[position] = KeptByShape.begin(null);
    }
    return all[position];
  }

  /**
   * That of the run before, or a new one.
   *
   * @param kept null at first
   * @param inputs how many tensors it reads
   * @param results how many it writes
   * @param inner how many operations give what it does not write
   * @return the one to use
   */
  public static ElementLoop of(ElementLoop kept, int inputs, int results, int inner) {
    if (kept == null) {
      return new ElementLoop(inputs, results, inner);
    }
    if (!kept.isInLoop) {
      kept.restart();
    }
    return kept;
  }

  /** Takes an input. */
  public void read(int position, Tensor input) {
    inputs[position] = input;
  }

  /**
   * Whether all inputs are of one type, and are of one shape or broadcast to it: that of the input
   * with the most elements. To be asked for when all inputs are there.
   *
   * @return whether they are
   */
  public boolean isOne() {
    Tensor largest = inputs[0];
    for (Tensor input : inputs) {
      largest = input.size() > largest.size() ? input : largest;
    }
    shape = largest.dimensions();
    dtype = largest.dtype();
    for (Tensor input : inputs) {
      if (input.dtype() != dtype || !broadcasts(input.dimensions())) {
        return false;
      }
    }
    return !isNeverOne;
  }

  private boolean broadcasts(int[] small) {
    int shift = shape.length - small.length;
    for (int i = 0; i < small.length; i++) {
      if (shift < 0 || (small[i] != shape[i + shift] && small[i] != 1)) {
        return false;
      }
    }
    return shift >= 0;
  }

  /**
   * Whether an input has the shape of the loop, and is not repeated.
   *
   * @param position of the input
   * @return whether it has
   */
  public boolean isWhole(int position) {
    return isShape(inputs[position].dimensions());
  }

  /**
   * Whether a shape is that of the loop.
   *
   * @param other a shape
   * @return whether it is
   */
  public boolean isShape(int[] other) {
    return Arrays.equals(shape, other);
  }

  /**
   * Makes a result that the loop is to write.
   *
   * @param position of the result
   * @param into as in {@link Into}
   */
  public void write(int position, Tensor into) {
    isOneByOne = false;
    results[position] = Tensor.reuse(into, dtype, shape);
  }

  /**
   * Whether the loop is one over doubles, not floats.
   *
   * @return whether it is
   */
  public boolean isOfDoubles() {
    return dtype == DType.DOUBLE;
  }

  /**
   * How many elements there are.
   *
   * @return 0 or more
   */
  public int size() {
    return Dimensions.size(shape);
  }

  /**
   * The numbers of an input, as many as there are elements.
   *
   * @param position of the input
   * @return an array to read
   */
  public double[] doubles(int position) {
    return whole(position).storage().doubles();
  }

  /** The same of floats. */
  public float[] floats(int position) {
    return whole(position).storage().floats();
  }

  private Tensor whole(int position) {
    Tensor input = inputs[position];
    if (isWhole(position)) {
      return input;
    }
    KeptByShape kept = at(position, repeated);
    Tensor whole = writtenOut(input, kept.next());
    kept.keep(whole);
    return whole;
  }

  private Tensor writtenOut(Tensor input, Tensor into) {
    int length = input.size();
    if (length == 0 || !isRow(input.dimensions())) {
      return Shapes.broadcastTo(input, shape, into);
    }
    Tensor whole = Tensor.reuse(into, dtype, shape);
    for (int at = 0; length > 1 && at < whole.size(); at += length) {
      input.storage().copyTo(0, whole.storage(), at, length);
    }
    if (length == 1) {
      whole.storage().fill(input.item());
    }
    return whole;
  }

  /** Whether all its axes but the first ones of length 1 are the last ones of the loop. */
  private boolean isRow(int[] small) {
    boolean isPart = true;
    int shift = shape.length - small.length;
    for (int i = small.length - 1; i >= 0; i--) {
      isPart &= small[i] == shape[i + shift];
      if (!isPart && small[i] != 1) {
        return false;
      }
    }
    return true;
  }

  /**
   * The numbers of a result.
   *
   * @param position of the result
   * @return an array to write
   */
  public double[] toDoubles(int position) {
    return results[position].storage().doubles();
  }

  /** The same of floats. */
  public float[] toFloats(int position) {
    return results[position].storage().floats();
  }

  /** Ends a run: inputs are let go. */
  public ElementLoop done() {
    Arrays.fill(inputs, null);
    return this;
  }

  // One by one.

  /**
   * What an operation by itself may write into.
   *
   * @param position of what the loop does not store
   * @return null at first
   */
  public Tensor inner(int position) {
    return at(position, keptInner).next();
  }

  /**
   * Keeps what an operation by itself has given.
   *
   * @param position of what the loop does not store
   * @param given the tensor
   * @return it
   */
  public Tensor inner(int position, Tensor given) {
    isOneByOne = true;
    keptInner[position].keep(given);
    inner[position] = given;
    return given;
  }

  /**
   * Takes what an operation by itself has given as a result.
   *
   * @param position of the result
   * @param given the tensor
   * @return it
   */
  public Tensor give(int position, Tensor given) {
    results[position] = given;
    return given;
  }

  /**
   * The shape of what the loop does not store.
   *
   * @param position of what the loop does not store
   * @return a new array
   */
  public int[] shapeOfInner(int position) {
    return isOneByOne ? inner[position].shape() : shape.clone();
  }

  /**
   * The same for code that does not change it.
   *
   * @param position of what the loop does not store
   * @return an array that is shared
   */
  public int[] sharedShapeOfInner(int position) {
    return isOneByOne ? inner[position].dimensions() : shape;
  }

  /**
   * A result, which is let go.
   *
   * @param position of the result
   * @return the tensor
   */
  public Tensor take(int position) {
    Tensor result = results[position];
    results[position] = null;
    return result;
  }
}
