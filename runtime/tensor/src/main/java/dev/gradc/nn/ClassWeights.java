package dev.gradc.nn;

import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;

/** How much the examples of each class count in a loss, and which label counts for nothing. */
public final class ClassWeights {

  private final Tensor weights;
  private final int ignored;

  private ClassWeights(Tensor weights, int ignored) {
    this.weights = weights;
    this.ignored = ignored;
  }

  /**
   * A weight for each class.
   *
   * @param weights [classes], copied
   */
  public static ClassWeights of(Tensor weights) {
    if (weights.rank() != 1) {
      throw new IllegalArgumentException("a weight for each class, in one axis: " + weights);
    }
    return new ClassWeights(weights.copy(), Integer.MIN_VALUE);
  }

  /** The same for all classes, 1. */
  public static ClassWeights equal(DType dtype, int classes) {
    return of(Tensor.full(dtype, 1, classes));
  }

  /** The same, with a label that is no class: its examples do not count. */
  public ClassWeights ignoring(int label) {
    return new ClassWeights(weights, label);
  }

  /** The labels, with class 0 in place of the one that is ignored. */
  int[] classes(int[] labels) {
    int[] classes = labels.clone();
    for (int i = 0; i < classes.length; i++) {
      classes[i] = labels[i] == ignored ? 0 : labels[i];
    }
    return classes;
  }

  /**
   * The weight of each example.
   *
   * @return [examples]
   * @throws IllegalArgumentException for a label that is neither a class nor ignored
   */
  Tensor ofExamples(int[] labels) {
    Tensor result = Tensor.zeros(weights.dtype(), labels.length);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != ignored) {
        if (labels[i] < 0 || labels[i] >= weights.size()) {
          throw new IllegalArgumentException(
              "label "
                  + labels[i]
                  + " of example "
                  + i
                  + " is none of "
                  + weights.size()
                  + " classes");
        }
        result.set(weights.get(labels[i]), i);
      }
    }
    return result;
  }
}
