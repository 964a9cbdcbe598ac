package dev.gradc.processor.analysis;

import static dev.gradc.processor.analysis.RangeText.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known by which name, on one path and after several. */
final class PathFactsTest {

  private static final Variable X = single("x", Scalar.DOUBLE);
  private static final Variable Y = single("y", Scalar.DOUBLE);
  private static final Variable N = single("n", Scalar.INT);
  private static final Variable I = single("i", Scalar.INT);
  private static final Variable C = single("c", Scalar.BOOLEAN);
  private static final Variable A = single("a", new ArrayType(Scalar.DOUBLE));
  private static final Variable B = single("b", new ArrayType(Scalar.DOUBLE));
  private static final Variable M = mutable("m", Scalar.DOUBLE);
  private static final Operation.Load ELEMENT = new Operation.Load(A, I);

  private final PathFacts facts = new PathFacts();

  PathFactsTest() {
    for (Variable variable : List.of(X, Y, N, I, C, A, B)) {
      facts.setRange(variable, OperatorRanges.of(variable.type()));
    }
  }

  private static Variable single(String name, Type type) {
    return new Variable(name, type, Role.SINGLE);
  }

  private static Variable mutable(String name, Type type) {
    return new Variable(name, type, Role.MUTABLE);
  }

  private static Operation.Apply apply(Symbol symbol, Atom... arguments) {
    return new Operation.Apply(
        new BasicOperator(symbol, (Scalar) arguments[0].type()), List.of(arguments));
  }

  private static Variable computed(PathFacts facts, String name, Operation.Apply operation) {
    Variable result = single(name, operation.operator().result());
    facts.compute(result, operation);
    return result;
  }

  private static Variable loaded(PathFacts facts, String name) {
    Variable result = single(name, Scalar.DOUBLE);
    facts.load(result, ELEMENT, Range.ALL);
    return result;
  }

  @Test
  void constantsAreKnown() {
    assertEquals(range("{97}"), facts.rangeOf(new Constant('a', Scalar.CHAR)));
    assertEquals(range("{2}"), facts.rangeOf(Constant.of(2)));
    assertEquals(range("all"), facts.rangeOf(Constant.of(Double.NaN)));
    assertEquals(range("all"), facts.rangeOf(Constant.TRUE));
  }

  /** What becomes known of a value is known of the variables that hold it. */
  @Test
  void aVariableHasTheValueThatItHolds() {
    facts.set(M, X);
    facts.restrict(X, range("(1,inf)"));
    assertEquals(range("(1,inf)"), facts.rangeOf(M));
    facts.set(M, range("[0,2]"));
    assertEquals(range("[0,2]"), facts.rangeOf(M));
    assertEquals(range("(1,inf)"), facts.rangeOf(X));
    facts.set(M, Constant.of(3.0));
    assertEquals(range("{3}"), facts.rangeOf(M));
  }

  @Test
  void aCopyOfWhatChangesStays() {
    Variable changing = mutable("changing", Scalar.DOUBLE);
    facts.set(changing, range("[0,1]"));
    facts.set(M, changing);
    facts.set(changing, range("[5,6]"));
    assertEquals(range("[0,1]"), facts.rangeOf(M));
    assertEquals(range("[5,6]"), facts.rangeOf(changing));
  }

  /** Of what is computed from a value, six steps on; the seventh is known as it was computed. */
  @Test
  void valuesAreComputedAgain() {
    facts.restrict(N, range("Z[0,100]"));
    Variable[] sums = new Variable[8];
    sums[0] = N;
    for (int i = 1; i < sums.length; i++) {
      sums[i] = computed(facts, "sum" + i, apply(Symbol.ADD, sums[i - 1], Constant.of(1)));
    }
    facts.restrict(N, range("Z[0,10]"));
    assertEquals(range("Z[6,106]"), facts.rangeOf(sums[6]));
    assertEquals(range("Z[6,16]"), facts.reconsidered(sums[6]));
    assertEquals(range("Z[7,107]"), facts.reconsidered(sums[7]));
  }

  /** No index is past the end, and an array with an element at an index is longer than that. */
  @Test
  void indicesLieInTheirArrays() {
    facts.restrict(N, range("Z[0,5]"));
    facts.setLength(new Operation.Length(A), N);
    facts.restrict(I, range("Z[2,100]"));
    facts.access(ELEMENT);
    assertEquals(range("Z[2,4]"), facts.rangeOf(I));
    assertEquals(range("Z[3,5]"), facts.rangeOf(N));
  }

  /** Two accesses tell more of a length than the last of them. */
  @Test
  void lengthsAreKnownFromAllIndices() {
    facts.restrict(I, range("Z[6,9]"));
    facts.access(ELEMENT);
    facts.access(new Operation.Load(A, Constant.of(2)));
    Variable length = single("length", Scalar.INT);
    facts.length(length, new Operation.Length(A));
    assertEquals(range("Z[7,2147483647]"), facts.rangeOf(length));
    Variable other = single("other", Scalar.INT);
    facts.length(other, new Operation.Length(B));
    assertEquals(range("Z[0,2147483647]"), facts.rangeOf(other));
  }

  @Test
  void whatWasComputedHasOneName() {
    Variable sum = computed(facts, "sum", apply(Symbol.ADD, X, Y));
    Variable again = computed(facts, "again", apply(Symbol.ADD, X, Y));
    assertEquals(sum, facts.leader(again));
    assertEquals(apply(Symbol.ADD, X, Y), facts.definition(again));
    facts.restrict(again, range("(1,2)"));
    assertEquals(range("(1,2)"), facts.rangeOf(sum));
  }

  /** A mutable variable that is read gets a name for what it has then. */
  @Test
  void whatIsReadIsANameOfAVariable() {
    facts.set(M, range("[0,9]"));
    Variable read = single("read", Scalar.DOUBLE);
    facts.alias(read, M);
    assertEquals(read, facts.leader(M));
    facts.restrict(read, range("(1,2)"));
    assertEquals(range("(1,2)"), facts.rangeOf(M));
    facts.set(M, range("[5,6]"));
    assertEquals(range("(1,2)"), facts.rangeOf(read));
  }

  @Test
  void copiesKnowDifferencesAndChoices() {
    Variable chosen = mutable("chosen", Scalar.BOOLEAN);
    facts.set(chosen, Range.ALL);
    PathFacts one = facts.copy();
    one.set(chosen, Constant.TRUE);
    PathFacts other = facts.copy();
    other.set(chosen, C);
    PathFacts after = PathFacts.afterChoice(facts, C, one, other);
    after.restrictDifference(X, Y, Range.NEGATIVE);
    PathFacts copy = after.copy();
    Variable read = single("read", Scalar.BOOLEAN);
    copy.alias(read, chosen);
    assertEquals(new PathFacts.Selection(C, Constant.TRUE, C), copy.selection(read));
    Variable difference = computed(copy, "difference", apply(Symbol.SUB, X, Y));
    assertEquals(range("(-inf,0)"), copy.rangeOf(difference));
  }

  @Test
  void branchesThatEndElsewhereTellNothing() {
    PathFacts one = facts.copy();
    PathFacts other = facts.copy();
    other.setUnreachable();
    assertSame(one, PathFacts.afterChoice(facts, C, one, other));
    assertSame(one, PathFacts.afterChoice(facts, C, other, one));
    assertFalse(PathFacts.afterChoice(facts, C, other, other).isReachable());
    assertFalse(facts.atAny(List.of(other, other)).isReachable());
  }

  @Test
  void namesFromEitherBranchAreKept() {
    PathFacts one = facts.copy();
    Variable sum = computed(one, "sum", apply(Symbol.ADD, X, Y));
    PathFacts other = facts.copy();
    Variable product = computed(other, "product", apply(Symbol.MUL, X, Y));
    PathFacts after = PathFacts.afterChoice(facts, C, one, other);
    assertEquals(sum, after.leader(computed(after, "sum2", apply(Symbol.ADD, X, Y))));
    assertEquals(product, after.leader(computed(after, "product2", apply(Symbol.MUL, X, Y))));
  }

  @Test
  void whatBranchesSetToDifferentValuesHoldsNeither() {
    facts.set(M, Range.ALL);
    PathFacts one = facts.copy();
    one.set(M, X);
    PathFacts other = facts.copy();
    other.set(M, Y);
    assertEquals(M, PathFacts.afterChoice(facts, C, one, other).leader(M));
    other.set(M, X);
    assertEquals(X, PathFacts.afterChoice(facts, C, one, other).leader(M));
  }

  /** After a store in one branch an element is neither what it was before nor what is written. */
  @Test
  void elementsAreForgottenAfterAStoreInEitherBranch() {
    Variable before = loaded(facts, "before");
    PathFacts one = facts.copy();
    PathFacts other = facts.copy();
    other.store(ELEMENT, X);
    assertEquals(X, other.leader(loaded(other, "stored")));
    for (List<PathFacts> branches : List.of(List.of(one, other), List.of(other, one))) {
      PathFacts after = PathFacts.afterChoice(facts, C, branches.get(0), branches.get(1));
      Variable element = loaded(after, "element" + branches.indexOf(one));
      assertEquals(element, after.leader(element));
    }
    PathFacts unchanged = PathFacts.afterChoice(facts, C, one, one.copy());
    assertEquals(before, unchanged.leader(loaded(unchanged, "same")));
  }

  @Test
  void aLoopThatWritesForgetsElements() {
    Variable before = loaded(facts, "before");
    facts.enterLoop(List.of(), false);
    assertEquals(before, facts.leader(loaded(facts, "same")));
    facts.enterLoop(List.of(), true);
    assertNotEquals(before, facts.leader(loaded(facts, "changed")));
  }

  /** A variable that a loop changes keeps the values that it may have, and no name. */
  @Test
  void aLoopForgetsWhatChangingVariablesHold() {
    facts.restrict(X, range("[1,2]"));
    facts.set(M, X);
    facts.enterLoop(List.of(M), false);
    assertEquals(M, facts.leader(M));
    assertEquals(range("[1,2]"), facts.rangeOf(M));
  }

  @Test
  void differencesOfAllIterationsAreKnown() {
    PathFacts first = facts.copy();
    first.restrictDifference(X, Y, range("[1,2]"));
    PathFacts later = facts.copy();
    later.restrictDifference(X, Y, range("[3,4]"));
    PathFacts widened = first.widened(later, false);
    Variable difference = computed(widened, "difference", apply(Symbol.SUB, X, Y));
    assertEquals(range("[1,4]"), widened.rangeOf(difference));
    PathFacts none = first.widened(facts, false);
    assertEquals(Range.ALL, none.rangeOf(computed(none, "unknown", apply(Symbol.SUB, X, Y))));
  }
}
