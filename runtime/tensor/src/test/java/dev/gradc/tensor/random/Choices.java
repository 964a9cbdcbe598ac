package dev.gradc.tensor.random;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The choices that make a random program: drawn by a seed, or given. Where the given ones end, all
 * that follow are the first, which is the simplest; so a shorter list makes a smaller program (ADR
 * 90).
 */
final class Choices {

  private final List<Integer> drawn = new ArrayList<>();
  private final List<Integer> given;
  private final SplittableRandom random;

  private Choices(List<Integer> given, SplittableRandom random) {
    this.given = List.copyOf(given);
    this.random = random;
  }

  /** As a seed has it. */
  static Choices seeded(String seed) {
    return new Choices(List.of(), random(seed));
  }

  /** Those of a list, in order. */
  static Choices of(List<Integer> given) {
    return new Choices(given, null);
  }

  /** The same numbers on every JDK. */
  static SplittableRandom random(String seed) {
    long state = 0x6a09e667f3bcc909L;
    for (int i = 0; i < seed.length(); i++) {
      state = state * 31 + seed.charAt(i);
    }
    return new SplittableRandom(state);
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    int choice = 0;
    if (random != null) {
      choice = (int) Math.floorMod(random.nextLong(), (long) bound);
    } else if (drawn.size() < given.size()) {
      choice = Math.min(given.get(drawn.size()), bound - 1);
    }
    drawn.add(choice);
    return choice;
  }

  /** Whether something happens that does so a number of times in a hundred. */
  boolean in100(int times) {
    return below(100) >= 100 - times;
  }

  /** One of some things. */
  <T> T among(List<T> things) {
    return things.get(below(things.size()));
  }

  /** One of some things, often one of the last two, which were made last. */
  <T> T recent(List<T> things) {
    return below(3) < 2
        ? things.get(things.size() - 1 - below(Math.min(2, things.size())))
        : among(things);
  }

  /** All that were made. */
  List<Integer> drawn() {
    return List.copyOf(drawn);
  }
}
