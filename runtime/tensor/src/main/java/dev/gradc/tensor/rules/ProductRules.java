package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.Products;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of matrix products. */
public final class ProductRules {

  private ProductRules() {}

  /** The cotangents of two tensors. */
  public record Operands(Tensor a, Tensor b) {}

  @DerivativeOf(type = Tensor.class, method = "matmul")
  public static Operands matmul(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(
        Shapes.sumTo(Products.matmulTransposed(cotangent, b), a.shape()),
        Shapes.sumTo(Products.transposedMatmul(a, cotangent), b.shape()));
  }

  @DerivativeOf(type = Products.class, method = "matmulTransposed")
  public static Operands matmulTransposed(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(
        Shapes.sumTo(cotangent.matmul(b), a.shape()),
        Shapes.sumTo(Products.transposedMatmul(cotangent, a), b.shape()));
  }

  @DerivativeOf(type = Products.class, method = "transposedMatmul")
  public static Operands transposedMatmul(Tensor a, Tensor b, Tensor cotangent) {
    return new Operands(
        Shapes.sumTo(Products.matmulTransposed(b, cotangent), a.shape()),
        Shapes.sumTo(a.matmul(cotangent), b.shape()));
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "matmul", mode = Mode.FORWARD)
    public static Tensor matmul(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      return dA.matmul(b).add(a.matmul(dB));
    }

    @DerivativeOf(type = Products.class, method = "matmulTransposed", mode = Mode.FORWARD)
    public static Tensor matmulTransposed(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      return Products.matmulTransposed(dA, b).add(Products.matmulTransposed(a, dB));
    }

    @DerivativeOf(type = Products.class, method = "transposedMatmul", mode = Mode.FORWARD)
    public static Tensor transposedMatmul(Tensor a, Tensor b, Tensor dA, Tensor dB) {
      return Products.transposedMatmul(dA, b).add(Products.transposedMatmul(a, dB));
    }
  }
}
