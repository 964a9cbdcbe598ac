package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of numbers that do not change, without overflow. */
final class IntRangesTest {

  private static final int MIN = Integer.MIN_VALUE;
  private static final int MAX = Integer.MAX_VALUE;

  /** Of {@code r}, wherever that is defined. */
  private static IntRanges.Range range(String statements) {
    Function function =
        Parser.function(
            "function f(double[] a, int n, double x) {\n" + statements + "\nreturn x\n}\n");
    assertEquals(List.of(), new Verifier().verify(function));
    return IntRanges.in(function.body()).of(variable(function.body()));
  }

  private static Variable variable(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && assign.target().name().equals("r")) {
        return assign.target();
      }
      if (statement instanceof Statement.CountedLoop loop && loop.index().name().equals("r")) {
        return loop.index();
      }
      for (Block inner : statement.blocks()) {
        Variable found = variable(inner);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static void assertRange(long low, long high, String statements) {
    assertEquals(new IntRanges.Range(low, high), range(statements), statements);
  }

  @Test
  void numbersAndLengths() {
    assertEquals(new IntRanges.Range(3, 3), IntRanges.in(Block.EMPTY).of(Constant.of(3)));
    assertRange(3, 3, "r: int = 3");
    assertRange(MIN, MAX, "r: int = n");
    assertRange(0, MAX, "r: int = length a");
    assertRange(MIN, MAX, "declare int m\nm = 3\nr: int = m");
  }

  @Test
  void sumsThatMayOverflowAreAnything() {
    String length = "l: int = length a\n";
    assertRange(-1, MAX - 1, length + "r: int = sub(l, 1)");
    assertRange(MIN, MAX, length + "r: int = add(l, 1)");
    assertRange(-MAX, 0, length + "r: int = sub(0, l)");
    assertRange(MIN, -1, length + "r: int = sub(-1, l)");
    assertRange(0, MAX, length + "r: int = add(l, 0)");
    assertRange(MIN, MAX, "r: int = sub(n, 1)");
    assertRange(-MAX, MAX, length + "m: int = length a\nr: int = sub(l, m)");
    assertRange(MIN, MAX, length + "r: int = mul(l, 2)");
  }

  @Test
  void quotientsByPositiveNumbers() {
    assertRange(MIN / 2, MAX / 2, "r: int = div(n, 2)");
    assertRange(0, MAX / 3, "l: int = length a\nr: int = div(l, 3)");
    assertRange(MIN, MAX, "r: int = div(n, -1)");
    assertRange(MIN, MAX, "l: int = length a\nr: int = div(n, l)");
  }

  @Test
  void largerAndSmallerOfTwo() {
    assertRange(2, MAX, "r: int = Math.max(n, 2)");
    assertRange(MIN, 2, "r: int = Math.min(n, 2)");
    assertRange(MIN, MAX, "r: int = Math.floorDiv(n, 2)");
  }

  @Test
  void countersAreWithinTheirLoops() {
    assertRange(2, MAX - 1, "loop r: for int r = 2; r < n; 1 {\n}");
    assertRange(2, MAX, "loop r: for int r = 2; r <= n; 1 {\n}");
    assertRange(2, 9, "loop r: for int r = 2; r < 10; 3 {\n}");
    assertRange(MIN, 9, "loop r: for int r = n; r < 10; 3 {\n}");
    assertRange(MIN + 1, 5, "loop r: for int r = 5; r > n; -1 {\n}");
    assertRange(1, MAX, "loop r: for int r = n; r >= 1; -1 {\n}");
    assertRange(7, 7, "loop r: for int r = 7; r < 3; 1 {\n}");
    assertRange(1, MAX, "loop i: for int i = 0; i < n; 1 {\nr: int = add(i, 1)\n}");
  }
}
