package dev.gradc.tensor;

import java.util.Arrays;

/**
 * Takes elements together over some axes of a tensor. Accumulators are doubles, in memory of the
 * thread: valid until the next operation, one for each result and maybe more.
 */
final class Accumulation {

  /** What becomes of an accumulator with one more value; {@code result} is which one it is. */
  interface Step {
    double next(double accumulator, double value, int result);
  }

  private final Tensor x;
  private final boolean[] reduced;
  private final int results;
  private final StridedLoop loop;
  private int used;

  private Accumulation(Tensor x, boolean[] reduced, int results, int[] resultStrides) {
    this.x = x;
    this.reduced = reduced;
    this.results = results;
    int[] shape = x.dimensions();
    this.loop = StridedLoop.over(shape, Dimensions.strides(shape), resultStrides);
  }

  static Accumulation over(String operation, Tensor x, int[] axes) {
    int[] shape = x.dimensions();
    boolean[] reduced = Dimensions.marked(operation, axes, shape);
    int[] kept = Dimensions.reduced(shape, reduced, true);
    int[] strides = Dimensions.strides(kept);
    for (int i = 0; i < reduced.length; i++) {
      strides[i] = reduced[i] ? 0 : strides[i];
    }
    return new Accumulation(x, reduced, Dimensions.size(kept), strides);
  }

  /** Throws if there is a result of nothing. */
  static Accumulation overSome(String operation, Tensor x, int[] axes) {
    Accumulation accumulation = over(operation, x, axes);
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

  /** Of the axes that a tensor of the target's shape is repeated along. */
  static Accumulation to(Tensor x, int[] target) {
    int[] strides = Dimensions.broadcastStrides("sumTo", target, x.dimensions());
    return new Accumulation(x, new boolean[0], Dimensions.size(target), strides);
  }

  /** How many results there are. */
  int results() {
    return results;
  }

  /** How many elements go into one result. */
  int count() {
    int count = 1;
    for (int i = 0; i < reduced.length; i++) {
      count *= reduced[i] ? x.dimensions()[i] : 1;
    }
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
    double[] values = Workspace.doubles(x);
    int to = loop.step(1);
    loop.run(
        0,
        0,
        0,
        (from, result, none) -> {
          for (int i = 0; i < loop.length(); i++) {
            int k = result + to * i;
            accumulators[k] = step.next(accumulators[k], values[from + i], k);
          }
        });
    return accumulators;
  }

  double[] sums() {
    double[] accumulators = accumulators(0);
    double[] values = Workspace.doubles(x);
    int length = loop.length();
    boolean each = loop.step(1) == 1;
    loop.run(
        0,
        0,
        0,
        (from, result, none) -> {
          if (each) {
            addEach(values, from, accumulators, result, length);
          } else {
            accumulators[result] += sum(values, from, length);
          }
        });
    return accumulators;
  }

  /** Sums of squares of the distances from centres, one centre for each result. */
  double[] squares(double[] centres) {
    double[] accumulators = accumulators(0);
    double[] values = Workspace.doubles(x);
    int length = loop.length();
    boolean each = loop.step(1) == 1;
    loop.run(
        0,
        0,
        0,
        (from, result, none) -> {
          if (each) {
            addEachSquare(values, from, centres, accumulators, result, length);
          } else {
            accumulators[result] += squares(values, from, centres[result], length);
          }
        });
    return accumulators;
  }

  /**
   * Writes each element's distance from the centre of its result, times the factor of that, both
   * rounded to the type of the storage.
   */
  void scale(double[] centres, double[] factors, Storage to) {
    double[] values = Workspace.doubles(x);
    boolean isFloat = to.dtype() == DType.FLOAT;
    int step = loop.step(1);
    loop.run(
        0,
        0,
        0,
        (from, result, none) -> {
          for (int i = 0; i < loop.length(); i++) {
            int k = result + step * i;
            double distance = values[from + i] - centres[k];
            to.set(from + i, (isFloat ? (float) distance : distance) * factors[k]);
          }
        });
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
    return shaped(accumulators, Dimensions.reduced(x.dimensions(), reduced, keepDims), into);
  }

  Tensor shaped(double[] accumulators, int[] shape, Tensor into) {
    Tensor result = Tensor.reuse(into, x.dtype(), shape, x);
    for (int i = 0; i < results; i++) {
      result.storage().set(i, accumulators[i]);
    }
    return result;
  }
}
