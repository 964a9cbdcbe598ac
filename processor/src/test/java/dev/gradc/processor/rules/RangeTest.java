package dev.gradc.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets of numbers, as sets. */
final class RangeTest {

  private static final double[] ENDS = {Double.NEGATIVE_INFINITY, -1.5, -1, 0, 1, 2, 1.0 / 0};
  private static final double[] NUMBERS = {
    -7, -2, -1.5, -1, -0.5, -0.0, 0, 0.5, 1, 1.5, 2, 3, 1e300
  };

  private static List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (double low : ENDS) {
      for (double high : ENDS) {
        for (int flags = 0; flags < 16; flags++) {
          boolean isLowOpen = (flags & 1) == 1;
          boolean isHighOpen = (flags & 2) == 2;
          ranges.add(
              new Range(low, isLowOpen, high, isHighOpen, (flags & 4) == 4, (flags & 8) == 8));
        }
      }
    }
    return ranges.stream().distinct().toList();
  }

  @Test
  void holdsWhatLiesBetweenItsEnds() {
    for (double low : ENDS) {
      for (double high : ENDS) {
        Range open = Range.open(low, high);
        Range closed = Range.closed(low, high);
        for (double number : NUMBERS) {
          assertEquals(low < number && number < high, open.contains(number));
          assertEquals(low <= number && number <= high, closed.contains(number));
          assertEquals(
              closed.contains(number) && number != 0, closed.withoutZero().contains(number));
          assertEquals(
              closed.contains(number) && number == Math.rint(number),
              closed.integers().contains(number));
        }
      }
    }
  }

  @Test
  void combinesAsSets() {
    for (Range one : ranges()) {
      for (Range other : ranges()) {
        Range both = one.intersection(other);
        Range either = one.union(other);
        for (double number : NUMBERS) {
          boolean isInBoth = one.contains(number) && other.contains(number);
          assertEquals(isInBoth, both.contains(number), () -> one + " and " + other);
          boolean isInOne = one.contains(number) || other.contains(number);
          assertTrue(!isInOne || either.contains(number), () -> one + " or " + other);
        }
        assertEquals(both.isEmpty(), !one.intersects(other));
        assertTrue(
            either.containsAll(one) && either.containsAll(other), () -> one + " or " + other);
        assertTrue(one.containsAll(both), () -> one + " and " + other);
        if (one.containsAll(other)) {
          assertEquals(one, either, () -> one + " without some of " + other);
          for (double number : NUMBERS) {
            assertTrue(one.contains(number) || !other.contains(number), () -> one + ", " + other);
          }
        }
        assertEquals(either, other.union(one));
        assertEquals(both, other.intersection(one));
      }
    }
  }

  @Test
  void equalSetsAreEqualRecords() {
    for (Range range : ranges()) {
      assertEquals(range, range.negated().negated());
      assertEquals(range, range.union(range));
      assertEquals(range, range.intersection(Range.ALL));
      assertEquals(range, range.union(Range.EMPTY));
      assertEquals(Range.EMPTY, range.intersection(Range.EMPTY));
    }
    assertEquals(Range.closed(1, 3).integers(), Range.open(0, 4).integers());
    assertEquals(Range.POSITIVE, Range.NOT_NEGATIVE.withoutZero());
    assertEquals(Range.EMPTY, Range.point(0).withoutZero());
    assertEquals(Range.EMPTY, Range.open(0, 1).integers());
  }

  @Test
  void aPointIsASetOfOneNumber() {
    assertTrue(Range.point(1.5).isPoint());
    assertTrue(Range.open(0, 2).integers().isPoint());
    assertFalse(Range.closed(1, 2).isPoint());
    assertFalse(Range.EMPTY.isPoint());
    assertFalse(Range.ALL.isPoint());
  }

  @Test
  void fractionsLieBetweenIntegers() {
    Range integers = Range.open(0, 3).integers().withoutZero();
    assertEquals(Range.closed(1, 2), integers.withFractions());
    assertEquals(Range.ALL.withoutZero(), Range.ALL.integers().withoutZero().withFractions());
  }

  @Test
  void hasNoInfinitiesButLargeNumbers() {
    assertFalse(Range.ALL.contains(Double.POSITIVE_INFINITY));
    assertFalse(Range.ALL.contains(Double.NaN));
    assertFalse(Range.point(Double.POSITIVE_INFINITY).isEmpty());
    assertFalse(Range.point(Double.POSITIVE_INFINITY).contains(1e300));
  }
}
