package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that are larger than people write them, up to what Java itself takes. */
final class LargeMethodsTest {

  @TempDir private Path directory;

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count)
        .mapToObj(line)
        .map(it -> "    " + it + "\n")
        .collect(Collectors.joining());
  }

  /** By the fused form, by a tape, by a tape that is used again. */
  private static String uses(String arguments, String part) {
    return """
      static double[] call() {
        double fused = LargeGrad.F.gradient(%1$s).%2$s;
        var tape = LargeGrad.F.forward(%1$s);
        double taped = tape.backward().%2$s;
        double again = tape.forward(%1$s).backward().%2$s;
        return new double[] {fused, taped, again};
      }
    """
        .formatted(arguments, part);
  }

  private Build.Result compiled(String members) {
    Build.Result result =
        new Build(directory).source("Large.java", "class Large {\n" + members + "}\n").run();
    assertSuccess(result);
    return result;
  }

  private static void assertAll(double expected, Build.Result result) {
    double[] actual = (double[]) result.call("Large", "call");
    double tolerance = 1e-12 * Math.abs(expected);
    assertArrayEquals(new double[] {expected, expected, expected}, actual, tolerance);
  }

  @Test
  void tenThousandStatements() {
    Build.Result result =
        compiled(
            """
              @dev.gradc.Differentiable
              static double f(double x) {
                double y = 1;
            """
                + lines(10_000, i -> i % 2 == 0 ? "y = y * x;" : "y = y + x;")
                + "    return y;\n  }\n"
                + uses("0.5", "x()"));
    double y = 1;
    double dy = 0;
    for (int i = 0; i < 10_000; i++) {
      dy = i % 2 == 0 ? dy * 0.5 + y : dy + 1;
      y = i % 2 == 0 ? y * 0.5 : y + 0.5;
    }
    assertAll(dy, result);
  }

  /** On a stack as javac has it by default, which is enough for javac itself. */
  @Test
  void thousandsOfParentheses() throws InterruptedException {
    int depth = 1_400;
    List<Build.Result> results = new ArrayList<>();
    Thread javac =
        new Thread(
            null,
            () ->
                results.add(
                    compiled(
                        "  @dev.gradc.Differentiable\n  static double f(double x) { return "
                            + "(".repeat(depth)
                            + "x * x"
                            + ")".repeat(depth)
                            + "; }\n"
                            + uses("0.5", "x()"))),
            "javac",
            1L << 20);
    javac.start();
    javac.join();
    assertAll(1.0, results.get(0));
  }

  @Test
  void thousandStatementsInALoop() {
    Build.Result result =
        compiled(
            """
              @dev.gradc.Differentiable
              static double f(double x) {
                double y = 1;
                for (int n = 0; n < 3; n++) {
            """
                + lines(1_000, i -> i % 2 == 0 ? "y = y * x;" : "y = y + x;")
                + "    }\n    return y;\n  }\n"
                + uses("0.5", "x()"));
    double y = 1;
    double dy = 0;
    for (int i = 0; i < 3_000; i++) {
      dy = i % 2 == 0 ? dy * 0.5 + y : dy + 1;
      y = i % 2 == 0 ? y * 0.5 : y + 0.5;
    }
    assertAll(dy, result);
  }

  /** Each value of each iteration would be kept, in an array for each of the statements. */
  @Test
  void fourThousandStatementsInALoop() {
    Build.Result result =
        new Build(directory)
            .source(
                "Large.java",
                "class Large {\n  @dev.gradc.Differentiable\n  static double f(double x) {\n"
                    + "    double y = 1;\n    for (int n = 0; n < 3; n++) {\n"
                    + lines(4_000, i -> i % 2 == 0 ? "y = y * x;" : "y = y + x;")
                    + "    }\n    return y;\n  }\n}\n")
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).startsWith("Large.java:3: [GC0147]"), result.errors()::toString);
  }

  @Test
  void tenThousandStatementsOverOneArray() {
    Build.Result result =
        compiled(
            """
              @dev.gradc.Differentiable
              static double f(double x, double[] a) {
                double y = x;
            """
                + lines(
                    10_000,
                    i ->
                        i % 2 == 0
                            ? "y = a[%d] * x;".formatted(i / 2 % 5)
                            : "a[%d] = y;".formatted(i / 2 % 4))
                + "    return y;\n  }\n"
                + uses("1.001, new double[] {0.9, 1.1, 1, 0.95, 1.05}", "x()"));
    double[] a = {0.9, 1.1, 1, 0.95, 1.05};
    double[] da = new double[5];
    double y = 1.001;
    double dy = 1;
    for (int i = 0; i < 10_000; i++) {
      int k = i / 2 % (i % 2 == 0 ? 5 : 4);
      if (i % 2 == 0) {
        dy = a[k] + 1.001 * da[k];
        y = a[k] * 1.001;
      } else {
        da[k] = dy;
        a[k] = y;
      }
    }
    assertTrue(Math.abs(dy) > 1 && Math.abs(dy) < 1e6, "the numbers stay within bounds");
    assertAll(dy, result);
  }

  /** Everything that can be cut, and what may stand at a cut. */
  @Test
  void piecesOfEveryConstruct() {
    String body =
        """
        if (y > k) { y = y * x; } else { y = y + x * 0.25; }
        for (int i = 0; i <= k % 3; i++) { y = Math.sin(y) + a[i] * y; b[i] += y; }
        while (z > 1) { z = z * 0.5; y = y + z * x; }
        switch (k % 3) { case 0: y = y * 0.9; break; case 1: y = y - b[0]; break; default: y = y * x; }
        if (y != y) { throw new IllegalStateException("k is " + k + " and y is " + y); }
        m[k % 2][1] += y * b[k % 3]; n += k; on = on ^ (k % 2 == 0);
        z = on ? z + m[1][1] * x : z * 1.5; b = k % 4 == 0 ? b.clone() : b;
        """;
    String head =
        """
          @dev.gradc.Differentiable(modes = {dev.gradc.Mode.FORWARD, dev.gradc.Mode.HESSIAN})
          static double NAME(double x, double[] a, int count) {
            double y = 0.5;
            float z = 2;
            double[] b = new double[3];
            double[][] m = new double[2][2];
            int n = 0;
            boolean on = false;
        """
            .replace("float z", "double z");
    String end = "    return y + z + b[0] + m[0][1] * m[1][1] + n;\n  }\n";
    int copies = 60;
    StringBuilder straight = new StringBuilder(head.replace("NAME", "f"));
    for (int k = 0; k < copies; k++) {
      straight.append("    { final int k = " + k + ";\n" + body + "}\n");
    }
    straight.append(end);
    String looped =
        head.replace("NAME", "g")
            + "    for (int k = 0; k < count; k++) {\n"
            + body
            + "    }\n"
            + end;
    // The same in a loop, with a body that is too large.
    StringBuilder both = new StringBuilder(head.replace("NAME", "h"));
    both.append("    for (int round = 0; round < 2; round++) { int k = 30 * round;\n");
    for (int k = 0; k < copies / 2; k++) {
      both.append(body).append("    k++;\n");
    }
    both.append("    }\n").append(end);
    String calls =
        """
          static final double[] A = {0.1, 0.2, 0.3};
          static final double[] DA = {1, -1, 2};
          static double[] f() {
            var t = LargeGrad.F.forward(0.7, A, 60);
            var g = t.backward();
            var h = LargeGrad.F.hvp(0.7, A, 60, 1, DA);
            var into = LargeGrad.F.Gradient.zeros(0.7, A, 60);
            double value = LargeGrad.F.addGradient(0.7, A, 60, into);
            return new double[] {value, t.value(), into.x(), g.x(), into.a()[1], g.a()[1], h.x(),
                h.a()[2], LargeGrad.F.jvp(0.7, A, 60, 1, DA).tangent()};
          }
        """;
    Build.Result result =
        compiled(
            straight
                + looped
                + both
                + calls
                + calls
                    .replaceAll("F\\b", "G")
                    .replace(" f()", " g()")
                    .replaceAll("static final.*\n", "")
                + calls
                    .replaceAll("F\\b", "H")
                    .replace(" f()", " h()")
                    .replaceAll("static final.*\n", ""));
    double[] expected = (double[]) result.call("Large", "g");
    assertTrue(result.generated("LargeGrad.java").contains("pullbackPart2("), "it is cut");
    for (double each : expected) {
      assertTrue(Double.isFinite(each) && each != 0, "something to compare");
    }
    for (String name : new String[] {"f", "h"}) {
      double[] actual = (double[]) result.call("Large", name);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 1e-9 * Math.abs(expected[i]), name + i);
      }
    }
  }

  @Test
  void twoHundredParameters() {
    String parameters =
        IntStream.range(0, 200).mapToObj(i -> "float p" + i).collect(Collectors.joining(", "));
    String sum =
        IntStream.range(0, 200)
            .mapToObj(i -> "p" + i + " * " + i)
            .collect(Collectors.joining(" + "));
    String arguments = IntStream.range(0, 200).mapToObj(i -> "1").collect(Collectors.joining(", "));
    Build.Result result =
        compiled(
            "  @dev.gradc.Differentiable\n  static float f("
                + parameters
                + ") { return ("
                + sum
                + ") * p0; }\n"
                + uses(arguments, "p150()"));
    assertAll(150, result);
  }

  @Test
  void moreParametersThanJavaHas() {
    String parameters =
        IntStream.range(0, 127).mapToObj(i -> "double p" + i).collect(Collectors.joining(", "));
    Build.Result result =
        new Build(directory)
            .source(
                "Large.java",
                "class Large {\n  @dev.gradc.Differentiable\n  static double f("
                    + parameters
                    + ") {\n    return "
                    + IntStream.range(0, 127)
                        .mapToObj(i -> "p" + i)
                        .collect(Collectors.joining(" + "))
                    + ";\n  }\n}\n")
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Large.java:3: [GC0145]"));
  }

  private static String nested(int levels, String open, String inner, String close) {
    return IntStream.range(0, levels)
            .mapToObj(i -> open.replace("#", Integer.toString(i)))
            .collect(Collectors.joining())
        + inner
        + close.repeat(levels);
  }

  private double nested(String body) {
    Build.Result result =
        compiled(
            """
              @dev.gradc.Differentiable
              static double f(double x) {
                double y = x;
            """
                + body
                + "    return y;\n  }\n  static double g(double x) { return x * 1.5; }\n"
                + uses("2.0", "x()"));
    double[] all = (double[]) result.call("Large", "call");
    assertEquals(all[0], all[1], 1e-12 * Math.abs(all[0]));
    assertEquals(all[0], all[2], 1e-12 * Math.abs(all[0]));
    return all[0];
  }

  @Test
  void sixtyLevelsOfLoops() {
    String loops =
        nested(60, "for (int i# = 0; i# < 1; i#++) {\n y = y * 1.25;", "y = y * x;", "}\n");
    assertEquals(4 * Math.pow(1.25, 60), nested(loops), 1e-5);
  }

  @Test
  void sixtyLevelsOfLoopsThatEndByThemselves() {
    String loops = nested(60, "while (y < x * x * x + #) {\n y = y + x;", "y = y * 1;", "}\n");
    assertTrue(nested(loops) > 1);
  }

  @Test
  void sixtyLevelsOfBranches() {
    String ifs = nested(60, "if (y > #) { y = y + x;", "y = y * x;", "} else { y = y * 3; }\n");
    // y is x + 60 x, and then times x.
    assertEquals(2 * 61 * 2.0, nested(ifs));
  }

  @Test
  void sixtyLevelsOfSwitches() {
    String switches =
        nested(
            60,
            "switch ((int) x) { case 2: y = y * 1.25;",
            "y = y * x;",
            "break; default: y = 0; }\n");
    assertEquals(4 * Math.pow(1.25, 60), nested(switches), 1e-5);
  }

  @Test
  void sixtyLevelsOfParenthesesAndCalls() {
    String expression = nested(60, "(x + 1 * ", "y", ")");
    assertEquals(61.0, nested("y = " + expression + ";\n"));
    String calls = nested(60, "g(", "y", ")");
    assertEquals(Math.pow(1.5, 60), nested("y = " + calls + ";\n"), 1e-3);
    String choices = nested(60, "(x > # ? ", "y * x", " : y)");
    assertEquals(1, nested("y = " + choices + ";\n"));
    String functions = nested(60, "Math.sin(Math.cos(", "y", "))");
    assertFalse(Double.isNaN(nested("y = " + functions + ";\n")));
  }

  @Test
  void aLineLongerThanAStringConstant() {
    String sum =
        IntStream.range(0, 700)
            .mapToObj(i -> "x /* " + "-".repeat(100) + " */")
            .collect(Collectors.joining(" * 1 + "));
    assertEquals(700.0, nested("y = " + sum + ";\n"));
  }

  @Test
  void longStringConstants() {
    String text = "s".repeat(60_000);
    Build.Result result =
        compiled(
            """
              static final String ONE = "%1$s";
              @dev.gradc.Differentiable
              static double f(double x, int n) {
                String both = n > 0 ? ONE : "%1$s";
                if (both.length() < 5) { throw new IllegalArgumentException("%1$s" + x); }
                return x * both.length();
              }
            """
                    .formatted(text)
                + uses("2.0, 7", "x()"));
    assertAll(60_000, result);
  }

  @Test
  void whatIsTooLargeForJavaItselfIsSaidByJavacAlone() {
    Build.Result result =
        new Build(directory)
            .source(
                "Large.java",
                "class Large {\n  @dev.gradc.Differentiable\n  static double f(double x, double[] a) {\n"
                    + lines(5_600, i -> "x = x * a[7] + a[8];")
                    + "    return x;\n  }\n}\n")
            .run();
    assertFalse(result.isSuccess());
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Large.java:3: "), result.errors()::toString);
  }

  /** Each jump nests what follows, deeper than the stack of a thread that nobody has asked for. */
  @Test
  void thousandCases() {
    Build.Result result =
        compiled(
            """
              @dev.gradc.Differentiable
              static double f(double x) {
                double y = x;
                int k = (int) (x * 1334);
                switch (k) {
            """
                + lines(1_000, i -> "case " + i + " -> y = y * x + " + i + ";")
                + "    }\n    return y;\n  }\n"
                + uses("0.5", "x()"));
    // x^2 + 667, and its derivative.
    assertAll(1.0, result);
  }

  @Test
  void sevenHundredJumps() {
    Build.Result result =
        compiled(
            """
              @dev.gradc.Differentiable
              static double f(double x, int n) {
                double s = 0;
                for (int i = 0; i < n; i++) {
            """
                + lines(700, i -> "if (x > " + (1000 + i) + ") { continue; } s += x * " + i + ";")
                + "    }\n    return s;\n  }\n"
                + uses("0.5, 2", "x()"));
    assertAll(2 * 700 * 699 / 2, result);
  }

  @Test
  void arraysOfTwentyDimensions() {
    String array = "new double" + "[1]".repeat(20);
    Build.Result result =
        compiled(
            "  @dev.gradc.Differentiable\n  static double f(double x, double"
                + "[]".repeat(20)
                + " a) {\n    return x * x + a"
                + "[0]".repeat(20)
                + " * x;\n  }\n"
                + uses("3, " + array, "x()"));
    assertAll(6, result);
  }

  /** Told before anybody takes a quarter of a million numbers apart. */
  @Test
  void recordsThatDoubleTheirPartsAreRefused() {
    Build.Result result =
        new Build(directory)
            .source(
                "Large.java",
                "class Large {\n  record R0(double x) {}\n"
                    + lines(18, i -> "record R%d(R%d a, R%d b) {}".formatted(i + 1, i, i))
                    + """
                      @dev.gradc.Differentiable
                      static double f(R18 r, double y) {
                        return y;
                      }
                    }
                    """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    String error = result.errors().get(0);
    assertTrue(error.contains("[GC0145]") && error.contains("at least 262145 places"), error);
  }
}
