package dev.gradc.check;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random directions in which to move a point, and random cotangents. An element moves by about its
 * own size, or by that of the largest one in its part; one by zero by that, or by one.
 */
final class Directions {

  private final SplittableRandom random;
  private final double[] ofPart;
  private final double[] ofElement;
  private final Map<String, List<Integer>> parts;

  private Directions(SplittableRandom random, Map<String, List<Integer>> parts, int size) {
    this.random = random;
    this.parts = parts;
    this.ofPart = new double[size];
    this.ofElement = new double[size];
  }

  /**
   * @param parts the elements that move
   */
  static Directions at(double[] point, Map<String, List<Integer>> parts, SplittableRandom random) {
    Directions directions = new Directions(random, parts, point.length);
    for (List<Integer> elements : parts.values()) {
      double largest = elements.stream().mapToDouble(i -> Math.abs(point[i])).max().orElse(0);
      for (int i : elements) {
        directions.ofPart[i] = largest == 0 ? 1 : largest;
        directions.ofElement[i] = point[i] == 0 ? directions.ofPart[i] : Math.abs(point[i]);
      }
    }
    return directions;
  }

  Map<String, List<Integer>> parts() {
    return parts;
  }

  List<Integer> all() {
    return parts.values().stream().flatMap(List::stream).toList();
  }

  /** Moves some elements, by their own size or by that of their part. */
  double[] of(List<Integer> elements, boolean isOwnSize) {
    double[] direction = new double[ofPart.length];
    for (int i : elements) {
      direction[i] = (isOwnSize ? ofElement : ofPart)[i] * sign() * random.nextDouble(0.5, 1);
    }
    return direction;
  }

  /** Moves one element, by about its own size. */
  double[] of(int element) {
    double[] direction = new double[ofPart.length];
    direction[element] = ofElement[element] * random.nextDouble(0.75, 1);
    return direction;
  }

  /**
   * A cotangent to which all parts of the results contribute alike.
   *
   * @param results the elements of each part
   * @param counting those that count; the others get zeros
   */
  double[] cotangent(double[] value, Map<String, List<Integer>> results, List<Integer> counting) {
    double[] cotangent = new double[value.length];
    for (List<Integer> part : results.values()) {
      double largest = part.stream().mapToDouble(i -> Math.abs(value[i])).max().orElse(0);
      for (int i : part) {
        cotangent[i] =
            sign() * random.nextDouble(0.5, 1) / (largest < Double.MIN_NORMAL ? 1 : largest);
      }
    }
    double[] chosen = new double[value.length];
    counting.forEach(i -> chosen[i] = cotangent[i]);
    return chosen;
  }

  private int sign() {
    return random.nextBoolean() ? 1 : -1;
  }
}
