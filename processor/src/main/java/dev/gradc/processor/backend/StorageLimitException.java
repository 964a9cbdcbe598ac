package dev.gradc.processor.backend;

/** A generated class would keep more arrays than one has room for. */
public final class StorageLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long arrays;

  StorageLimitException(long arrays) {
    super(arrays + " arrays to keep");
    this.arrays = arrays;
  }

  /** How many there are. */
  public long arrays() {
    return arrays;
  }

  /** How many there may be. */
  public int limit() {
    return StorageLimit.ARRAYS;
  }
}
