package dev.gradc.processor.frontend;

import dev.gradc.processor.source.Fact;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read of one user's method so far, and where in it the reader stands. */
final class UseRecorder {

  private final Deque<List<TapeUse>> open = new ArrayDeque<>(List.of(new ArrayList<>()));
  private final Deque<Integer> breakTargets = new ArrayDeque<>();
  private final Deque<Integer> continueTargets = new ArrayDeque<>();
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private final Set<Fact> asked = new LinkedHashSet<>();
  private final Set<Fact> repeated = new LinkedHashSet<>();
  private boolean hasTapes;
  private int targets;
  private int attempts;
  private int expectations;

  /**
   * @param isExpected whether what fails in it is caught around it
   */
  UseRecorder(boolean isExpected) {
    this.expectations = isExpected ? 1 : 0;
  }

  void add(TapeEvent event) {
    hasTapes |=
        event instanceof TapeEvent.Make
            || event instanceof TapeEvent.Backward
            || event instanceof TapeEvent.Stray;
    add(new TapeUse.Event(event));
  }

  /** Whether there is anything to follow. */
  boolean hasTapes() {
    return hasTapes;
  }

  void add(TapeUse use) {
    open.element().add(use);
  }

  /** What is recorded while something runs, by itself. */
  TapeUse during(Runnable reading) {
    open.push(new ArrayList<>());
    reading.run();
    List<TapeUse> uses = open.pop();
    return uses.size() == 1 ? uses.get(0) : new TapeUse.Sequence(uses);
  }

  /** All of it. */
  TapeUse body() {
    return new TapeUse.Sequence(open.element());
  }

  /** A condition is asked for, or set. */
  void ask(Fact fact) {
    if (!asked.add(fact) || fact.isEquality()) {
      repeated.add(fact);
    }
  }

  Set<Fact> repeated() {
    return repeated;
  }

  int newTarget() {
    return targets++;
  }

  void label(String name, int target) {
    labels.put(name, target);
  }

  int target(String label) {
    return labels.get(label);
  }

  /** A loop's body: {@code break} and {@code continue} go to the loop. */
  TapeUse inLoop(int target, Runnable reading) {
    continueTargets.push(target);
    TapeUse body = inSwitch(target, reading);
    continueTargets.pop();
    return body;
  }

  /** A switch's arm: {@code break}, or {@code yield}, goes to the switch. */
  TapeUse inSwitch(int target, Runnable reading) {
    breakTargets.push(target);
    TapeUse body = during(reading);
    breakTargets.pop();
    return body;
  }

  int breakTarget() {
    return breakTargets.element();
  }

  int continueTarget() {
    return continueTargets.element();
  }

  /** Exceptions of what is read are caught, or something is done for them. */
  TapeUse inAttempt(boolean isExpected, Runnable reading) {
    attempts++;
    expectations += isExpected ? 1 : 0;
    TapeUse body = during(reading);
    expectations -= isExpected ? 1 : 0;
    attempts--;
    return body;
  }

  boolean isExpected() {
    return expectations > 0;
  }

  void mayThrow() {
    if (attempts > 0) {
      add(new TapeEvent.MayThrow());
    }
  }
}
