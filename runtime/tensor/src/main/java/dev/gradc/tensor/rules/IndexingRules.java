package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Tensor;

/** Rules of choices by index; each has its adjoint as derivative. */
public final class IndexingRules {

  private IndexingRules() {}

  @DerivativeOf(type = Indexing.class, method = "gather")
  public static Tensor gather(Tensor x, int axis, int[] indices, Tensor cotangent) {
    return Indexing.scatter(cotangent, axis, indices, x.dim(axis));
  }

  @DerivativeOf(type = Indexing.class, method = "scatter")
  public static Tensor scatter(Tensor y, int axis, int[] indices, int length, Tensor cotangent) {
    return Indexing.gather(cotangent, axis, indices);
  }

  @DerivativeOf(type = Indexing.class, method = "indexSelect")
  public static Tensor indexSelect(Tensor x, int axis, int[] indices, Tensor cotangent) {
    return Indexing.indexAdd(cotangent, axis, indices, x.dim(axis));
  }

  @DerivativeOf(type = Indexing.class, method = "indexAdd")
  public static Tensor indexAdd(Tensor y, int axis, int[] indices, int length, Tensor cotangent) {
    return Indexing.indexSelect(cotangent, axis, indices);
  }

  @DerivativeOf(type = Indexing.class, method = "take")
  public static Tensor take(Tensor x, int[] indices, int[] shape, Tensor cotangent) {
    return Indexing.scatterAdd(cotangent, indices, x.shape());
  }

  @DerivativeOf(type = Indexing.class, method = "scatterAdd")
  public static Tensor scatterAdd(Tensor y, int[] indices, int[] shape, Tensor cotangent) {
    return Indexing.take(cotangent, indices, y.shape());
  }
}
