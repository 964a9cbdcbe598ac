package dev.gradc.nn;

import dev.gradc.Detach;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Tensor;

/**
 * How much the examples of each class count in a loss, and which label counts for nothing.
 *
 * @param weights [classes]; the examples of a class with 0 do not count
 * @param ignores whether there is such a label
 * @param ignored the label whose examples do not count, most often one that is no class; has no
 *     meaning if nothing is ignored
 */
public record ClassWeights(@Detach Tensor weights, boolean ignores, int ignored) {

  /** A weight for each class, [classes]; no label is ignored. */
  public static ClassWeights of(Tensor weights) {
    return new ClassWeights(weights, false, 0);
  }

  /** The same for all classes, 1. */
  public static ClassWeights equal(DType dtype, int classes) {
    return of(Tensor.full(dtype, 1, classes));
  }

  /** The same, with a label whose examples do not count; any number can be one. */
  public ClassWeights ignoring(int label) {
    return new ClassWeights(weights, true, label);
  }
}
