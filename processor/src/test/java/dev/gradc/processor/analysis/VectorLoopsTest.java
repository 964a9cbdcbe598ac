package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which loops are computed several iterations at a time, and what stands in the way of others. */
final class VectorLoopsTest {

  private static final String PARAMETERS =
      "double[] x, double[] y, float[] p, int[] labels, boolean[] chosen, long[] l, double[][] rows,"
          + " double a, float b, int n, int k, boolean flag";

  private static VectorLoops.Finding find(String head, String body) {
    return new VectorLoops().find(loop(head, body));
  }

  private static Statement.CountedLoop loop(String head, String body) {
    String text =
        "function f("
            + PARAMETERS
            + ") {\n  declare double sum\n  sum = 0.0\n  declare int count\n  count = 0\n  loop i: for "
            + head
            + " {\n"
            + body
            + "  }\n  result: double = sum\n  return result\n}\n";
    return (Statement.CountedLoop)
        Parser.function(text).body().statements().stream()
            .filter(it -> it instanceof Statement.CountedLoop)
            .findFirst()
            .orElseThrow();
  }

  private static VectorLoop found(String body) {
    VectorLoops.Finding finding = find("int i = 0; i < n; 1", body);
    assertEquals("", finding.obstacle());
    return finding.loop().orElseThrow();
  }

  private static String obstacle(String body) {
    VectorLoops.Finding finding = find("int i = 0; i < n; 1", body);
    assertEquals(finding.obstacle().isEmpty(), finding.loop().isPresent());
    return finding.obstacle();
  }

  @Test
  void aSumIsAReduction() {
    VectorLoop loop =
        found(
            """
            s: double = load x[i]
            before: double = sum
            after: double = add(before, s)
            sum = after
            """);
    assertEquals(Map.of("sum", VectorLoop.Reduction.SUM), names(loop));
    String body = new Printer().print(loop.body());
    assertTrue(body.contains("sum += s") && !body.contains("before"), body);
  }

  @Test
  void aDifferenceIsASumOfNegations() {
    VectorLoop loop =
        found(
            """
            s: double = load x[i]
            before: double = sum
            after: double = sub(before, s)
            sum = after
            """);
    String body = new Printer().print(loop.body());
    int negation = body.indexOf("after: double = neg(s)");
    assertTrue(negation >= 0 && body.indexOf("sum += after") > negation, body);
  }

  /** What is taken from a number is no sum. */
  @Test
  void theOtherDifferenceIsNone() {
    assertEquals(
        "changes 'sum' from outside",
        obstacle(
            """
            s: double = load x[i]
            before: double = sum
            after: double = sub(s, before)
            sum = after
            """));
  }

  /** Nor is what is computed of it alone, or chosen. */
  @Test
  void otherOperationsAreNoSums() {
    for (String after : List.of("neg(before)", "select(flag, before, s)", "mul(before, s)")) {
      assertEquals(
          "changes 'sum' from outside",
          obstacle(
              "s: double = load x[i]\nbefore: double = sum\nafter: double = "
                  + after
                  + "\nsum = after\n"),
          after);
    }
  }

  @Test
  void aSumThatABranchReadsIsNone() {
    String sum =
        """
        s: double = load x[i]
        before: double = sum
        after: double = add(before, s)
        sum = after
        c: boolean = lt(s, 0.0)
        if c {
          y[i] = %s
        }
        """;
    assertEquals("", obstacle(sum.formatted("s")));
    assertEquals("changes 'sum' from outside", obstacle(sum.formatted("after")));
  }

  @Test
  void branchesMaySumUp() {
    VectorLoop loop =
        found("s: double = load x[i]\nc: boolean = lt(s, 0.0)\nif c {\n  sum += s\n}\n");
    assertEquals(Map.of("sum", VectorLoop.Reduction.SUM), names(loop));
  }

  /** Numbers of iterations and other integers are no sums. */
  @Test
  void integersFromOutsideDoNotChange() {
    String body = "s: double = load x[i]\nsum += s\n";
    assertEquals("changes 'count' from outside", obstacle(body + "count += k\n"));
    assertEquals("changes 'count' from outside", obstacle(body + "count = k\n"));
  }

  @ParameterizedTest
  @CsvSource({"max, MAX", "min, MIN"})
  void extremaAreReductions(String function, VectorLoop.Reduction expected) {
    VectorLoop loop =
        found(
            """
            s: double = load x[i]
            before: double = sum
            after: double = Math.FUNCTION(before, s)
            sum = after
            """
                .replace("FUNCTION", function));
    assertEquals(Map.of("sum", expected), names(loop));
  }

  private static Map<String, VectorLoop.Reduction> names(VectorLoop loop) {
    return loop.reductions().entrySet().stream()
        .collect(Collectors.toMap(it -> it.getKey().name(), Map.Entry::getValue));
  }

  @Test
  void aSumThatIsReadIsNone() {
    assertEquals(
        "reads 'sum', which iterations change",
        obstacle(
            """
            s: double = load x[i]
            sum += s
            now: double = sum
            y[i] = now
            """));
    assertEquals(
        "changes 'sum' from outside",
        obstacle(
            """
            s: double = load x[i]
            before: double = sum
            after: double = add(before, s)
            sum = after
            y[i] = after
            """));
  }

  @Test
  void whatIsTheSameIsComputedBefore() {
    VectorLoop loop =
        found(
            """
            t: double = mul(a, 2.0)
            s: double = load x[i]
            u: double = mul(s, t)
            v: double = Math.exp(u)
            y[i] += v
            """);
    assertEquals("[t]", loop.uniform().toString());
    assertEquals("[a]", loop.given().toString());
    assertEquals("[x, y]", loop.arrays().toString());
    assertEquals(Scalar.DOUBLE, loop.lanes());
  }

  @Test
  void arraysOfFloatsAloneAreComputedInFloats() {
    String body =
        """
        s: float = load p[i]
        t: double = toDouble(s)
        u: double = Math.tanh(t)
        sum += u
        """;
    assertEquals(Scalar.FLOAT, found(body).lanes());
    assertEquals("no vectors for Math.tanh", obstacle(body + "x[i] += u\n"));
  }

  @Test
  void floatsBesideDoublesAreOnlyConverted() {
    String body =
        """
        s: float = load p[i]
        t: double = toDouble(s)
        u: double = Math.exp(t)
        x[i] = u
        """;
    assertEquals(Scalar.DOUBLE, found(body).lanes());
    assertEquals(
        "no vectors for * of FLOAT",
        obstacle("r: float = load p[i]\nq: float = mul(r, r)\n" + body));
  }

  @Test
  void numbersThatNoFloatIsNearAreNoFloats() {
    String body =
        """
        s: float = load p[i]
        t: double = toDouble(s)
        u: double = add(t, EPSILON)
        v: double = Math.log(u)
        sum += v
        """;
    assertEquals("", obstacle(body.replace("EPSILON", "1.0E-30")));
    assertEquals("1.0E-300 is none of the floats", obstacle(body.replace("EPSILON", "1.0E-300")));
    assertEquals("1.0E300 is none of the floats", obstacle(body.replace("EPSILON", "1.0E300")));
  }

  @Test
  void branchesAndSelectorsAreMasks() {
    VectorLoop loop =
        found(
            """
            s: double = load x[i]
            m: int = load labels[i]
            c: boolean = eq(m, 1)
            d: boolean = load chosen[i]
            e: boolean = and(c, d)
            declare double v
            if e {
              v = s
            } else {
              v = 0.0
            }
            w: double = v
            y[i] = w
            """);
    assertEquals("[x, labels, chosen, y]", loop.arrays().toString());
  }

  @Test
  void elementsOfOtherIterationsAreRefused() {
    String function = "t: double = Math.exp(s)\ny[i] = t\n";
    assertEquals("", obstacle("s: double = load x[i]\n" + function));
    assertEquals(
        "computes with the index",
        obstacle("j: int = add(i, 1)\ns: double = load x[j]\n" + function));
    assertEquals(
        "an element of 'x' that is not the iteration's",
        obstacle("s: double = load x[k]\n" + function));
    assertEquals(
        "an element of 'y' that is not the iteration's",
        obstacle("s: double = load x[i]\nt: double = Math.exp(s)\ny[k] += t\n"));
  }

  @Test
  void otherArraysAreRefused() {
    assertEquals(
        "an array of double[]",
        obstacle("r: double[] = load rows[i]\ns: double = load r[k]\nsum += s\n"));
    assertEquals(
        "an array of long", obstacle("s: long = load l[i]\nr: double = load x[i]\nsum += r\n"));
    assertEquals(
        "writes an array of int", obstacle("labels[i] = k\nr: double = load x[i]\nsum += r\n"));
    assertEquals("no array of numbers", obstacle("t: double = Math.exp(a)\nsum += t\n"));
  }

  @Test
  void otherOperationsAreRefused() {
    String after = "sum += t\n";
    assertEquals(
        "no vectors for % of DOUBLE",
        obstacle("s: double = load x[i]\nt: double = rem(s, a)\n" + after));
    assertEquals(
        "no vectors for Math.pow",
        obstacle("s: double = load x[i]\nt: double = Math.pow(s, a)\n" + after));
    assertEquals("", obstacle("s: double = load x[i]\nt: double = Math.pow(s, 3.0)\n" + after));
    assertEquals(
        "no vectors for Math.pow",
        obstacle("s: double = load x[i]\nt: double = Math.pow(s, 0.5)\n" + after));
    assertEquals(
        "an operation that throws",
        obstacle("m: int = load labels[i]\nd: int = div(k, m)\nt: double = load x[i]\n" + after));
    assertEquals(
        "computes with the index",
        obstacle(
            "s: double = load x[i]\nr: double = toDouble(i)\nt: double = mul(s, r)\n" + after));
    assertEquals(
        "more than arithmetic on elements",
        obstacle("m: int = length x\nt: double = load x[i]\n" + after));
  }

  @Test
  void branchesMayWrite() {
    assertEquals(
        "", obstacle("s: double = load x[i]\nc: boolean = lt(s, 0.0)\nif c {\n  y[i] = s\n}\n"));
  }

  @Test
  void whatHotSpotDoesIsLeftToIt() {
    assertEquals(
        "HotSpot makes vectors of it by itself",
        obstacle("s: double = load x[i]\nt: double = mul(s, a)\ny[i] += t\n"));
  }

  @Test
  void loopsOfOtherFormsAreRefused() {
    String body = "s: double = load x[i]\nsum += s\n";
    assertEquals("", find("int i = k; i >= 0; -1", body).obstacle());
    assertEquals("", find("int i = 0; i <= n; 1", body).obstacle());
    assertEquals("a step of 2", find("int i = 0; i < n; 2", body).obstacle());
    assertEquals("few iterations", find("int i = 0; i < 15; 1", body).obstacle());
    assertEquals("", find("int i = 0; i < 16; 1", body).obstacle());
    assertEquals("", obstacle(body + "sum += s\n".repeat(398)));
    assertEquals("too many statements", obstacle(body + "sum += s\n".repeat(399)));
    String branch = "c: boolean = lt(s, 0.0)\nif c {\n" + "sum += s\n".repeat(200) + "}\n";
    assertEquals("too many statements", obstacle(body + branch));
  }

  /** What is the same in all iterations is computed before, whatever it takes. */
  @Test
  void whatIsTheSameNeedsNoVectors() {
    VectorLoop loop =
        found("t: double = rem(a, 2.0)\ns: double = load x[i]\nu: double = mul(s, t)\nsum += u\n");
    assertEquals("[t]", loop.uniform().toString());
  }

  @Test
  void numbersFromOutsideAreGiven() {
    String body = "s: double = load x[i]\nt: double = Math.exp(s)\ny[i] = t\n";
    assertEquals("[]", found(body).given().toString());
    assertEquals("[a]", found(body + "x[i] = a\n").given().toString());
    assertEquals("[a]", found(body + "sum += a\n").given().toString());
    assertEquals("[flag]", found(body + "if flag {\n  x[i] = s\n}\n").given().toString());
    assertEquals(
        "[a]",
        found(body + "declare double v\nv = s\nv += a\nw: double = v\nx[i] = w\n")
            .given()
            .toString());
  }

  /** In a branch too. */
  @Test
  void whatIsComputedWithIsThatOfAllArrays() {
    String body =
        "s: float = load p[i]\nt: double = toDouble(s)\nc: boolean = lt(t, 0.0)\nif c {\n  %s\n}\n";
    assertEquals(Scalar.FLOAT, found(body.formatted("sum += t")).lanes());
    assertEquals(Scalar.DOUBLE, found(body.formatted("x[i] = t")).lanes());
  }

  @Test
  void whatChangesInABranchIsOfTheLanes() {
    String text =
        """
        s: %s = load %s[i]
        c: boolean = load chosen[i]
        declare %s v
        if c {
          v = %s
        }
        %s[i] = s
        """;
    assertEquals("", obstacle(text.formatted("double", "x", "double", "s", "y")));
    assertEquals("", obstacle(text.formatted("double", "x", "boolean", "c", "y")));
    assertEquals("", obstacle(text.formatted("float", "p", "float", "s", "p")));
    assertEquals("", obstacle(text.formatted("float", "p", "double", "a", "p")));
    assertEquals("", obstacle(text.formatted("float", "p", "boolean", "c", "p")));
    assertEquals(
        "a float that changes", obstacle(text.formatted("double", "x", "float", "b", "y")));
    assertEquals("a int that changes", obstacle(text.formatted("double", "x", "int", "k", "y")));
    assertEquals("a int that changes", obstacle(text.formatted("float", "p", "int", "k", "p")));
  }

  @Test
  void otherStatementsAreRefused() {
    String body = "s: double = load x[i]\nsum += s\n";
    assertEquals(
        "more than arithmetic on elements",
        obstacle(body + "loop j: for int j = 0; j < k; 1 {\n  sum += s\n}\n"));
    assertEquals("a double[]", obstacle(body + "z: double[] = x\n"));
    assertEquals(
        "more than arithmetic on elements",
        obstacle(body + "z: double[] = newarray primal double[k]\n"));
  }

  /** HotSpot makes vectors of arithmetic that is written into one array. */
  @Test
  void choicesAndSeveralArraysAreNotLeftToHotSpot() {
    String left = "HotSpot makes vectors of it by itself";
    String body = "s: double = load x[i]\nd: boolean = load chosen[i]\n";
    String product = "t: double = mul(s, a)\n";
    assertEquals(left, obstacle(body + product + "x[i] = t\nx[i] += s\n"));
    assertEquals("", obstacle(body + product + "x[i] = t\ny[i] = t\n"));
    assertEquals("", obstacle(body + "t: double = select(d, s, 0.0)\ny[i] = t\n"));
    assertEquals("", obstacle(body + "t: boolean = lt(s, 0.0)\nchosen[i] = t\n"));
    assertEquals(left, obstacle(body + "t: boolean = not(d)\nchosen[i] = t\n"));
  }

  @Test
  void iterationsAreCountedFromTheFirst() {
    String body = "s: double = load x[i]\nsum += s\n";
    assertEquals("few iterations", find("int i = 10; i < 20; 1", body).obstacle());
    assertEquals("few iterations", find("int i = 10; i < 25; 1", body).obstacle());
    assertEquals("", find("int i = 10; i < 26; 1", body).obstacle());
    assertEquals("few iterations", find("int i = 25; i > 10; -1", body).obstacle());
    assertEquals("", find("int i = 26; i > 10; -1", body).obstacle());
  }
}
