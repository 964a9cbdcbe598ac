package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two and three outputs, each on a shared value or on a detached one, each retained or not, their
 * backward passes in every order: each gradient is that of the loss differentiated by itself, and a
 * pass is refused just where an earlier one has gone back through the shared part, and neither is
 * retained.
 */
final class OutputCombinationsTest {

  @TempDir private Path directory;

  /** What the outputs share: a number, or an array that a loop fills. */
  private static final String NUMBER =
      """
        static double shared(double x, double y) {
          return Math.exp(x * y) + Math.sin(x);
        }
        static double head(double a, double p) {
          return Math.tanh(a * p) * a;
        }
      """;

  private static final String ARRAY =
      """
        static double[] shared(double x, double y) {
          double[] a = new double[4];
          a[0] = x;
          for (int i = 1; i < a.length; i++) {
            a[i] = Math.sin(a[i - 1] * y) + x / (i + y * y);
          }
          return a;
        }
        static double head(double[] a, double p) {
          double sum = 0;
          for (double each : a) {
            sum += Math.exp(-each * each) * p;
          }
          return sum * sum;
        }
      """;

  /** Everything else: runs passes in an order, and says what is not as it should be. */
  private static final String CHECK =
      """
        interface Pass {
          double[] run();
        }
        static final StringBuilder WRONG = new StringBuilder();
        static int checked;
        static void check(
            String name, int[] order, Runnable forward, Pass[] passes, double[][] expected, boolean[][] blocked) {
          forward.run();
          boolean[] ran = new boolean[passes.length];
          for (int next : order) {
            boolean isBlocked = false;
            for (int j = 0; j < ran.length; j++) {
              isBlocked |= ran[j] && blocked[next][j];
            }
            String what = name + " " + java.util.Arrays.toString(order) + ": output " + next;
            try {
              double[] gradient = passes[next].run();
              ran[next] = true;
              if (isBlocked) {
                WRONG.append(what).append(" should have been refused\\n");
              }
              for (int i = 0; i < gradient.length; i++) {
                double error = Math.abs(gradient[i] - expected[next][i]);
                if (!(error <= 1e-13 * Math.max(1, Math.abs(expected[next][i])))) {
                  WRONG.append(what).append(" has another gradient\\n");
                }
              }
            } catch (dev.gradc.TapeFreedException freed) {
              if (!isBlocked) {
                WRONG.append(what).append(" is refused: ").append(freed.getMessage()).append("\\n");
              }
            }
            checked++;
          }
        }
      """;

  @ParameterizedTest
  @CsvSource({"2, false", "2, true", "3, false", "3, true"})
  void everyCombination(int outputs, boolean isArray) {
    Build.Result result =
        new Build(directory)
            .option("-Agradc.sharedGraph=ignore", "-Agradc.noGradient=ignore", "-Werror")
            .source("Combinations.java", source(outputs, isArray))
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    int orders = orders(outputs).size();
    assertEquals(
        "" + (1 << (2 * outputs)) * orders * outputs,
        result.call("Combinations", "run"),
        "number of passes checked, or what is wrong");
  }

  private static String source(int outputs, boolean isArray) {
    StringBuilder source = new StringBuilder("import dev.gradc.*;\nfinal class Combinations {\n");
    source.append(isArray ? ARRAY : NUMBER);
    StringBuilder calls = new StringBuilder();
    String type = isArray ? "double[]" : "double";
    for (int output = 0; output < outputs; output++) {
      for (boolean isDetached : new boolean[] {false, true}) {
        source.append("  @Differentiable static double l").append(output).append(isDetached);
        source.append("(double x, double y) { ").append(isDetached ? "@Detach " : "").append(type);
        source.append(" a = shared(x, y); return ").append(head(output, "a")).append("; }\n");
      }
    }
    for (int retained = 0; retained < 1 << outputs; retained++) {
      source
          .append("  record R")
          .append(retained)
          .append("(")
          .append(components(outputs, retained));
      source.append(") {}\n");
      for (int detached = 0; detached < 1 << outputs; detached++) {
        source.append(method(outputs, retained, detached, type));
        calls.append(call(outputs, retained, detached));
      }
    }
    source.append(CHECK);
    source.append("  static String run() {\n    double x = 0.7;\n    double y = -0.4;\n");
    source.append(calls);
    source.append("    return WRONG.isEmpty() ? \"\" + checked : WRONG.toString();\n  }\n}\n");
    return source.toString();
  }

  private static boolean has(int mask, int output) {
    return (mask >> output & 1) == 1;
  }

  private static String head(int output, String value) {
    return "head(" + value + ", " + (output % 2 == 0 ? "x" : "y") + ") * " + (output + 1);
  }

  private static String components(int outputs, int retained) {
    return IntStream.range(0, outputs)
        .mapToObj(i -> (has(retained, i) ? "@Retain " : "") + "double l" + i)
        .collect(Collectors.joining(", "));
  }

  private static String name(int retained, int detached) {
    return "m" + retained + "x" + detached;
  }

  private static String method(int outputs, int retained, int detached, String type) {
    String heads =
        IntStream.range(0, outputs)
            .mapToObj(i -> head(i, has(detached, i) ? "cut" : "a"))
            .collect(Collectors.joining(", "));
    String cut = detached == 0 ? "" : "@Detach " + type + " cut = a; ";
    return "  @Differentiable static R%d %s(double x, double y) { %s a = shared(x, y); %sreturn new R%d(%s); }\n"
        .formatted(retained, name(retained, detached), type, cut, retained, heads);
  }

  private static String call(int outputs, int retained, int detached) {
    String name = name(retained, detached);
    String nested = "CombinationsGrad." + "M" + name.substring(1);
    StringBuilder text = new StringBuilder("    {\n");
    text.append("      var tape = new ").append(nested).append(".Tape();\n      Pass[] passes = {");
    StringBuilder expected = new StringBuilder("      double[][] expected = {");
    StringBuilder blocked = new StringBuilder("      boolean[][] blocked = {");
    for (int i = 0; i < outputs; i++) {
      text.append("() -> { var g = tape.l").append(i);
      text.append("().backward(); return new double[] {g.x(), g.y()}; }, ");
      String alone = "CombinationsGrad.L" + i + has(detached, i) + ".gradient(x, y)";
      expected.append("{").append(alone).append(".x(), ").append(alone).append(".y()}, ");
      blocked.append("{");
      for (int j = 0; j < outputs; j++) {
        boolean shares = !has(detached, i) && !has(detached, j);
        // Whoever is retained and not detached keeps all of the shared part, for the others too.
        blocked.append(shares && (retained & ~detached) == 0).append(", ");
      }
      blocked.append("}, ");
    }
    text.append("};\n").append(expected).append("};\n").append(blocked).append("};\n");
    for (List<Integer> order : orders(outputs)) {
      String numbers = order.stream().map(String::valueOf).collect(Collectors.joining(", "));
      text.append(
          "      check(\"%s\", new int[] {%s}, () -> tape.forward(x, y), passes, expected, blocked);\n"
              .formatted(name, numbers));
    }
    return text.append("    }\n").toString();
  }

  private static List<List<Integer>> orders(int outputs) {
    List<List<Integer>> orders = new ArrayList<>();
    extend(List.of(), outputs, orders);
    return orders;
  }

  private static void extend(List<Integer> begun, int outputs, List<List<Integer>> orders) {
    if (begun.size() == outputs) {
      orders.add(begun);
    }
    for (int next = 0; next < outputs; next++) {
      if (!begun.contains(next)) {
        List<Integer> longer = new ArrayList<>(begun);
        longer.add(next);
        extend(longer, outputs, orders);
      }
    }
  }
}
