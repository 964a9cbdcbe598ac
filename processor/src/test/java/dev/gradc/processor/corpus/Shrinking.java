package dev.gradc.processor.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a failing method smaller for as long as it fails in the same way. */
final class Shrinking {

  private static final int MOST_TRIALS = Integer.getInteger("random.trials", 250);

  private final Relation relation;
  private int trials;
  private Shrunk best;

  private Shrinking(Relation relation, Shrunk first) {
    this.relation = relation;
    best = first;
  }

  /** A method and how it fails. */
  record Shrunk(RandomMethod method, Trial.Verdict verdict) {}

  /** The smallest that was found. */
  static Shrunk shrink(RandomMethod method, Relation relation, Trial.Verdict verdict) {
    Shrinking shrinking = new Shrinking(relation, new Shrunk(method, verdict));
    boolean goesOn = true;
    while (goesOn && shrinking.trials < MOST_TRIALS) {
      goesOn = false;
      for (int size : List.of(64, 32, 16, 8, 4, 2, 1)) {
        goesOn |= shrinking.withoutChunks(size);
      }
      goesOn |= shrinking.simplerChoices();
    }
    return shrinking.best;
  }

  private boolean withoutChunks(int size) {
    boolean hasShrunk = false;
    for (int at = best.method().choices().size() - size; at >= 0; at -= size) {
      List<Integer> fewer = new ArrayList<>(best.method().choices());
      if (at + size <= fewer.size()) {
        fewer.subList(at, at + size).clear();
        hasShrunk |= replacesBest(fewer);
      }
    }
    return hasShrunk;
  }

  private boolean simplerChoices() {
    boolean hasShrunk = false;
    for (int at = 0; at < best.method().choices().size(); at++) {
      List<Integer> simpler = new ArrayList<>(best.method().choices());
      if (simpler.get(at) > 0) {
        simpler.set(at, 0);
        hasShrunk |= replacesBest(simpler);
      }
    }
    return hasShrunk;
  }

  private boolean replacesBest(List<Integer> choices) {
    if (trials++ >= MOST_TRIALS) {
      return false;
    }
    String suffix = best.method().name().substring("method".length());
    RandomMethod method = RandomMethod.of(Choices.of(choices), suffix);
    if (method.text().length() >= best.method().text().length()) {
      return false;
    }
    Optional<Trial.Verdict> same =
        Optional.of(Trial.again(method, relation, best.verdict().kind()))
            .filter(it -> it.kind().equals(best.verdict().kind()));
    same.ifPresent(verdict -> best = new Shrunk(method, verdict));
    return same.isPresent();
  }
}
