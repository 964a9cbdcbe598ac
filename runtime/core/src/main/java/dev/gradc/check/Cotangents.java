package dev.gradc.check;

import java.util.List;
import java.util.Map;

/**
 * Cotangents of the results of a function.
 *
 * @param results the elements of each part
 * @param chosen by the user; null for random ones
 */
record Cotangents(
    double[] value,
    Map<String, List<Integer>> results,
    boolean isScalar,
    double[] chosen,
    Directions directions) {

  boolean isFixed() {
    return isScalar || chosen != null;
  }

  /** One in which all results count. */
  double[] ofAll() {
    return of(results.values().stream().flatMap(List::stream).toList());
  }

  /** One in which these results count. */
  double[] of(List<Integer> elements) {
    if (isScalar) {
      return new double[] {1};
    }
    return chosen != null ? chosen : directions.cotangent(value, results, elements);
  }
}
