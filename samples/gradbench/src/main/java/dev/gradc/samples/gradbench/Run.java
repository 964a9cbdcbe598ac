package dev.gradc.samples.gradbench;

import com.google.gson.JsonElement;
import java.util.function.Function;
import java.util.function.Supplier;

/** A function of an eval, with its input in place: what is timed, and what it gives. */
interface Run {

  /** Computes anew from the input. */
  void run();

  /** What the last run gave. */
  JsonElement output();

  /** A run that makes its result. That of the run before is let go of first: it may be large. */
  static <T> Run of(Supplier<T> function, Function<T, JsonElement> output) {
    return new Run() {
      private T result;

      @Override
      public void run() {
        result = null;
        result = function.get();
      }

      @Override
      public JsonElement output() {
        return output.apply(result);
      }
    };
  }
}
