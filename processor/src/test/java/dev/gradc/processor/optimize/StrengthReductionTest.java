package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that go in strides: what counts their iterations, there and back. */
final class StrengthReductionTest {

  private static final Variable[] GIVEN = {
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("int from", Role.PARAMETER),
    Parser.variable("int last", Role.PARAMETER),
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double[] slot", Role.PARAMETER),
    Parser.variable("int moving", Role.MUTABLE)
  };

  private static Block block(String text) {
    return Parser.block(text, GIVEN);
  }

  private static List<String> reduced(Block... regions) {
    FreshNames names = new FreshNames();
    Stream.of(GIVEN).forEach(it -> names.reserve(it.name()));
    Stream.of(regions).forEach(names::reserveAll);
    return new StrengthReduction(names)
        .reduce(List.of(regions)).stream().map(new Printer()::print).toList();
  }

  @Test
  void thereItIsCountedUpAndBackDown() {
    Block forward =
        block(
            """
            loop i: for int i = from; i < n; 3 {
              d: int = sub(i, from)
              q: int = div(d, 3)
              t: double = load x[i]
              slot[q] = t
            }
            """);
    Block backward =
        block(
            """
            loop i: for int i = last; i >= from; -3 {
              d: int = sub(i, from)
              q: int = div(d, 3)
              s: double = load slot[q]
              x[i] += s
            }
            """);
    List<String> reduced = reduced(forward, backward);
    assertEquals(
        """
        declare int count
        count = 0
        loop i: for int i = from; i < n; 3 {
          q: int = count
          t: double = load x[i]
          slot[q] = t
          next: int = add(q, 1)
          count = next
        }
        """,
        reduced.get(0));
    assertEquals(
        """
        declare int count2
        d2: int = sub(last, from)
        q2: int = div(d2, 3)
        count2 = q2
        loop i: for int i = last; i >= from; -3 {
          q: int = count2
          s: double = load slot[q]
          x[i] += s
          next2: int = sub(q, 1)
          count2 = next2
        }
        """,
        reduced.get(1));
  }

  /** Down from the beginning, and in {@code long}, where an {@code int} may not hold a distance. */
  @Test
  void distancesMayBeLong() {
    Block forward =
        block(
            """
            start: long = toLong(from)
            loop i: for int i = from; i > n; -2 {
              h: long = toLong(i)
              d: long = sub(start, h)
              l: long = div(d, 2L)
              q: int = toInt(l)
              slot[q] = 1.0
            }
            """);
    assertEquals(
        """
        start: long = toLong(from)
        declare int count
        count = 0
        loop i: for int i = from; i > n; -2 {
          q: int = count
          slot[q] = 1.0
          next: int = add(q, 1)
          count = next
        }
        """,
        reduced(forward).get(0));
  }

  /** What may throw stays, though nobody asks for what it gives. */
  @Test
  void functionsOfMathStay() {
    Block forward =
        block(
            """
            loop i: for int i = 0; i < n; 2 {
              q: int = div(i, 2)
              slot[q] = 1.0
              e: int = Math.incrementExact(i)
              f: int = Math.addExact(i, n)
              g: int = div(n, i)
            }
            """);
    assertEquals(
        """
        declare int count
        count = 0
        loop i: for int i = 0; i < n; 2 {
          q: int = count
          slot[q] = 1.0
          e: int = Math.incrementExact(i)
          f: int = Math.addExact(i, n)
          g: int = div(n, i)
          next: int = add(q, 1)
          count = next
        }
        """,
        reduced(forward).get(0));
  }

  /** What is no number of an iteration, and what another loop numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "loop i: for int i = from; i < n; 3 {\nq: int = div(i, 3)\nslot[q] = 1.0\n}",
        "loop i: for int i = from; i < n; 3 {\nd: int = sub(i, last)\nq: int = div(d, 3)\n"
            + "slot[q] = 1.0\n}",
        "loop i: for int i = from; i < n; 3 {\nd: int = sub(i, from)\nq: int = div(d, 2)\n"
            + "slot[q] = 1.0\n}",
        "loop i: for int i = from; i < n; 3 {\nd: int = sub(from, i)\nq: int = div(d, 3)\n"
            + "slot[q] = 1.0\n}",
        "loop i: for int i = moving; i < n; 3 {\nd: int = sub(i, moving)\nq: int = div(d, 3)\n"
            + "slot[q] = 1.0\n}",
        "loop i: for int i = from; i < n; 3 {\nd: int = add(i, from)\nq: int = div(d, 3)\n"
            + "slot[q] = 1.0\n}",
        "loop i: for int i = 0; i < n; 1 {\nq: int = div(i, 1)\nslot[q] = 1.0\n}",
      })
  void otherQuotientsStay(String text) {
    Block block = block(text);
    assertEquals(new Printer().print(block), reduced(block).get(0));
  }
}
