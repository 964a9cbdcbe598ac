package dev.gradc.nn;

import dev.gradc.Detach;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;

/**
 * How much the examples of each class count in a loss, and which label counts for nothing.
 *
 * @param weights [classes]
 * @param ignored a label that is no class, whose examples do not count
 */
public record ClassWeights(@Detach Tensor weights, int ignored) {

  private static final int NONE = Integer.MIN_VALUE;

  /** A weight for each class, [classes]. */
  public static ClassWeights of(Tensor weights) {
    return new ClassWeights(weights, NONE);
  }

  /** The same for all classes, 1. */
  public static ClassWeights equal(DType dtype, int classes) {
    return of(Tensor.full(dtype, 1, classes));
  }

  /** The same, with a label that is no class: its examples do not count. */
  public ClassWeights ignoring(int label) {
    return new ClassWeights(weights, label);
  }
}
