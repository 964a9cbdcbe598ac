package dev.gradc.check;

import java.util.List;

/**
 * Compares the backward passes of a tape, that of all outputs and that of each alone, with the
 * gradient in one sweep.
 */
final class TapeCheck {

  private static final int TIMES = 2;

  private final Differentiated f;
  private final Precision precision;
  private final Protocol protocol;

  TapeCheck(Differentiated f, Precision precision, Protocol protocol) {
    this.f = f;
    this.precision = precision;
    this.protocol = protocol;
  }

  /** Compares all passes that there are; the gradient is known to be right. */
  void passesAreTheGradient(Cotangents cotangents) {
    for (TapePass pass : f.passes()) {
      for (int i = 0; i < TIMES; i++) {
        double[] cotangent = only(cotangents.of(pass.results()), pass.results());
        if (isWrong(pass, cotangent)) {
          return;
        }
      }
    }
    if (!f.passes().isEmpty()) {
      protocol.compared("tape with gradient, %d backward passes".formatted(f.passes().size()));
    }
  }

  private boolean isWrong(TapePass pass, double[] cotangent) {
    double[] expected = f.gradient(f.point(), cotangent);
    double[] actual = pass.gradient().apply(f.point(), cotangent);
    double largest = 0;
    for (double element : expected) {
      largest = Math.max(largest, Math.abs(element));
    }
    for (int i = 0; i < expected.length; i++) {
      boolean isSame =
          Math.abs(actual[i] - expected[i]) <= precision.rounding() * largest
              || (Double.isNaN(actual[i]) && Double.isNaN(expected[i]));
      if (!isSame) {
        protocol.fail(
            new Finding(
                Finding.Kind.TAPE,
                f.inputs().nameOf(i),
                actual[i],
                expected[i],
                0,
                "a backward pass of the tape is wrong\n  %s by %s: %s, the gradient %s"
                    .formatted(
                        pass.name(),
                        f.inputs().nameOf(i),
                        NumberText.of(actual[i]),
                        NumberText.of(expected[i]))));
        return true;
      }
    }
    return false;
  }

  private static double[] only(double[] cotangent, List<Integer> elements) {
    double[] only = new double[cotangent.length];
    elements.forEach(element -> only[element] = cotangent[element]);
    return only;
  }
}
