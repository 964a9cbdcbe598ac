package dev.gradc.samples.quickstart;

import java.util.Locale;

/** The smallest program: a value, a gradient, and a check of it. */
final class Quickstart {

  private Quickstart() {}

  /** Prints the focal loss of one logit, its derivative, and central differences beside it. */
  public static void main(String[] arguments) {
    double logit = 0.3;
    double target = 1;

    LossesGrad.Focal.Gradient gradient = LossesGrad.Focal.gradient(logit, target);

    double step = 1e-5;
    double differences =
        (Losses.focal(logit + step, target) - Losses.focal(logit - step, target)) / (2 * step);
    System.out.printf(
        Locale.ROOT, "focal(%.1f, %.0f)      = %.12f%n", logit, target, gradient.value());
    System.out.printf(Locale.ROOT, "d focal / d logit  = %.12f%n", gradient.logit());
    System.out.printf(Locale.ROOT, "central differences  %.12f%n", differences);
    if (Math.abs(gradient.logit() - differences) > 1e-8) {
      throw new AssertionError("the gradient and central differences disagree");
    }
  }
}
