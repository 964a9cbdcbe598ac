package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
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

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "transpose", mode = Mode.FORWARD)
    public static Tensor transpose(Tensor x, Tensor dX) {
      return dX.transpose();
    }

    @DerivativeOf(type = Tensor.class, method = "reshape", mode = Mode.FORWARD)
    public static Tensor reshape(Tensor x, int[] newShape, Tensor dX) {
      return dX.reshape(newShape);
    }

    @DerivativeOf(type = Tensor.class, method = "slice", mode = Mode.FORWARD)
    public static Tensor slice(Tensor x, int axis, int from, int to, Tensor dX) {
      return dX.slice(axis, from, to);
    }

    @DerivativeOf(type = Shapes.class, method = "permute", mode = Mode.FORWARD)
    public static Tensor permute(Tensor x, int[] axes, Tensor dX) {
      return Shapes.permute(dX, axes);
    }

    @DerivativeOf(type = Shapes.class, method = "broadcastTo", mode = Mode.FORWARD)
    public static Tensor broadcastTo(Tensor x, int[] shape, Tensor dX) {
      return Shapes.broadcastTo(dX, shape);
    }

    @DerivativeOf(type = Shapes.class, method = "sumTo", mode = Mode.FORWARD)
    public static Tensor sumTo(Tensor x, int[] shape, Tensor dX) {
      return Shapes.sumTo(dX, shape);
    }

    @DerivativeOf(type = Shapes.class, method = "pad", mode = Mode.FORWARD)
    public static Tensor pad(Tensor x, int axis, int before, int after, Tensor dX) {
      return Shapes.pad(dX, axis, before, after);
    }

    @DerivativeOf(type = Shapes.class, method = "concat", mode = Mode.FORWARD)
    public static Tensor concat(Tensor a, Tensor b, int axis, Tensor dA, Tensor dB) {
      return Shapes.pad(dA, axis, 0, b.dim(axis)).add(Shapes.pad(dB, axis, a.dim(axis), 0));
    }

    @DerivativeOf(type = Shapes.class, method = "unsqueeze", mode = Mode.FORWARD)
    public static Tensor unsqueeze(Tensor x, int axis, Tensor dX) {
      return Shapes.unsqueeze(dX, axis);
    }

    @DerivativeOf(type = Shapes.class, method = "squeeze", mode = Mode.FORWARD)
    public static Tensor squeeze(Tensor x, int axis, Tensor dX) {
      return Shapes.squeeze(dX, axis);
    }

    @DerivativeOf(type = Shapes.class, method = "flatten", mode = Mode.FORWARD)
    public static Tensor flatten(Tensor x, int fromAxis, Tensor dX) {
      return Shapes.flatten(dX, fromAxis);
    }
  }
}
