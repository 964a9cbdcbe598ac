package dev.gradc.samples.benchmarks;

/** What is timed side by side gives the same numbers. */
final class Agreement {

  private Agreement() {}

  /**
   * Compares two gradients.
   *
   * @param tolerance of each element, as a part of the largest
   * @throws IllegalStateException if they are not the same
   */
  static void check(double[] expected, double[] actual, double tolerance) {
    if (expected.length != actual.length) {
      throw new IllegalStateException(
          "gradients of " + expected.length + " and " + actual.length + " elements");
    }
    double largest = 0;
    for (double element : expected) {
      largest = Math.max(largest, Math.abs(element));
    }
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= tolerance * largest)) {
        throw new IllegalStateException(
            "element " + i + " is " + actual[i] + ", which should be " + expected[i]);
      }
    }
  }
}
