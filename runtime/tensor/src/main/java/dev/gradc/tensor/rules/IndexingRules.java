package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
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

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Indexing.class, method = "gather", mode = Mode.FORWARD)
    public static Tensor gather(Tensor x, int axis, int[] indices, Tensor dX) {
      return Indexing.gather(dX, axis, indices);
    }

    @DerivativeOf(type = Indexing.class, method = "scatter", mode = Mode.FORWARD)
    public static Tensor scatter(Tensor y, int axis, int[] indices, int length, Tensor dY) {
      return Indexing.scatter(dY, axis, indices, length);
    }

    @DerivativeOf(type = Indexing.class, method = "indexSelect", mode = Mode.FORWARD)
    public static Tensor indexSelect(Tensor x, int axis, int[] indices, Tensor dX) {
      return Indexing.indexSelect(dX, axis, indices);
    }

    @DerivativeOf(type = Indexing.class, method = "indexAdd", mode = Mode.FORWARD)
    public static Tensor indexAdd(Tensor y, int axis, int[] indices, int length, Tensor dY) {
      return Indexing.indexAdd(dY, axis, indices, length);
    }

    @DerivativeOf(type = Indexing.class, method = "take", mode = Mode.FORWARD)
    public static Tensor take(Tensor x, int[] indices, int[] shape, Tensor dX) {
      return Indexing.take(dX, indices, shape);
    }

    @DerivativeOf(type = Indexing.class, method = "scatterAdd", mode = Mode.FORWARD)
    public static Tensor scatterAdd(Tensor y, int[] indices, int[] shape, Tensor dY) {
      return Indexing.scatterAdd(dY, indices, shape);
    }
  }
}
