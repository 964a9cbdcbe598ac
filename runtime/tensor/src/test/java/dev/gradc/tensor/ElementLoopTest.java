package dev.gradc.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When operations may be one loop, and what the loop works on. */
final class ElementLoopTest {

  private static ElementLoop reading(Tensor... inputs) {
    ElementLoop loop = ElementLoop.of(null, inputs.length, 1, 1);
    for (int i = 0; i < inputs.length; i++) {
      loop.read(i, inputs[i]);
    }
    return loop;
  }

  private static Tensor zeros(int... shape) {
    return Tensor.zeros(DType.DOUBLE, shape);
  }

  @Test
  void inputsOfOneShapeAreRead() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
    ElementLoop loop = reading(x, zeros(2, 2));
    assertTrue(loop.isOne());
    assertTrue(loop.isWhole(0) && loop.isWhole(1));
    assertTrue(loop.isOfDoubles());
    assertEquals(4, loop.size());
    assertSame(x.storage().doubles(), loop.doubles(0));
  }

  @Test
  void repeatedInputsAreWrittenOut() {
    ElementLoop loop = reading(Tensor.of(new double[] {5, 7}, 2, 1), zeros(2, 3), Tensor.scalar(4));
    assertTrue(loop.isOne());
    assertFalse(loop.isWhole(0));
    assertTrue(loop.isWhole(1));
    assertArrayEquals(new double[] {5, 5, 5, 7, 7, 7}, loop.doubles(0));
    assertArrayEquals(new double[] {4, 4, 4, 4, 4, 4}, loop.doubles(2));
    for (int[] row : new int[][] {{3}, {1, 3}}) {
      ElementLoop rows = reading(Tensor.of(new double[] {5, 7, 9}, row), zeros(2, 3));
      assertTrue(rows.isOne());
      assertArrayEquals(new double[] {5, 7, 9, 5, 7, 9}, rows.doubles(0));
    }
  }

  @Test
  void othersAreNot() {
    assertFalse(reading(zeros(2, 3), zeros(2)).isOne());
    assertFalse(reading(zeros(3), zeros(1, 3)).isOne());
    assertFalse(reading(zeros(3), Tensor.zeros(DType.FLOAT, 3)).isOne());
    // The result has no elements, the larger operand has.
    assertFalse(reading(zeros(3), zeros(0, 3)).isOne());
    ElementLoop repeatedBoth = reading(zeros(4, 1), zeros(1, 3));
    assertFalse(repeatedBoth.isOne());
  }

  @Test
  void oneByOneIfThatIsAskedFor() {
    System.setProperty("dev.gradc.tensor.oneByOne", "true");
    try {
      assertFalse(reading(zeros(3), zeros(3)).isOne());
    } finally {
      System.clearProperty("dev.gradc.tensor.oneByOne");
    }
  }

  @Test
  void resultsAreWrittenWhereTheyMayBe() {
    Tensor into = zeros(2, 3);
    ElementLoop loop = reading(zeros(2, 3));
    assertTrue(loop.isOne());
    loop.write(0, into);
    assertSame(into.storage().doubles(), loop.toDoubles(0));
    assertEquals(1, into.version());
    assertSame(into, loop.done().take(0));
    assertNull(loop.take(0));
    loop.read(0, zeros(3, 3));
    assertTrue(loop.isOne());
    loop.write(0, into);
    assertNotSame(into, loop.take(0));
    assertArrayEquals(new int[] {3, 3}, loop.shapeOfInner(0));
  }

  @Test
  void whatOperationsHaveGivenIsKept() {
    ElementLoop loop = reading(zeros(2));
    assertNull(loop.inner(0));
    Tensor inner = loop.inner(0, zeros(5));
    assertSame(inner, loop.inner(0));
    assertArrayEquals(new int[] {5}, loop.shapeOfInner(0));
    Tensor given = loop.give(0, zeros(4));
    assertSame(given, loop.take(0));
    assertSame(loop, ElementLoop.of(loop, 1, 1, 1));
  }
}
