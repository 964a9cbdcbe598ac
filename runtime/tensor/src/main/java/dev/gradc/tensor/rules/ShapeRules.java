package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.tensor.Shapes;
import dev.gradc.tensor.Tensor;

/** Rules of rearrangements. */
public final class ShapeRules {

  private ShapeRules() {}

  /** The cotangents of two tensors. */
  public record Operands(Tensor a, Tensor b) {}

  @DerivativeOf(type = Tensor.class, method = "transpose")
  public static Tensor transpose(Tensor x, Tensor cotangent) {
    return cotangent.transpose();
  }

  @DerivativeOf(type = Tensor.class, method = "reshape")
  public static Tensor reshape(Tensor x, int[] newShape, Tensor cotangent) {
    return cotangent.reshape(x.shape());
  }

  @DerivativeOf(type = Tensor.class, method = "slice")
  public static Tensor slice(Tensor x, int axis, int from, int to, Tensor cotangent) {
    return Shapes.pad(cotangent, axis, from, x.dim(axis) - to);
  }

  @DerivativeOf(type = Shapes.class, method = "permute")
  public static Tensor permute(Tensor x, int[] axes, Tensor cotangent) {
    return Shapes.permute(cotangent, Shapes.inverse(axes));
  }

  @DerivativeOf(type = Shapes.class, method = "broadcastTo")
  public static Tensor broadcastTo(Tensor x, int[] shape, Tensor cotangent) {
    return Shapes.sumTo(cotangent, x.shape());
  }

  @DerivativeOf(type = Shapes.class, method = "sumTo")
  public static Tensor sumTo(Tensor x, int[] shape, Tensor cotangent) {
    return Shapes.broadcastTo(cotangent, x.shape());
  }

  @DerivativeOf(type = Shapes.class, method = "pad")
  public static Tensor pad(Tensor x, int axis, int before, int after, Tensor cotangent) {
    return cotangent.slice(axis, before, before + x.dim(axis));
  }

  @DerivativeOf(type = Shapes.class, method = "concat")
  public static Operands concat(Tensor a, Tensor b, int axis, Tensor cotangent) {
    int middle = a.dim(axis);
    return new Operands(
        cotangent.slice(axis, 0, middle), cotangent.slice(axis, middle, middle + b.dim(axis)));
  }

  @DerivativeOf(type = Shapes.class, method = "unsqueeze")
  public static Tensor unsqueeze(Tensor x, int axis, Tensor cotangent) {
    return cotangent.reshape(x.shape());
  }

  @DerivativeOf(type = Shapes.class, method = "squeeze")
  public static Tensor squeeze(Tensor x, int axis, Tensor cotangent) {
    return cotangent.reshape(x.shape());
  }

  @DerivativeOf(type = Shapes.class, method = "flatten")
  public static Tensor flatten(Tensor x, int fromAxis, Tensor cotangent) {
    return cotangent.reshape(x.shape());
  }
}
