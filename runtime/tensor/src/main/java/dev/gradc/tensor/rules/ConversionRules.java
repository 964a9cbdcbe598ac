package dev.gradc.tensor.rules;

import dev.gradc.DerivativeOf;
import dev.gradc.Mode;
import dev.gradc.tensor.DType;
import dev.gradc.tensor.Indexing;
import dev.gradc.tensor.Tensor;

/** Rules of the ways between tensors, numbers and arrays. */
public final class ConversionRules {

  private ConversionRules() {}

  @DerivativeOf(type = Tensor.class, method = "copy")
  public static Tensor copy(Tensor x, Tensor cotangent) {
    return cotangent.copy();
  }

  @DerivativeOf(type = Tensor.class, method = "to")
  public static Tensor to(Tensor x, DType dtype, Tensor cotangent) {
    return cotangent.to(x.dtype());
  }

  @DerivativeOf(type = Tensor.class, method = "item")
  public static Tensor item(Tensor x, double cotangent) {
    return Tensor.full(x.dtype(), cotangent, x.shape());
  }

  @DerivativeOf(type = Tensor.class, method = "get")
  public static Tensor get(Tensor x, int[] index, double cotangent) {
    int[] places = {x.offset(index)};
    return Indexing.scatterAdd(Tensor.full(x.dtype(), cotangent, 1), places, x.shape());
  }

  @DerivativeOf(type = Tensor.class, method = "full")
  public static double full(DType dtype, double number, int[] shape, Tensor cotangent) {
    return cotangent.sum().item();
  }

  @DerivativeOf(type = Tensor.class, method = "scalar")
  public static double scalar(double number, Tensor cotangent) {
    return cotangent.item();
  }

  @DerivativeOf(type = Tensor.class, method = "toDoubles")
  public static Tensor toDoubles(Tensor x, double[] cotangent) {
    Tensor doubles = Tensor.of(cotangent, x.shape());
    return doubles.to(x.dtype());
  }

  @DerivativeOf(type = Tensor.class, method = "of")
  public static void of(double[] numbers, int[] shape, Tensor cotangent, double[] dNumbers) {
    double[] added = cotangent.toDoubles();
    for (int i = 0; i < added.length; i++) {
      dNumbers[i] += added[i];
    }
  }

  @DerivativeOf(type = Tensor.class, method = "of")
  public static void of(float[] numbers, int[] shape, Tensor cotangent, float[] dNumbers) {
    double[] added = cotangent.toDoubles();
    for (int i = 0; i < added.length; i++) {
      dNumbers[i] += (float) added[i];
    }
  }

  /** The rules for forward mode. */
  public static final class Forward {

    private Forward() {}

    @DerivativeOf(type = Tensor.class, method = "copy", mode = Mode.FORWARD)
    public static Tensor copy(Tensor x, Tensor dX) {
      return ConversionRules.copy(x, dX);
    }

    @DerivativeOf(type = Tensor.class, method = "to", mode = Mode.FORWARD)
    public static Tensor to(Tensor x, DType dtype, Tensor dX) {
      return dX.to(dtype);
    }

    @DerivativeOf(type = Tensor.class, method = "item", mode = Mode.FORWARD)
    public static double item(Tensor x, Tensor dX) {
      return dX.item();
    }

    @DerivativeOf(type = Tensor.class, method = "get", mode = Mode.FORWARD)
    public static double get(Tensor x, int[] index, Tensor dX) {
      return dX.get(index);
    }

    @DerivativeOf(type = Tensor.class, method = "full", mode = Mode.FORWARD)
    public static Tensor full(DType dtype, double number, int[] shape, double dNumber) {
      return Tensor.full(dtype, dNumber, shape);
    }

    @DerivativeOf(type = Tensor.class, method = "scalar", mode = Mode.FORWARD)
    public static Tensor scalar(double number, double dNumber) {
      return Tensor.scalar(dNumber);
    }

    @DerivativeOf(type = Tensor.class, method = "toDoubles", mode = Mode.FORWARD)
    public static double[] toDoubles(Tensor x, Tensor dX) {
      return dX.toDoubles();
    }

    @DerivativeOf(type = Tensor.class, method = "of", mode = Mode.FORWARD)
    public static Tensor of(double[] numbers, int[] shape, double[] dNumbers) {
      return Tensor.of(dNumbers, shape);
    }

    @DerivativeOf(type = Tensor.class, method = "of", mode = Mode.FORWARD)
    public static Tensor of(float[] numbers, int[] shape, float[] dNumbers) {
      return Tensor.of(dNumbers, shape);
    }
  }
}
