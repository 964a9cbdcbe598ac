package dev.gradc.processor.backend;

/** A generated class would keep more than one has room for. */
public final class StorageLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long count;
  private final String kind;
  private final int limit;

  StorageLimitException(long count, String kind, int limit) {
    super(count + " " + kind);
    this.count = count;
    this.kind = kind;
    this.limit = limit;
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** What they are, and where they come from. */
  public String kind() {
    return kind;
  }

  /** How many there may be. */
  public int limit() {
    return limit;
  }
}
