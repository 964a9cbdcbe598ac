package dev.gradc.processor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs the compiler where nesting does not end it: the stages go down expressions and blocks by
 * recursion, and a sum of a thousand terms is nested a thousand deep.
 */
final class DeepStack {

  /** Reserved, not used: memory is taken as deep as it is. */
  private static final long BYTES = 1L << 28;

  private DeepStack() {}

  /** What the task gives, or throws if that is unchecked. */
  static <T> T call(Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.complete(task.get());
              } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
              }
            },
            "gradc",
            BYTES);
    thread.start();
    try {
      return result.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw (Error) failure.getCause();
    }
  }
}
