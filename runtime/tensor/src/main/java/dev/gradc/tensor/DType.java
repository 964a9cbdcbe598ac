package dev.gradc.tensor;

/** The type of a tensor's numbers. */
public enum DType {
  /** 32 bits. */
  FLOAT(Float.BYTES),
  /** 64 bits. */
  DOUBLE(Double.BYTES);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The size of one number.
   *
   * @return in bytes
   */
  public int bytes() {
    return bytes;
  }
}
