package dev.gradc.processor.uses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.ArrayPath;
import dev.gradc.processor.source.Condition;
import dev.gradc.processor.source.Fact;
import dev.gradc.processor.source.Holder;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import dev.gradc.processor.source.UserMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of backward calls, on the picture of a method, without javac. */
final class BackwardOrderTest {

  private static final Holder TAPE = new Holder("tape", 1);
  private static final ArrayPath WEIGHTS = new ArrayPath(new Holder("weights", 2), List.of());

  private final Set<Fact> repeated = new LinkedHashSet<>();
  private final Sightings sightings = new Sightings();
  private int line;
  private int names = 100;

  // A method, written down. The line of a call is its number.

  private TapeUse calls(String... outputs) {
    List<TapeUse> uses = new ArrayList<>();
    for (String output : outputs) {
      uses.add(call(output, false));
    }
    return new TapeUse.Sequence(uses);
  }

  private TapeUse call(String output, boolean isExpected) {
    line++;
    Origin origin = new Origin("User.java", line, 1, 10 * line, 10 * line + 5, "");
    if (output.equals("all")) {
      return event(new TapeEvent.Backward(TAPE, ThreeLosses.NAME, origin, isExpected));
    }
    Holder handle = new Holder("tape." + output + "()", names++);
    return uses(
        event(new TapeEvent.Handle(handle, TAPE, output)),
        event(new TapeEvent.Backward(handle, ThreeLosses.NAME, origin, isExpected)));
  }

  private static TapeUse event(TapeEvent event) {
    return new TapeUse.Event(event);
  }

  private static TapeUse uses(TapeUse... uses) {
    return new TapeUse.Sequence(List.of(uses));
  }

  private static TapeUse make() {
    return event(new TapeEvent.Make(TAPE, ThreeLosses.NAME));
  }

  private static TapeUse record() {
    return event(new TapeEvent.Forward(TAPE, List.of(Optional.of(WEIGHTS))));
  }

  private static TapeUse maybe(TapeUse then) {
    return new TapeUse.Branch(Condition.UNKNOWN, then, TapeUse.NOTHING);
  }

  private Condition fact(String text) {
    Fact fact = new Fact(text, Set.of(), false);
    repeated.add(fact);
    return new Condition.Known(fact);
  }

  private static TapeUse loop(boolean isTwice, TapeUse body) {
    return new TapeUse.Loop(
        0, true, TapeUse.NOTHING, Condition.UNKNOWN, body, TapeUse.NOTHING, isTwice);
  }

  /** The lines with problems: {@code 2 GC0407}. */
  private List<String> found(TapeClass tape, TapeUse... body) {
    return problems(tape, body).stream()
        .map(problem -> problem.origin().line() + " " + problem.code().id())
        .toList();
  }

  private List<Problem> problems(TapeClass tape, TapeUse... body) {
    List<TapeUse> all = new ArrayList<>(List.of(make(), record()));
    all.addAll(List.of(body));
    UserMethod method = new UserMethod("", new TapeUse.Sequence(all), repeated);
    return new BackwardOrder(Map.of(ThreeLosses.NAME, tape), sightings).problems(method);
  }

  private List<String> found(TapeUse... body) {
    return found(ThreeLosses.tape(), body);
  }

  @Test
  void outputsThatShareAStepThatReads() {
    assertEquals(List.of("2 GC0407"), found(calls("l1", "l2")));
  }

  @Test
  void inTheOtherOrder() {
    assertEquals(List.of("2 GC0407"), found(calls("l2", "l1")));
  }

  @Test
  void outputsThatShareNothing() {
    assertEquals(List.of(), found(calls("l1", "l3", "l3")));
    assertEquals(List.of(), found(calls("l3", "l2", "l3")));
  }

  @Test
  void anOutputTwice() {
    assertEquals(List.of("2 GC0407"), found(calls("l2", "l2")));
  }

  @Test
  void theSweepNeedsWhatAnyPassGivesUp() {
    assertEquals(List.of("2 GC0407"), found(calls("l1", "all")));
    line = 0;
    assertEquals(List.of("2 GC0407"), found(calls("all", "l2")));
    line = 0;
    assertEquals(List.of("2 GC0407"), found(calls("all", "all")));
    line = 0;
    assertEquals(List.of("3 GC0407"), found(calls("l3", "all", "all")));
    line = 0;
    assertEquals(List.of(), found(calls("l3", "all", "l3")));
  }

  @Test
  void whatIsRetainedIsThere() {
    TapeClass shared = ThreeLosses.tape(ThreeLosses.A);
    assertEquals(List.of(), found(shared, calls("l1", "l2")));
    line = 0;
    assertEquals(List.of("3 GC0407"), found(shared, calls("l1", "l2", "l1")));
    line = 0;
    assertEquals(List.of("2 GC0407"), found(shared, calls("all", "all")));
    TapeClass all = ThreeLosses.tape(ThreeLosses.A, ThreeLosses.B, ThreeLosses.C);
    assertEquals(List.of(), found(all, calls("l1", "l2", "l1", "all", "all")));
  }

  @Test
  void recordedAnew() {
    assertEquals(
        List.of("4 GC0407"),
        found(calls("l1"), record(), calls("l2"), record(), calls("l1", "l2")));
  }

  @Test
  void onSomePath() {
    assertEquals(List.of("2 GC0408"), found(maybe(calls("l1")), calls("l2")));
  }

  @Test
  void onEveryPathByOneOrTheOther() {
    TapeUse either = new TapeUse.Branch(Condition.UNKNOWN, calls("l1"), calls("l2"));
    assertEquals(List.of("3 GC0407"), found(either, calls("l2")));
  }

  @Test
  void onPathsThatExcludeEachOther() {
    TapeUse first = new TapeUse.Branch(fact("joint"), calls("l1"), TapeUse.NOTHING);
    TapeUse second =
        new TapeUse.Branch(new Condition.Not(fact("joint")), calls("l2"), TapeUse.NOTHING);
    assertEquals(List.of(), found(first, second));
  }

  @Test
  void onPathsThatImplyEachOther() {
    TapeUse first = new TapeUse.Branch(fact("joint"), calls("l1"), TapeUse.NOTHING);
    TapeUse second =
        new TapeUse.Branch(
            new Condition.And(fact("joint"), Condition.UNKNOWN), calls("l2"), TapeUse.NOTHING);
    assertEquals(List.of("2 GC0407"), found(first, second));
  }

  @Test
  void loops() {
    assertEquals(List.of("1 GC0408"), found(loop(false, calls("l1"))));
    line = 0;
    assertEquals(List.of("1 GC0407"), found(loop(true, calls("l1"))));
    line = 0;
    assertEquals(List.of(), found(loop(true, calls("l3"))));
    line = 0;
    assertEquals(List.of(), found(loop(true, uses(record(), calls("l1")))));
  }

  @Test
  void afterALoopThatSurelyRuns() {
    assertEquals(List.of("2 GC0407"), found(loop(true, uses(record(), calls("l1"))), calls("l2")));
    line = 0;
    assertEquals(List.of("2 GC0408"), found(loop(false, uses(record(), calls("l1"))), calls("l2")));
  }

  @Test
  void leftByABreak() {
    TapeUse leave = new TapeUse.Jump(TapeUse.Kind.BREAK, 0);
    assertEquals(List.of(), found(loop(false, maybe(uses(calls("l1"), leave)))));
    line = 0;
    assertEquals(
        List.of("2 GC0408"), found(loop(false, maybe(uses(calls("l1"), leave))), calls("l2")));
  }

  @Test
  void goneOnWithAfterAContinue() {
    TapeUse next = new TapeUse.Jump(TapeUse.Kind.CONTINUE, 0);
    assertEquals(List.of("1 GC0408"), found(loop(false, maybe(uses(calls("l1"), next)))));
  }

  @Test
  void returnedFrom() {
    TapeUse leave = new TapeUse.Jump(TapeUse.Kind.RETURN, 0);
    assertEquals(List.of(), found(maybe(uses(calls("l1"), leave)), calls("l2")));
  }

  @Test
  void armsThatRunOn() {
    TapeUse leave = new TapeUse.Jump(TapeUse.Kind.BREAK, 0);
    TapeUse choice =
        new TapeUse.Choice(
            0, List.of(calls("l1"), uses(calls("l2"), leave), calls("l3")), true, true);
    assertEquals(List.of("2 GC0408"), found(choice));
    line = 0;
    TapeUse arrows = new TapeUse.Choice(0, List.of(calls("l1"), calls("l2")), false, true);
    assertEquals(List.of("3 GC0407"), found(arrows, calls("l1")));
  }

  @Test
  void caughtAfterOrBeforeItRan() {
    TapeUse attempt =
        new TapeUse.Attempt(
            uses(calls("l1"), event(new TapeEvent.MayThrow())),
            List.of(calls("l2")),
            TapeUse.NOTHING);
    assertEquals(List.of("2 GC0408", "4 GC0407"), found(attempt, calls("l3", "l1")));
  }

  @Test
  void doneInAnyCase() {
    TapeUse attempt = new TapeUse.Attempt(calls("l1"), List.of(), calls("l2"));
    assertEquals(List.of("2 GC0408"), found(attempt));
    line = 0;
    TapeUse leave = new TapeUse.Jump(TapeUse.Kind.RETURN, 0);
    TapeUse left = new TapeUse.Attempt(maybe(leave), List.of(), record());
    assertEquals(List.of(), found(calls("l1"), left, calls("l2")));
  }

  @Test
  void whatIsExpectedToFailIsNotGoneOnFrom() {
    TapeUse attempt =
        new TapeUse.Attempt(call("l1", true), List.of(TapeUse.NOTHING), TapeUse.NOTHING);
    TapeUse again = new TapeUse.Attempt(call("l2", true), List.of(record()), TapeUse.NOTHING);
    assertEquals(List.of(), found(attempt, again));
    line = 0;
    assertEquals(
        List.of(),
        found(
            calls("l1"),
            new TapeUse.Attempt(call("l2", true), List.of(record()), TapeUse.NOTHING),
            calls("l1")));
  }

  @Test
  void anotherNameOfTheSameTape() {
    Holder same = new Holder("same", 3);
    Origin origin = new Origin("User.java", 9, 1, 900, 905, "");
    assertEquals(
        List.of("9 GC0407"),
        found(
            event(new TapeEvent.Copy(same, TAPE)),
            calls("l1"),
            event(new TapeEvent.Backward(same, ThreeLosses.NAME, origin, false))));
  }

  @Test
  void aHandleOutlivesARecording() {
    Holder handle = new Holder("output", 3);
    TapeUse pass =
        event(
            new TapeEvent.Backward(
                handle, ThreeLosses.NAME, new Origin("User.java", 9, 1, 90, 95, ""), false));
    assertEquals(
        List.of(),
        found(event(new TapeEvent.Handle(handle, TAPE, "l1")), calls("l2"), record(), pass));
  }

  @Test
  void otherCodeMayHaveIt() {
    TapeUse escape = event(new TapeEvent.Escape(TAPE));
    assertEquals(List.of(), found(calls("l1"), escape, calls("l2")));
    line = 0;
    assertEquals(List.of("2 GC0407"), found(calls("l1", "l2"), escape));
    line = 0;
    assertEquals(List.of(), found(maybe(escape), record(), maybe(calls("l3"))));
  }

  @Test
  void closedAndNotRecorded() {
    TapeUse close = event(new TapeEvent.Close(TAPE));
    assertEquals(List.of(), found(calls("l1"), close, calls("l2")));
    line = 0;
    assertEquals(List.of("3 GC0407"), found(close, record(), calls("l3", "l1", "l2")));
  }

  @Test
  void anotherTapeOfThatPlace() {
    Holder old = new Holder("old", 3);
    Origin origin = new Origin("User.java", 9, 1, 900, 905, "");
    assertEquals(
        List.of(),
        found(
            event(new TapeEvent.Copy(old, TAPE)),
            calls("l1"),
            make(),
            record(),
            calls("l2"),
            event(new TapeEvent.Backward(old, ThreeLosses.NAME, origin, false))));
  }

  @Test
  void manyConditionsAreNotToldApart() {
    List<TapeUse> body = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      body.add(new TapeUse.Branch(fact("c" + i), TapeUse.NOTHING, TapeUse.NOTHING));
    }
    TapeUse asked = new TapeUse.Sequence(body);
    assertEquals(List.of("2 GC0407"), found(asked, calls("l1", "l2")), "what must fail does");
    line = 0;
    TapeUse one = new TapeUse.Branch(fact("c0"), calls("l1"), TapeUse.NOTHING);
    TapeUse other = new TapeUse.Branch(new Condition.Not(fact("c0")), calls("l2"), TapeUse.NOTHING);
    assertEquals(List.of(), found(one, asked, other), "nothing is said that is not known");
  }

  @Test
  void whatACounterLeavesTrueOnce() {
    Holder counter = new Holder("i", 5);
    Fact isLast = new Fact("i == n", Set.of(counter), true);
    repeated.add(isLast);
    TapeUse body = new TapeUse.Branch(new Condition.Known(isLast), calls("l1"), TapeUse.NOTHING);
    TapeUse counted =
        new TapeUse.Loop(
            0,
            true,
            TapeUse.NOTHING,
            Condition.UNKNOWN,
            body,
            event(new TapeEvent.Change(counter, true)),
            false);
    assertEquals(List.of(), found(counted));
    line = 0;
    TapeUse assigned =
        new TapeUse.Loop(
            0,
            true,
            TapeUse.NOTHING,
            Condition.UNKNOWN,
            body,
            event(new TapeEvent.Change(counter, false)),
            false);
    assertEquals(List.of("1 GC0408"), found(assigned));
  }

  @Test
  void arraysThatChange() {
    TapeUse write =
        event(new TapeEvent.Write(WEIGHTS, new Origin("User.java", 50, 1, 500, 505, "")));
    assertEquals(List.of("1 GC0410"), found(write, calls("l1")));
    line = 0;
    assertEquals(List.of(), found(write, calls("l2", "l3")), "they do not read it");
    line = 0;
    assertEquals(List.of("1 GC0410"), found(write, calls("all")));
    line = 0;
    assertEquals(List.of(), found(calls("l1"), write, record(), calls("l1")));
    line = 0;
    TapeUse assign = event(new TapeEvent.Change(WEIGHTS.root(), false));
    assertEquals(List.of(), found(assign, write, calls("l1")), "it is another array");
  }

  private boolean isForNothing(TapeClass tape) {
    return sightings.isRetainedForNothing(tape, tape.retained());
  }

  @Test
  void retainedForNothing() {
    TapeClass tape = ThreeLosses.tape(ThreeLosses.A);
    assertFalse(isForNothing(tape), "there is no use");
    found(tape, calls("l1", "l3"));
    assertTrue(isForNothing(tape));
    assertFalse(isForNothing(ThreeLosses.tape()), "nothing is retained");
    found(tape, calls("l1", "l2"));
    assertFalse(isForNothing(tape), "it is needed");
  }

  @Test
  void retainedForWhatIsNotSeen() {
    TapeClass tape = ThreeLosses.tape(ThreeLosses.A);
    found(tape, calls("l1"), event(new TapeEvent.Escape(TAPE)));
    assertFalse(isForNothing(tape));
  }

  @Test
  void messagesNameOutputsAndCures() {
    String message = problems(ThreeLosses.tape(), calls("l1", "l2")).get(0).message();
    assertTrue(message.contains("'tape.l2()' (output 'l2')"), message);
    assertTrue(message.contains("the one of output 'l1' at User.java:1"), message);
    assertTrue(message.contains("'a' (Training.java:7)"), message);
    assertTrue(message.contains("record Losses(@Retain double l1, double l2, double l3)"), message);
    assertTrue(message.contains("@Detach var cut = a"), message);
    assertTrue(message.contains("backward(new Losses(…))"), message);
    line = 0;
    String twice = problems(ThreeLosses.tape(), calls("all", "all")).get(0).message();
    assertTrue(twice.contains("'tape' (all outputs in one sweep)"), twice);
    assertTrue(twice.contains("and 2 more slots"), twice);
    assertTrue(twice.contains("'@Retain' on the method 'step'"), twice);
  }
}
