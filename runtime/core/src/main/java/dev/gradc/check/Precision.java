package dev.gradc.check;

import java.util.List;

/**
 * What can be expected of differences and derivatives in one of Java's two kinds of floating-point
 * numbers. All but the steps are relative to the derivative.
 *
 * @param epsilon the distance of numbers near 1
 * @param tolerance how far a derivative may be from differences
 * @param conclusive errors of differences above this say nothing
 * @param rounding how far two derivatives that should be the same may be apart
 * @param kink a difference between both sides above this is one
 * @param floor derivatives smaller than this, compared to the value, are taken to be that large
 * @param steps how often a step is halved
 * @param noiseDistances in which the noise of a function is looked for: more than the distance of
 *     neighbouring numbers, far less than anything happens in
 */
record Precision(
    double epsilon,
    double tolerance,
    double conclusive,
    double rounding,
    double kink,
    double floor,
    int steps,
    List<Double> noiseDistances) {

  static final Precision DOUBLE =
      new Precision(
          0x1p-52,
          1e-7,
          1e-5,
          1e-10,
          1e-4,
          1e-8,
          36,
          List.of(0x1p-40, 0x1p-34, 0x1p-28, 0x1p-23, 0x1p-18));

  static final Precision FLOAT =
      new Precision(0x1p-23, 1e-3, 1e-2, 1e-4, 0.1, 3e-3, 17, List.of(0x1p-18, 0x1p-14, 0x1p-10));

  Precision withTolerance(double relative) {
    return new Precision(
        epsilon,
        relative,
        Math.max(conclusive, relative),
        Math.max(rounding, 1e-3 * relative),
        kink,
        floor,
        steps,
        noiseDistances);
  }
}
