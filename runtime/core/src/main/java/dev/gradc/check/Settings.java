package dev.gradc.check;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a user may choose.
 *
 * @param tolerance none for that of the precision
 * @param excluded names of parts
 * @param cotangent of the result; null for random ones
 */
record Settings(
    OptionalDouble tolerance,
    int directions,
    long randomSeed,
    Set<String> excluded,
    Object cotangent) {

  static final Settings DEFAULT =
      new Settings(OptionalDouble.empty(), 4, 20250101L, Set.of(), null);

  Settings withTolerance(double relative) {
    return new Settings(OptionalDouble.of(relative), directions, randomSeed, excluded, cotangent);
  }

  Settings withDirections(int count) {
    return new Settings(tolerance, count, randomSeed, excluded, cotangent);
  }

  Settings withRandomSeed(long seed) {
    return new Settings(tolerance, directions, seed, excluded, cotangent);
  }

  Settings withExcluded(Set<String> names) {
    return new Settings(tolerance, directions, randomSeed, Set.copyOf(names), cotangent);
  }

  Settings withCotangent(Object chosen) {
    return new Settings(tolerance, directions, randomSeed, excluded, chosen);
  }
}
