package dev.gradc.tensor;

/** A stand-in of the library's. */
public final class Cotangents {

  private Cotangents() {}

  public static Tensor add(Tensor sum, Tensor more) {
    return sum == null ? more : sum;
  }

  public static Tensor sum(Tensor one, Tensor other, Tensor into) {
    return add(one, other);
  }

  public static Tensor addTo(Tensor part, Tensor more) {
    return part == null ? more : part;
  }

  public static Tensor none(Tensor shape) {
    return shape;
  }

  public static Tensor none(Tensor shape, Tensor into) {
    return shape;
  }

  public static void setZero(Tensor part) {}

  public static void requireShape(Tensor tensor, Tensor shape, String subject, String other) {}

  public static int version(Tensor tensor) {
    return 0;
  }

  public static Tensor copy(Tensor tensor) {
    return tensor;
  }

  public static long bytes(Object tensors) {
    return 0;
  }
}
