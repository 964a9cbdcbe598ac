package dev.gradc.tensor.random;

import java.util.ArrayList;
import java.util.List;

/** Makes a failing program smaller for as long as it fails in the same way. */
final class Shrinking {

  private static final int MOST_TRIALS = Integer.getInteger("random.trials", 250);

  private final Relation relation;
  private int trials;
  private Shrunk best;

  private Shrinking(Relation relation, Shrunk first) {
    this.relation = relation;
    best = first;
  }

  /** A program and how it fails. */
  record Shrunk(RandomProgram program, Trial.Verdict verdict) {}

  /** The smallest that was found. */
  static Shrunk shrink(RandomProgram program, Relation relation, Trial.Verdict verdict) {
    Shrinking shrinking = new Shrinking(relation, new Shrunk(program, verdict));
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
    for (int at = best.program().choices().size() - size; at >= 0; at -= size) {
      List<Integer> fewer = new ArrayList<>(best.program().choices());
      if (at + size <= fewer.size()) {
        fewer.subList(at, at + size).clear();
        hasShrunk |= replacesBest(fewer);
      }
    }
    return hasShrunk;
  }

  private boolean simplerChoices() {
    boolean hasShrunk = false;
    for (int at = 0; at < best.program().choices().size(); at++) {
      List<Integer> simpler = new ArrayList<>(best.program().choices());
      if (simpler.get(at) > 0) {
        simpler.set(at, 0);
        hasShrunk |= replacesBest(simpler);
      }
    }
    return hasShrunk;
  }

  private boolean replacesBest(List<Integer> choices) {
    if (trials >= MOST_TRIALS) {
      return false;
    }
    String suffix = best.program().name().substring("method".length());
    RandomProgram program = RandomProgram.of(Choices.of(choices), suffix);
    if (program.length() >= best.program().length()) {
      return false;
    }
    trials++;
    Trial.Verdict verdict = Trial.of(List.of(program), relation).get(program);
    boolean isSame = verdict.isFailure() && verdict.kind().equals(best.verdict().kind());
    if (isSame) {
      best = new Shrunk(program, verdict);
    }
    return isSame;
  }
}
