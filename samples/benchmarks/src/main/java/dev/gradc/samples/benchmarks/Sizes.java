package dev.gradc.samples.benchmarks;

import java.util.Arrays;

/** Sizes of an input, as JMH's parameters have them: "16, 256". */
final class Sizes {

  private Sizes() {}

  static int[] of(String text) {
    return Arrays.stream(text.split(", ")).mapToInt(Integer::parseInt).toArray();
  }
}
