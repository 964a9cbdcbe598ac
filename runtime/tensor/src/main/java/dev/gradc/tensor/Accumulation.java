package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Takes elements together over some axes of a tensor. Accumulators are doubles, in memory of the
 * thread: valid until the next operation, one for each result and maybe more.
 */
final class Accumulation {

  /** What becomes of an accumulator with one more value. */
  interface Step {
    double next(double accumulator, double value);
  }

  private static final int[] NO_AXES = {};

  private final Scratch scratch;
  private final StridedLoop loop;

  // Of what is accumulated now.
  private Storage numbers;
  private DType dtype = DType.DOUBLE;
  private int[] shape = NO_AXES;
  private int[] axes = NO_AXES;
  private int results;
  private int count;
  private int used;

  Accumulation(Scratch scratch) {
    this.scratch = scratch;
    this.loop = scratch.loop();
  }

  private void begin(Storage newNumbers, int[] newShape, int[] newAxes) {
    numbers = newNumbers;
    dtype = newNumbers.dtype();
    shape = newShape;
    axes = newAxes;
    used = 0;
  }

  /**
   * Begins anew.
   *
   * @param into whose scratch it is in; may be null
   */
  static Accumulation over(String operation, Tensor x, int[] axes, Tensor into) {
    return over(operation, x.storage(), x.dimensions(), axes, Scratch.of(into));
  }

  /** The same of numbers as if they were of that shape. */
  static Accumulation over(
      String operation, Storage numbers, int[] shape, int[] axes, Scratch scratch) {
    Dimensions.checkAxes(operation, axes, shape);
    Accumulation accumulation = scratch.accumulation();
    accumulation.begin(numbers, shape, axes);
    accumulation.prepare();
    return accumulation;
  }

  private void prepare() {
    loop.over(shape);
    Dimensions.strides(shape, loop.strides(0));
    int[] strides = loop.strides(1);
    results = 1;
    count = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (Dimensions.isNamed(i, axes, shape.length)) {
        count *= shape[i];
      } else {
        strides[i] = results;
        results *= shape[i];
      }
    }
    loop.merge();
  }

  /** Throws if there is a result of nothing. */
  static Accumulation overSome(String operation, Tensor x, int[] axes, Tensor into) {
    Accumulation accumulation = over(operation, x, axes, into);
    if (accumulation.results > 0 && accumulation.count() == 0) {
      throw new IllegalArgumentException(
          operation
              + ": nothing to choose from in shape "
              + Arrays.toString(x.dimensions())
              + " over axes "
              + Arrays.toString(axes));
    }
    return accumulation;
  }

  /** Of the axes that a tensor of a smaller shape is repeated along. */
  static Accumulation to(Tensor x, int[] small, Tensor into) {
    Accumulation accumulation = Scratch.of(into).accumulation();
    int[] whole = x.dimensions();
    StridedLoop loop = accumulation.loop.over(whole);
    Dimensions.strides(whole, loop.strides(0));
    Dimensions.broadcastStrides("sumTo", small, whole, loop.strides(1));
    loop.merge();
    accumulation.begin(x.storage(), whole, NO_AXES);
    accumulation.results = Dimensions.size(small);
    return accumulation;
  }

  /** How many results there are. */
  int results() {
    return results;
  }

  /** How many elements go into one result. */
  int count() {
    return count;
  }

  /** The next accumulators, all of them at the start. */
  double[] accumulators(double start) {
    double[] accumulators = Workspace.accumulators(used++, results);
    Arrays.fill(accumulators, 0, results, start);
    return accumulators;
  }

  double[] run(double start, Step step) {
    double[] accumulators = accumulators(start);
    double[] values = Workspace.doubles(numbers);
    int to = loop.step(1);
    for (boolean more = loop.first(); more; more = loop.next()) {
      int from = loop.at(0);
      int result = loop.at(1);
      for (int i = 0; i < loop.length(); i++) {
        int k = result + to * i;
        accumulators[k] = step.next(accumulators[k], values[from + i]);
      }
    }
    return accumulators;
  }

  /** Sums of the exponentials of the distances from centres, one centre for each result. */
  double[] exponentials(double[] centres) {
    double[] accumulators = accumulators(0);
    double[] values = Workspace.doubles(numbers);
    int to = loop.step(1);
    for (boolean more = loop.first(); more; more = loop.next()) {
      for (int i = 0; i < loop.length(); i++) {
        int k = loop.at(1) + to * i;
        accumulators[k] += Math.exp(values[loop.at(0) + i] - centres[k]);
      }
    }
    return accumulators;
  }

  double[] sums() {
    double[] accumulators = accumulators(0);
    double[] values = Workspace.doubles(numbers);
    int length = loop.length();
    boolean each = loop.step(1) == 1;
    for (boolean more = loop.first(); more; more = loop.next()) {
      int from = loop.at(0);
      int result = loop.at(1);
      if (each) {
        addEach(values, from, accumulators, result, length);
      } else {
        accumulators[result] += sum(values, from, length);
      }
    }
    return accumulators;
  }

  /** Sums of squares of the distances from centres, one centre for each result. */
  double[] squares(double[] centres) {
    double[] accumulators = accumulators(0);
    double[] values = Workspace.doubles(numbers);
    int length = loop.length();
    boolean each = loop.step(1) == 1;
    for (boolean more = loop.first(); more; more = loop.next()) {
      int from = loop.at(0);
      int result = loop.at(1);
      if (each) {
        addEachSquare(values, from, centres, accumulators, result, length);
      } else {
        accumulators[result] += squares(values, from, centres[result], length);
      }
    }
    return accumulators;
  }

  /**
   * Writes each element's distance from the centre of its result, times the factor of that, both
   * rounded to the type of the storage.
   */
  void scale(double[] centres, double[] factors, Storage to) {
    double[] values = Workspace.doubles(numbers);
    boolean isFloat = to.dtype() == DType.FLOAT;
    int step = loop.step(1);
    for (boolean more = loop.first(); more; more = loop.next()) {
      int from = loop.at(0);
      int result = loop.at(1);
      for (int i = 0; i < loop.length(); i++) {
        int k = result + step * i;
        double distance = values[from + i] - centres[k];
        to.set(from + i, (isFloat ? (float) distance : distance) * factors[k]);
      }
    }
  }

  private static void addEachSquare(
      double[] values, int from, double[] centres, double[] sums, int to, int n) {
    for (int i = 0; i < n; i++) {
      double distance = values[from + i] - centres[to + i];
      sums[to + i] += distance * distance;
    }
  }

  private static double squares(double[] values, int from, double centre, int n) {
    double even = 0;
    double odd = 0;
    int i = from;
    for (; i + 1 < from + n; i += 2) {
      double first = values[i] - centre;
      double second = values[i + 1] - centre;
      even += first * first;
      odd += second * second;
    }
    if (i < from + n) {
      even += (values[i] - centre) * (values[i] - centre);
    }
    return even + odd;
  }

  private static void addEach(double[] values, int from, double[] sums, int to, int n) {
    for (int i = 0; i < n; i++) {
      sums[to + i] += values[from + i];
    }
  }

  /** Four sums side by side: the processor adds them at the same time. */
  private static double sum(double[] values, int from, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < from + n; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < from + n; i++) {
      a += values[i];
    }
    return (a + b) + (c + d);
  }

  Tensor result(double[] accumulators, boolean keepDims, Tensor into) {
    int rank = keepDims ? shape.length : Dimensions.rankWithout(axes, shape.length);
    return shaped(accumulators, Dimensions.reduced(shape, axes, scratch.shape(rank)), into);
  }

  Tensor shaped(double[] accumulators, int[] resultShape, Tensor into) {
    if (into != null && into.storage() == numbers) {
      throw new IllegalArgumentException("a result cannot be written into its own argument");
    }
    Tensor result = Tensor.reuse(into, dtype, resultShape);
    for (int i = 0; i < results; i++) {
      result.storage().set(i, accumulators[i]);
    }
    end();
    return result;
  }

  /** Lets the numbers go. */
  void end() {
    numbers = null;
    shape = NO_AXES;
    axes = NO_AXES;
  }
}
