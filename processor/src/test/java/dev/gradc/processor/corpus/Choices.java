package dev.gradc.processor.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * The choices that make a random program: drawn by a seed, or given. Where the given ones end, all
 * that follow are the first, which is the simplest; so a shorter list makes a smaller program, and
 * leaving choices out is how a failing program is shrunk (MacIver and Donaldson, Test-Case
 * Reduction via Test-Case Generation: Insights from the Hypothesis Reducer, ECOOP 2020).
 */
final class Choices {

  private final List<Integer> drawn = new ArrayList<>();
  private final List<Integer> given;
  private final SeededRandom random;

  private Choices(List<Integer> given, SeededRandom random) {
    this.given = List.copyOf(given);
    this.random = random;
  }

  /** As a seed has it. */
  static Choices seeded(String seed) {
    return new Choices(List.of(), new SeededRandom(seed));
  }

  /** Those of a list, in order. */
  static Choices of(List<Integer> given) {
    return new Choices(given, null);
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    int choice = 0;
    if (random != null) {
      choice = (int) random.integerBetween(0, bound - 1);
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

  /** One of some things, often the last, which is what was made last. */
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
