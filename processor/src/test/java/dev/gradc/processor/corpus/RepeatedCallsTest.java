package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sums of calls of methods that have gradients of their own: of another class, and such as
 * call themselves. They have few arguments, so that many calls are the same but for their
 * cotangents. Random methods make such calls too seldom.
 */
final class RepeatedCallsTest {

  private static final int METHODS = Integer.getInteger("random.sums", 30);

  private static final String OTHER =
      """
      package p;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      class Other {
        @Differentiable(modes = {Mode.FORWARD, Mode.REVERSE})
        static double c(double a, double b) { return a * a * Math.sin(b); }
        @Differentiable(modes = {Mode.FORWARD, Mode.REVERSE})
        static double k(double a) { return Math.exp(0.5 * a); }
        @Differentiable(modes = {Mode.FORWARD, Mode.REVERSE})
        static double v(double[] w, double a) { return w[0] * a + w[1] * w[1] * a * a; }
      }
      """;

  private static final String HEAD =
      """
      package p;
      import dev.gradc.Detach;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      class Sums {
        static double r(double a, double b, int n) {
          return n <= 0 ? a * b : Math.cos(a) * r(a * b, b + 0.1, n - 1) + 0.3 * b;
        }
      """;

  /** Gradient, tape and forward mode, and central differences, of x, y and an element. */
  private static final String CHECK =
      """
        static double[] check@() {
          double x = 0.7, y = 1.3, h = 1e-5;
          double[] w = {0.9, -0.4};
          SumsGrad.F@.Gradient g = SumsGrad.F@.gradient(x, y, w);
          SumsGrad.F@.Tape tape = new SumsGrad.F@.Tape();
          tape.forward(y, x, w).backward();
          SumsGrad.F@.Gradient t = tape.forward(x, y, w).backward();
          double[] up = {w[0], w[1] + h}, down = {w[0], w[1] - h}, none = {0, 0}, second = {0, 1};
          return new double[] {
            g.x(), t.x(), SumsGrad.F@.jvp(x, y, w, 1, 0, none).tangent(),
            (f@(x + h, y, w) - f@(x - h, y, w)) / (2 * h),
            g.y(), t.y(), SumsGrad.F@.jvp(x, y, w, 0, 1, none).tangent(),
            (f@(x, y + h, w) - f@(x, y - h, w)) / (2 * h),
            g.w()[1], t.w()[1], SumsGrad.F@.jvp(x, y, w, 0, 0, second).tangent(),
            (f@(x, y, up) - f@(x, y, down)) / (2 * h),
            g.value(), tape.value(), f@(x, y, w), f@(x, y, w)
          };
        }
      """;

  @TempDir private Path directory;

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private static String call(Random random) {
    return pick(
            random, "Other.c(A, B)", "Other.k(A)", "Other.v(w, A)", "r(A, B, 2)", "Other.c(A, A)")
        .replace("A", pick(random, "x", "x", "y", "z"))
        .replace("B", pick(random, "y", "y", "x"));
  }

  private static String term(Random random, String variable) {
    String factor = pick(random, "2", "-0.5", "x", "y", "w[1]", variable, "constant", "x * y");
    String form = pick(random, "F * C", "F * C", "F * C", "F * C * C", "Math.sin(F * C)", "C");
    return form.replace("F", factor).replace("C", call(random));
  }

  private static String method(int number, Random random) {
    StringBuilder text = new StringBuilder();
    text.append("  @Differentiable(modes = {Mode.FORWARD, Mode.REVERSE})\n");
    text.append("  static double f%d(double x, double y, double[] w) {\n".formatted(number));
    text.append("    double z = x, sum = 0;\n");
    text.append("    @Detach double constant = ").append(call(random)).append(";\n");
    int statements = 1 + random.nextInt(3);
    for (int i = 0; i < statements; i++) {
      String head =
          pick(random, "", "", "", "for (int i = 0; i < 3; i++) ", "if (x < 5) ", "if (y < 0) ");
      String last = term(random, pick(random, "1", "1", "1", "sum"));
      int terms = 1 + random.nextInt(3);
      StringBuilder sum = new StringBuilder(last);
      for (int k = 0; k < terms; k++) {
        sum.append(pick(random, " + ", " - "))
            .append(term(random, head.startsWith("for") ? "i" : "3"));
      }
      text.append("    ").append(head).append("sum += ").append(sum).append(";\n");
    }
    text.append("    return ").append(pick(random, "sum", "sum + ", "sum - x * "));
    int end = text.length();
    if (text.charAt(end - 1) == ' ') {
      text.append(term(random, "sum"));
    }
    return text.append(";\n  }\n").toString() + CHECK.replace("@", String.valueOf(number));
  }

  @Test
  void eachCallHasItsCotangent() {
    Random random = new Random(Long.getLong("random.seed", 1));
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < METHODS; i++) {
      text.append(method(i, random));
    }
    String source = text.append("}\n").toString();
    Build.Result result =
        new Build(directory)
            .option("-Agradc.noGradient=ignore", "-Agradc.uselessDetach=ignore")
            .source("p/Other.java", OTHER)
            .source("p/Sums.java", source)
            .run();
    assertEquals(List.of(), result.errors());
    for (int i = 0; i < METHODS; i++) {
      double[] all = (double[]) result.call("p.Sums", "check" + i);
      for (int k = 0; k < all.length; k += 4) {
        double size = Math.max(1, Math.abs(all[k + 3]));
        int from = source.indexOf("f" + i + "(double");
        String method = source.substring(from, source.indexOf("static double[] check", from));
        assertEquals(all[k + 2], all[k], 1e-12 * size, () -> "gradient of " + method);
        assertEquals(all[k + 2], all[k + 1], 1e-12 * size, () -> "tape of " + method);
        // Differences would see what is detached.
        if (method.indexOf("constant") == method.lastIndexOf("constant")) {
          assertEquals(all[k + 3], all[k + 2], 1e-7 * size, () -> "jvp of " + method);
        }
      }
    }
    assertTrue(result.generated("p/SumsGrad.java").contains("= OtherGrad.C.pullback("));
  }
}
