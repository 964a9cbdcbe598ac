package dev.gradc.processor.corpus;

import java.util.function.Supplier;

/** A value that several tests share and the first of them makes; each of them sees its failure. */
final class Once<T> {

  private final Supplier<T> maker;
  private T value;
  private Throwable failure;

  Once(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    if (value == null && failure == null) {
      try {
        value = maker.get();
      } catch (RuntimeException | Error e) {
        failure = e;
        throw e;
      }
    }
    if (failure != null) {
      throw new AssertionError("what this test needs has failed before: " + failure.getClass());
    }
    return value;
  }
}
