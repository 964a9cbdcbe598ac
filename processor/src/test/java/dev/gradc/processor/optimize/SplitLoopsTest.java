package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Loops that write several arrays: which fall apart, into what, and that nothing else changes. */
final class SplitLoopsTest {

  private static final Variable[] GIVEN = {
    Parser.variable("double a", Role.PARAMETER),
    Parser.variable("double b", Role.PARAMETER),
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("int last", Role.PARAMETER),
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double[] y", Role.PARAMETER),
    Parser.variable("double[] p", Role.PARAMETER),
    Parser.variable("double[] q", Role.PARAMETER),
    Parser.variable("double d", Role.MUTABLE)
  };

  private static Block split(Block block) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(Arrays.asList(GIVEN), block);
    FreshNames names = new FreshNames();
    for (Variable variable : GIVEN) {
      names.reserve(variable.name());
    }
    names.reserveAll(block);
    return new SplitLoops(arrays, List.of(), names).split(block);
  }

  /** Of arrays that the caller sees. */
  @Test
  void whatTheCallerSeesIsWrittenInOneLoop() {
    Block block =
        Parser.block(
            """
            loop i: for int i = 0; i < n; 1 {
              s: double = load x[i]
              t: double = mul(a, s)
              p[i] += t
              u: double = mul(b, s)
              q[i] += u
            }
            """,
            GIVEN);
    ArrayOrigins arrays = new AliasAnalysis().analyze(Arrays.asList(GIVEN), block);
    FreshNames names = new FreshNames();
    names.reserveAll(block);
    Variable seen = GIVEN[7];
    assertEquals(block, new SplitLoops(arrays, List.of(seen), names).split(block));
    assertNotEquals(block, new SplitLoops(arrays, List.of(GIVEN[4]), names).split(block));
  }

  private static void check(String before, String after) {
    assertEquals(after, new Printer().print(split(Parser.block(before, GIVEN))));
  }

  private static void staysOne(String text) {
    check(text, new Printer().print(Parser.block(text, GIVEN)));
  }

  @Test
  void twoArraysAreTwoLoops() {
    check(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
          u: double = mul(b, s)
          q[i] += u
        }
        """,
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
        }
        loop i2: for int i2 = 0; i2 < n; 1 {
          s2: double = load x[i2]
          u2: double = mul(b, s2)
          q[i2] += u2
        }
        """);
  }

  @Test
  void downwardsTooAndWhateverThereAreOfThem() {
    check(
        """
        loop i: for int i = last; i >= 0; -1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
          u: double = mul(b, s)
          v: double = div(u, a)
          q[i] = v
          w: double = load y[i]
          z: double = neg(w)
          y[i] += z
        }
        """,
        """
        loop i: for int i = last; i >= 0; -1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
        }
        loop i2: for int i2 = last; i2 >= 0; -1 {
          s2: double = load x[i2]
          u2: double = mul(b, s2)
          v2: double = div(u2, a)
          q[i2] = v2
        }
        loop i3: for int i3 = last; i3 >= 0; -1 {
          w2: double = load y[i3]
          z2: double = neg(w2)
          y[i3] += z2
        }
        """);
  }

  @Test
  void besideASumNothingIsSplit() {
    staysOne(
        """
        loop i: for int i = last; i >= 0; -1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
          d += s
          u: double = mul(b, s)
          q[i] += u
        }
        """);
  }

  @Test
  void whatIsNoMoreThanAStoreIsNoLoop() {
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
          q[i] = 0.0
        }
        """);
  }

  @Test
  void whatIsReadBeforeItIsWrittenIsReadFirst() {
    check(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load p[i]
          t: double = mul(a, s)
          p[i] += t
          u: double = mul(b, s)
          q[i] += u
        }
        """,
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load p[i]
          u: double = mul(b, s)
          q[i] += u
        }
        loop i2: for int i2 = 0; i2 < n; 1 {
          s2: double = load p[i2]
          t2: double = mul(a, s2)
          p[i2] += t2
        }
        """);
  }

  @Test
  void arraysThatExchangeStayTogether() {
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load p[i]
          t: double = load q[i]
          p[i] = t
          q[i] = s
        }
        """);
  }

  @Test
  void anotherNameOfAnArrayIsThatArray() {
    staysOne(
        """
        r: double[] = p
        loop i: for int i = 0; i < n; 1 {
          s: double = load p[i]
          t: double = load q[i]
          q[i] = s
          r[i] = t
        }
        """);
  }

  @Test
  void elementsOfOtherIterationsStayTogether() {
    staysOne(
        """
        loop i: for int i = 1; i < n; 1 {
          k: int = sub(i, 1)
          s: double = load p[k]
          t: double = mul(a, s)
          q[i] = t
          p[i] = a
        }
        """);
  }

  @Test
  void oneArrayAndASumStayTogether() {
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          d += s
          p[i] += s
        }
        """);
  }

  @Test
  void whatIsComputedForBothStaysTogether() {
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          e: double = Math.exp(s)
          p[i] += e
          q[i] = e
        }
        """);
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          t: double = mul(s, s)
          u: double = mul(a, t)
          p[i] += u
          v: double = mul(b, t)
          q[i] += v
        }
        """);
  }

  @Test
  void whatThrowsStays() {
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = load x[i]
          t: double = mul(a, s)
          p[i] += t
          w: double = load y[i]
          u: double = mul(b, s)
          q[i] += u
        }
        """);
  }

  @Test
  void shortLoopsStayWhatTheyAre() {
    staysOne(
        """
        loop i: for int i = 0; i < 3; 1 {
          p[i] = a
          q[i] = b
        }
        """);
  }

  @Test
  void whatChangesFromIterationToIterationIsInOnePiece() {
    staysOne(
        """
        loop i: for int i = 0; i < n; 1 {
          s: double = d
          p[i] = s
          t: double = mul(s, a)
          d = t
          q[i] = t
        }
        """);
  }

  /** Of random loops over arrays of which two are one. */
  @Test
  void randomLoopsLeaveWhatTheyLeft() {
    int splits = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Block block = Parser.block(randomLoop(new Random(seed)), GIVEN);
      Block after = split(block);
      List<Statement> statements = after.statements();
      splits += statements.size() > block.statements().size() ? 1 : 0;
      double[][] expected = run(block, seed);
      double[][] actual = run(after, seed);
      for (int i = 0; i < expected.length; i++) {
        String what = "seed " + seed + "\n" + new Printer().print(block);
        assertArrayEquals(expected[i], actual[i], what);
      }
    }
    assertTrue(splits > 200, () -> "hardly any loop was split");
  }

  private static String randomLoop(Random random) {
    boolean isWithNeighbours = random.nextBoolean();
    StringBuilder body = new StringBuilder();
    List<String> loaded = new ArrayList<>();
    int sinks = 2 + random.nextInt(3);
    for (int s = 0; s < sinks; s++) {
      String number;
      if (loaded.isEmpty() || random.nextInt(3) > 0) {
        number = "v" + s;
        loaded.add(number);
        String element = randomElement(random, isWithNeighbours);
        body.append("  %s: double = load %s%n".formatted(number, element));
      } else {
        number = loaded.get(random.nextInt(loaded.size()));
      }
      body.append("  t%d: double = mul(a, %s)%n".formatted(s, number));
      body.append("  u%d: double = add(b, t%d)%n".formatted(s, s));
      String assignment = random.nextBoolean() ? "=" : "+=";
      String element = randomElement(random, isWithNeighbours);
      body.append("  %s %s u%d%n".formatted(element, assignment, s));
    }
    if (random.nextInt(8) == 0) {
      body.append("  d += ").append(loaded.get(0)).append('\n');
    }
    String neighbour = body.indexOf("[k]") < 0 ? "" : "  k: int = sub(i, 1)\n";
    return "r: double[] = p\nloop i: for int i = 1; i < n; 1 {\n" + neighbour + body + "}\n";
  }

  private static String randomElement(Random random, boolean isWithNeighbours) {
    String[] arrays = {"x", "y", "p", "q", "r"};
    return arrays[random.nextInt(arrays.length)]
        + (isWithNeighbours && random.nextInt(6) == 0 ? "[k]" : "[i]");
  }

  private static double[][] run(Block block, long seed) {
    Random random = new Random(seed);
    RegionInterpreter interpreter = new RegionInterpreter();
    List<double[]> arrays = new ArrayList<>();
    for (Variable variable : GIVEN) {
      switch (variable.name()) {
        case "n" -> interpreter.set(variable, 5);
        case "last" -> interpreter.set(variable, 4);
        case "a", "b", "d" -> interpreter.set(variable, random.nextDouble());
        default -> {
          double[] array = random.doubles(5).toArray();
          arrays.add(array);
          interpreter.set(variable, array);
        }
      }
    }
    interpreter.run(block);
    arrays.add(new double[] {(Double) interpreter.get(GIVEN[GIVEN.length - 1])});
    return arrays.toArray(double[][]::new);
  }
}
