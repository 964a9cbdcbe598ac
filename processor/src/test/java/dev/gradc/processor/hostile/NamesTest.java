package dev.gradc.processor.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Names that mean something to generated code, to Java of another version, or to few readers. */
final class NamesTest {

  /** Of parameters and local variables, in pairs. */
  private static final List<String> VARIABLES =
      List.of(
          "yield, record",
          "sealed, permits",
          "var, when",
          "module, exports",
          "_x, $",
          "x$1, x1",
          "$1, $2",
          "__, _1",
          "into, seed",
          "value, values",
          "gradient, tape",
          "self, frame",
          "dX, x",
          "dY, y",
          "y, dY",
          "dDY, dy",
          "backward, forward",
          "isRecorded, isClosed",
          "close, bytes",
          "length, lengths",
          "Gradient, Tape",
          "Math, Object",
          "String, Override",
          "Arrays, Double",
          "java, dev",
          "gradc, javax",
          "Names, NamesGrad",
          "F, f",
          "i, i1",
          "t, t1",
          "Integer, System",
          "π, größe",
          "Δ, δ",
          "変数, 値",
          "𝑥, 𝑦",
          "İ, ı",
          "a\u0301, á");

  @TempDir private Path directory;

  static void assertSuccess(Build.Result result) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(List.of(), result.messages());
  }

  @TestFactory
  Stream<DynamicTest> variables() {
    return VARIABLES.stream().map(pair -> DynamicTest.dynamicTest(pair, () -> check(pair)));
  }

  /** The product rule, over a local variable in a loop, whatever they are called. */
  private void check(String pair) {
    String one = pair.split(", ", -1)[0];
    String other = pair.split(", ", -1)[1];
    Path own = directory.resolve(Integer.toString(VARIABLES.indexOf(pair)));
    Build.Result result =
        new Build(own)
            .option("-encoding", "UTF-8")
            .source(
                "Names.java",
                """
                import dev.gradc.Differentiable;
                import dev.gradc.Mode;
                class Names {
                  @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN, Mode.JACOBIAN})
                  static double f(double ONE, double[] in) {
                    double OTHER = in[0];
                    for (int index = 0; index < 2; index++) {
                      OTHER = OTHER * ONE + in[index];
                      double last = OTHER * OTHER;
                      OTHER = last;
                    }
                    return OTHER;
                  }
                  @Differentiable
                  static double g(double[] ONE, double OTHER) {
                    double[] copy = ONE.clone();
                    copy[0] *= OTHER * OTHER;
                    return copy[0] * ONE[1];
                  }
                  @Differentiable
                  static Pair h(double ONE, double OTHER) { return new Pair(ONE * ONE * OTHER, OTHER); }
                  record Pair(double ONE, double OTHER) {}
                  static double byX() {
                    return NamesGrad.F.addGradient(0.5, new double[] {2, 3},
                        NamesGrad.F.Gradient.zeros(0.5, new double[] {2, 3}));
                  }
                  static double byTape() {
                    try (var tape = NamesGrad.F.forward(0.5, new double[] {2, 3})) {
                      return tape.backward().in()[1];
                    }
                  }
                  static double byJvp() {
                    return NamesGrad.F.jvp(0.5, new double[] {2, 3}, 1, new double[2]).tangent();
                  }
                  static double byHvp() {
                    return NamesGrad.F.hessian(0.5, new double[] {2, 3})[0][0];
                  }
                  static double byG() {
                    var g = NamesGrad.G.Gradient.zeros(new double[] {2, 3}, 4);
                    return NamesGrad.G.addGradient(new double[] {2, 3}, 4, g);
                  }
                }
                """
                    .replace("OTHER", other)
                    .replace("ONE", one))
            .run();
    if (result.messages().stream().anyMatch(it -> it.getMessage(null).contains("'_'"))) {
      return;
    }
    assertSuccess(result);
    // y = ((a x + a)^2 x + b)^2 with a = 2, b = 3, x = 0.5.
    assertEquals(56.25, result.call("Names", "byX"));
    assertEquals(2 * 7.5, result.call("Names", "byTape"));
    double inner = 3 * 3 + 0.5 * 2 * 3 * 2;
    assertEquals(2 * 7.5 * inner, result.call("Names", "byJvp"));
    assertEquals(
        2 * inner * inner + 2 * 7.5 * (4 * 3 * 2 + 0.5 * 8), result.call("Names", "byHvp"));
    assertEquals(96.0, result.call("Names", "byG"));
  }

  @Test
  void methods() {
    List<String> names =
        List.of(
            "record",
            "sealed",
            "permits",
            "var",
            "yield",
            "_f",
            "$f",
            "f$1",
            "when",
            "π",
            "ßquare",
            "𝑓",
            "math",
            "object",
            "string",
            "override",
            "arrays",
            "suppressWarnings",
            "tangent",
            "double_",
            "system",
            "generated",
            "companion",
            "objects");
    StringBuilder methods = new StringBuilder();
    StringBuilder sum = new StringBuilder("0");
    for (String name : names) {
      methods.append(
          """
            @dev.gradc.Differentiable
            static double %s(double x) { return Math.sin(x) * x; }
            @dev.gradc.Differentiable
            static double[] array_%s(double[] x) { return x.clone(); }
          """
              .formatted(name, name));
      String first = name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
      sum.append(" + LossesGrad.%s.gradient(0.0).value()".formatted(first));
    }
    Build.Result result =
        new Build(directory)
            .option("-encoding", "UTF-8")
            .source(
                "Losses.java",
                "class Losses {\n%s  static double call() { return %s; }\n}\n"
                    .formatted(methods, sum))
            .run();
    assertSuccess(result);
    assertEquals(0.0, result.call("Losses", "call"));
  }

  @Test
  void namesThatTheEncodingCannotWrite() {
    Build.Result result =
        new Build(directory)
            .option("-encoding", "US-ASCII")
            .source(
                "Escaped.java",
                """
                class Escaped {
                  @dev.gradc.Differentiable
                  static double f(double \\u03c0) { double \\u00e4 = \\u03c0 * 2; return \\u00e4 * \\u00e4 * "\\u03c0".length(); }
                  static double call() { return EscapedGrad.F.gradient(1).\\u03c0(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(8.0, result.call("Escaped", "call"));
  }

  @Test
  void fieldsLikeVariables() {
    Build.Result result =
        new Build(directory)
            .source(
                "Fields.java",
                """
                class Fields {
                  static final double x = 100;
                  static final double y = 1000;
                  static double seed = 7;
                  static double into = 8;
                  @dev.gradc.Differentiable
                  static double f(double x) {
                    double y = x * Fields.x + Fields.y;
                    { double z = y; y = z * x; }
                    { double z = x; y = y + z * seed * into; }
                    return y;
                  }
                  static double call() { return FieldsGrad.F.gradient(2).x(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(100 * 4 + 1000 + 56.0, result.call("Fields", "call"));
  }
}
