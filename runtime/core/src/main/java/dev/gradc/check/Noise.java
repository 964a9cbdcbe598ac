package dev.gradc.check;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How much the values of a function jitter, by rounding within it: what is left of values at places
 * close together when a polynomial through them is taken away (Moré and Wild, Estimating
 * computational noise, 2011). What is left of a smooth function grows with the distance of the
 * places, by its third power, and what is left of a kink by its first; noise is what does not grow.
 */
final class Noise {

  private static final int PLACES = 8;
  private static final int ORDER = 3;

  /** (3!)² / 6!: what a third difference makes of independent noise. */
  private static final double FACTOR = 1.0 / 20;

  /** Less than a kink grows between two distances, more than noise varies. */
  private static final double GROWTH = 8;

  private Noise() {}

  /**
   * The standard deviation of the noise; 0 if none is seen.
   *
   * @param distances of the places, rising
   */
  static double of(DoubleUnaryOperator function, List<Double> distances) {
    double noise = 0;
    double before = Double.NaN;
    for (double distance : distances) {
      double left = left(function, distance);
      if (left <= GROWTH * before) {
        noise = Math.max(noise, Math.max(left, before));
      }
      before = left;
    }
    return noise;
  }

  /**
   * How long the treads are, if the values of the function are rounded so coarsely that it is a
   * stair: the largest distance in which nothing changes on both sides; 0 if there is none.
   */
  static double stairWidth(DoubleUnaryOperator function) {
    for (double distance = 0x1p-8; distance > 0x1p-24; distance /= 2) {
      if (isTread(function, distance) && isTread(function, -distance)) {
        return distance;
      }
    }
    return 0;
  }

  private static boolean isTread(DoubleUnaryOperator function, double distance) {
    for (int i = 0; i < PLACES / 2; i++) {
      double value = function.applyAsDouble(i * distance);
      if (value == function.applyAsDouble((i + 1) * distance)) {
        return true;
      }
    }
    return false;
  }

  /** NaN if the function cannot be evaluated there. */
  private static double left(DoubleUnaryOperator function, double distance) {
    double[] values = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      values[i] = function.applyAsDouble((i - PLACES / 2) * distance);
    }
    int length = PLACES;
    for (int order = 0; order < ORDER; order++) {
      length--;
      for (int i = 0; i < length; i++) {
        values[i] = values[i + 1] - values[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[i] * values[i];
    }
    double left = Math.sqrt(FACTOR * sum / length);
    return Double.isInfinite(left) ? Double.NaN : left;
  }
}
