package dev.gradc.samples.growth;

import java.util.Locale;

/**
 * One size of some work.
 *
 * @param primal seconds of the method itself
 * @param gradient seconds of value and gradient in one pass
 * @param tape seconds of both passes on a tape
 * @param bytes that the tape holds between them
 * @param needed what it should hold
 */
record Measured(
    Work work, int size, double primal, double gradient, double tape, long bytes, long needed) {

  static final String HEAD =
      """
      | what grows | size | primal, ns each | gradient, ns each | tape, ns each | bytes of the tape | needed |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  static Measured of(Work work, int size, double seconds) {
    Work.Runs runs = work.of(size);
    double[] sink = new double[1];
    long[] bytes = new long[1];
    double primal = Timing.of(() -> sink[0] += runs.primal().run(), seconds);
    double gradient = Timing.of(() -> sink[0] += runs.gradient().run(), seconds);
    double tape = Timing.of(() -> bytes[0] = runs.tape().getAsLong(), seconds);
    if (Double.isNaN(sink[0])) {
      throw new IllegalStateException(work + " is no number");
    }
    return new Measured(work, size, primal, gradient, tape, bytes[0], work.needed(size));
  }

  /** A row of the table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %d | %d |%n",
        work.title,
        size,
        1e9 * primal / size,
        1e9 * gradient / size,
        1e9 * tape / size,
        bytes,
        needed);
  }
}
