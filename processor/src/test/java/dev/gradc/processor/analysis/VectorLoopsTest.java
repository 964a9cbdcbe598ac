package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which loops are computed several iterations at a time, and what stands in the way of others. */
final class VectorLoopsTest {

  private static final String PARAMETERS =
      "double[] x, double[] y, float[] p, int[] labels, boolean[] chosen, long[] l, double[][] rows,"
          + " double a, float b, int n, int k";

  private static VectorLoops.Finding find(String head, String body) {
    return new VectorLoops().find(loop(head, body));
  }

  private static Statement.CountedLoop loop(String head, String body) {
    String text =
        "function f("
            + PARAMETERS
            + ") {\n  declare double sum\n  sum = 0.0\n  loop i: for "
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
    assertTrue(body.contains("after: double = neg(s)") && body.contains("sum += after"), body);
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
}
