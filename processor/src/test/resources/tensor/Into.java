package dev.gradc.tensor;

/** A stand-in of the library's. */
public final class Into {

  private Into() {}

  public static Tensor mul(Tensor a, Tensor b, Tensor into) {
    return a.mul(b);
  }
}
