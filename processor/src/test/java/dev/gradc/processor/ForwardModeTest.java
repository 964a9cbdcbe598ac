package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forward mode through calls of other classes, of jars and of rules; and what users get wrong. */
final class ForwardModeTest {

  private static final String LIBRARY =
      """
      package library;
      import dev.gradc.Detach;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      public final class Library {
        public record Pair(double x, @Detach double kept, int n, double[] all) {}
        @Differentiable(modes = Mode.FORWARD)
        public static double weighted(double[] x, double by, @Detach double factor) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += factor * by * x[i] * x[i]; }
          return sum;
        }
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        public static double[] doubled(double[] x, float by) {
          for (int i = 0; i < x.length; i++) { x[i] *= 2 * by; }
          return x;
        }
        @Differentiable(modes = Mode.FORWARD)
        public static Pair pair(Pair given, double y) {
          double[] all = new double[] {given.x() * y, given.all()[0] * given.kept()};
          return new Pair(given.x() * given.n() + y, y, given.n() + 1, all);
        }
        @Differentiable
        public static double reverseAlone(double x) { return x * x; }
        public static double opaque(double x, double y) { return Math.sin(x) * y; }
        public static double[] curve(double x, double[] by) {
          return new double[] {x * x * by[0], by[1] + Double.parseDouble("1")};
        }
      }
      """;

  @TempDir private Path directory;

  private Build.Result library() {
    Build.Result result =
        new Build(directory.resolve("library"))
            .option("-Werror")
            .source("library/Library.java", LIBRARY)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result;
  }

  private Build.Result caller(Build.Result library, String text, String... others) {
    Build build =
        new Build(directory.resolve("caller"))
            .option("-Werror")
            .onClassPath(library.out())
            .source("caller/Caller.java", text);
    for (int i = 0; i < others.length; i += 2) {
      build.source(others[i], others[i + 1]);
    }
    return build.run();
  }

  private static void assertNumbers(
      String expected, Build.Result result, Build.Result library, String method) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(expected, result.callWith("caller.Caller", method, library.out()).toString());
  }

  @Test
  void methodsOfAJarAreCalledByTheirPushforward() {
    Build.Result library = library();
    Build.Result result =
        caller(
            library,
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            import library.Library;
            final class Caller {
              @Differentiable(modes = Mode.FORWARD)
              static double f(double[] x, double y) {
                return y * Library.weighted(x, y, x[1]);
              }
              // 3 * 5 * (4 + 9) * 5: by x[0] 25 * 3 * 4, by y 2 * 5 * 3 * 13; none by the factor.
              static String numbers() {
                CallerGrad.F.Tangent tangent =
                    CallerGrad.F.jvp(new double[] {2, 3}, 5, new double[] {1, 10}, 100);
                return tangent.value() + " " + tangent.tangent();
              }
              @Differentiable(modes = Mode.FORWARD)
              static double g(double[] x, float by) {
                double[] y = Library.doubled(x, by);
                return y[0] + x[1];
              }
              static String written() {
                double[] x = {1, 2};
                double[] dX = {1, 10};
                CallerGrad.G.Tangent tangent = CallerGrad.G.jvp(x, 3f, dX, 100f);
                return tangent + java.util.Arrays.toString(x) + java.util.Arrays.toString(dX);
              }
              record Both(double[] all, Library.Pair pair) {}
              @Differentiable(modes = Mode.FORWARD)
              static Both h(Library.Pair pair, double y) {
                Library.Pair once = Library.pair(pair, y);
                Library.Pair twice = Library.pair(once, y * once.n());
                return new Both(twice.all(), twice);
              }
              static String records() {
                Library.Pair pair = new Library.Pair(2, 3, 4, new double[] {5});
                Library.Pair dPair = new Library.Pair(1, 1000, 9, new double[] {10});
                Both found = CallerGrad.H.jvp(pair, 7, dPair, 100).tangent();
                return found.pair().x() + " " + found.pair().kept() + " " + found.pair().n()
                    + " " + java.util.Arrays.toString(found.all());
              }
            }
            """);
    assertNumbers(
        "975.0 " + (25 * 3 * 4.0 + 10 * 25 * 3 * 6.0 + 100 * 390.0), result, library, "numbers");
    // x = 2 by x: by x[0] 6, by x[1] 6, by the float 2 * (1 + 2).
    assertNumbers(
        "Tangent{value=18.0, tangent=666.0}[6.0, 12.0][206.0, 460.0]", result, library, "written");
    // once: x = 4 * 2 + 7 = 15 (104), kept = 7, n = 5, all = {14 (207), 15 (30)};
    // twice: y = 35 (500): x = 75 + 35 (1020), kept 35, n = 6, all = {525 (11140), 98 (1449)}.
    assertNumbers("1020.0 35.0 6 [11140.0, 1449.0]", result, library, "records");
  }

  @Test
  void aMethodOfAJarNeedsForwardMode() {
    Build.Result result =
        caller(
            library(),
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            final class Caller {
              @Differentiable(modes = Mode.FORWARD)
              static double f(double x) { return library.Library.reverseAlone(x); }
            }
            """);
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).startsWith("Caller.java:6: [GC0320]"), result.errors().get(0));
    assertTrue(result.errors().get(0).contains("add Mode.FORWARD to the modes of 'reverseAlone'"));
  }

  @Test
  void bodiesOfTheSameBuildAreCompiledIn() {
    Build.Result library = library();
    Build.Result result =
        caller(
            library,
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            final class Caller {
              @Differentiable(modes = Mode.FORWARD)
              static double f(double x, double y) { return Near.scaled(x, y) + far.Far.cubed(y); }
              static String numbers() {
                CallerGrad.F.Tangent tangent = CallerGrad.F.jvp(2, 3, 10, 100);
                return tangent.value() + " " + tangent.tangent();
              }
            }
            """,
            "caller/Near.java",
            """
            package caller;
            final class Near {
              @dev.gradc.Differentiable
              static double scaled(double x, double y) { return twice(x) * y * factor; }
              private static double twice(double x) { return x + x; }
              static final double factor = Double.parseDouble("0.5");
            }
            """,
            "far/Far.java",
            """
            package far;
            public final class Far {
              @dev.gradc.Differentiable
              public static double cubed(double x) { return x * squared(x); }
              private static double squared(double x) { return x * x; }
            }
            """);
    // x y + y^3: 10 * 3 + 100 * (2 + 27)
    assertNumbers("33.0 2930.0", result, library, "numbers");
    String text = result.generated("caller/CallerGrad.java");
    assertFalse(
        text.substring(0, text.indexOf("class Tape")).contains("FarGrad.Cubed.pushforward"));
  }

  @Test
  void whatIsWrongInAnotherClassIsSaidThere() {
    Build.Result result =
        caller(
            library(),
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            final class Caller {
              @Differentiable(modes = Mode.FORWARD)
              static double f(double x) { return Near.scaled(x) * Near.other(x); }
            }
            """,
            "caller/Near.java",
            """
            package caller;
            final class Near {
              @dev.gradc.Differentiable
              static double scaled(double x) { return x * library.Library.opaque(x, 1); }
              @dev.gradc.Differentiable
              static double other(double x) {
                double y = 0;
                synchronized (Near.class) { y = x; }
                return y;
              }
            }
            """);
    List<String> errors = result.errors();
    assertFalse(errors.isEmpty());
    assertTrue(errors.stream().noneMatch(error -> error.contains("[GC0001]")), errors::toString);
    assertEquals(
        2,
        errors.stream().filter(error -> error.startsWith("Near.java")).count(),
        errors::toString);
  }

  @Test
  void whatIsHiddenInAnotherPackageIsNotCompiledIn() {
    String far =
        """
        package far;
        public final class Far {
          @dev.gradc.Differentiable(modes = %s)
          public static double scaled(double x) { return x * hidden; }
          static final double hidden = Double.parseDouble("0.5");
        }
        """;
    String caller =
        """
        package caller;
        import dev.gradc.Differentiable;
        import dev.gradc.Mode;
        final class Caller {
          @Differentiable(modes = Mode.FORWARD)
          static double f(double x) { return far.Far.scaled(x); }
          static String numbers() { return CallerGrad.F.jvp(2, 10).toString(); }
        }
        """;
    Build.Result library = library();
    Build.Result refused =
        caller(library, caller, "far/Far.java", far.formatted("dev.gradc.Mode.REVERSE"));
    assertEquals(1, refused.errors().size(), refused.errors()::toString);
    assertTrue(refused.errors().get(0).contains("[GC0320]"), refused.errors().get(0));
    Build.Result result =
        caller(library, caller, "far/Far.java", far.formatted("dev.gradc.Mode.FORWARD"));
    assertNumbers("Tangent{value=1.0, tangent=5.0}", result, library, "numbers");
  }

  private static final String RULES =
      """
      package caller;
      import dev.gradc.DerivativeOf;
      import dev.gradc.Detach;
      import dev.gradc.Mode;
      import library.Library;
      final class Rules {
        record Two(double x, double y) {}
        @DerivativeOf(type = Library.class, method = "opaque")
        static Two opaque(double x, double y, double seed) {
          return new Two(seed * Math.cos(x) * y, seed * Math.sin(x));
        }
        @DerivativeOf(type = Library.class, method = "curve")
        static double curve(double x, double[] by, double[] seed, double[] dBy) {
          dBy[0] += seed[0] * x * x;
          dBy[1] += seed[1];
          return seed[0] * 2 * x * by[0];
        }
        @DerivativeOf(type = Library.class, method = "curve", mode = Mode.FORWARD)
        static double[] curveTangent(double x, double[] by, double dX, double[] dBy) {
          return new double[] {2 * x * by[0] * dX + x * x * dBy[0], dBy[1]};
        }
        @DerivativeOf(type = Other.class, method = "dot")
        static float dot(@Detach double[] x, double[][] y, float z, double seed, double[][] dY) {
          for (int i = 0; i < x.length; i++) { dY[0][i] += seed * x[i] * z; }
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += x[i] * y[0][i]; }
          return (float) (seed * sum);
        }
      }
      """;

  private static final String OTHER =
      """
      package caller;
      final class Other {
        static double dot(double[] x, double[][] y, float z) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += x[i] * y[0][i]; }
          return sum * z;
        }
      }
      """;

  @Test
  void rulesServeForwardMode() {
    Build.Result library = library();
    Build.Result result =
        caller(
            library,
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            import library.Library;
            final class Caller {
              @Differentiable(modes = Mode.FORWARD)
              static double f(double[] by, double x, float z) {
                double[] curve = Library.curve(x * 2, by);
                double[][] rows = {{by[0], x}, {1, 2}};
                return Library.opaque(curve[0], curve[1]) * Library.opaque(0.5, x)
                    + Other.dot(by, rows, z * 2);
              }
              static double difference() {
                double[] by = {0.7, 1.1};
                double[] dBy = {0.3, -0.2};
                CallerGrad.F.Tangent tangent = CallerGrad.F.jvp(by, 0.4, 2f, dBy, 0.6, 0.5f);
                CallerGrad.F.Gradient gradient = CallerGrad.F.gradient(by, 0.4, 2f);
                double dot = gradient.by()[0] * dBy[0] + gradient.by()[1] * dBy[1]
                    + gradient.x() * 0.6 + gradient.z() * 0.5;
                return tangent.value() == f(by, 0.4, 2f) ? tangent.tangent() - dot : 1;
              }
            }
            """,
            "caller/Rules.java",
            RULES,
            "caller/Other.java",
            OTHER);
    assertTrue(result.isSuccess(), result.messages()::toString);
    double found = (Double) result.callWith("caller.Caller", "difference", library.out());
    assertEquals(0, found, 1e-6);
    assertTrue(result.generated("caller/CallerGrad.java").contains("Rules.curveTangent("));
  }

  @Test
  void aForwardRuleThatDoesNotFitIsToldTheSignature() {
    Build.Result result =
        caller(
            library(),
            """
            package caller;
            import dev.gradc.DerivativeOf;
            import dev.gradc.Detach;
            import dev.gradc.Mode;
            final class Caller {
              @DerivativeOf(type = library.Library.class, method = "curve", mode = Mode.FORWARD)
              static double[] curve(double x, @Detach double[] by, double[] dX) { return by; }
              @DerivativeOf(type = library.Library.class, method = "opaque", mode = Mode.HESSIAN)
              static double opaque(double x, double y, double seed) { return seed; }
            }
            """);
    List<String> errors = result.errors();
    assertEquals(2, errors.size(), errors::toString);
    assertTrue(
        errors.get(0).contains("static double[] curve(double x, double[] by, double dX)"),
        errors.get(0));
    assertTrue(errors.get(1).contains("a rule is for the mode REVERSE or FORWARD"), errors.get(1));
  }

  private String failure(String call) {
    Build.Result library = library();
    Build.Result result =
        caller(
            library,
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            final class Caller {
              sealed interface Shape permits Circle, Square {}
              record Circle(double r) implements Shape {}
              record Square(double s) implements Shape {}
              @Differentiable(modes = Mode.FORWARD)
              static double area(Shape shape) {
                return shape instanceof Circle c ? c.r() * c.r() : ((Square) shape).s();
              }
              @Differentiable(modes = Mode.FORWARD)
              static double written(double[] a, double[] b) {
                a[0] *= b[0];
                return a[0];
              }
              @Differentiable(modes = Mode.FORWARD)
              static double read(double[][] a) {
                return a[0][0] * a[1][0];
              }
              static String failure() {
                double[] a = {1};
                double[] b = {2};
                double[] c = {3};
                try {
                  %s;
                  return "none";
                } catch (IllegalArgumentException e) {
                  return e.getMessage();
                }
              }
            }
            """
                .formatted(call));
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result.callWith("caller.Caller", "failure", library.out()).toString();
  }

  @Test
  void tangentsOfAnotherShapeAreRefused() {
    assertEquals(
        "the tangent of 'b' has length 2, but 'b' itself has length 1",
        failure("CallerGrad.Written.jvp(a, b, c, new double[2])"));
    assertEquals(
        "the tangent of 'a' at [1] has length 3, but 'a' itself has length 1",
        failure("CallerGrad.Read.jvp(new double[][] {a, b}, new double[][] {c, new double[3]})"));
    assertEquals(
        "the tangent of 'shape' is of another case than it is",
        failure("CallerGrad.Area.jvp(new Circle(2), new Square(1))"));
  }

  @Test
  void oneArrayForTwoIsRefusedWhereItIsWritten() {
    assertEquals(
        "'a' and the tangent of 'b' are the same array, and the method writes it",
        failure("CallerGrad.Written.jvp(a, b, c, a)"));
    assertEquals(
        "the tangent of 'a' and the tangent of 'b' are the same array, and the method writes it",
        failure("CallerGrad.Written.jvp(a, b, c, c)"));
    assertEquals(
        "none", failure("CallerGrad.Read.jvp(new double[][] {a, a}, new double[][] {a, b})"));
  }

  @Test
  void scalarsAllocateNothing() {
    Build.Result library = library();
    Build.Result result =
        caller(
            library,
            """
            package caller;
            import dev.gradc.Differentiable;
            import dev.gradc.Mode;
            final class Caller {
              @Differentiable(modes = Mode.FORWARD)
              static double f(double x, double y) {
                double sum = 0;
                for (int i = 0; i < 10; i++) {
                  sum = Math.sin(sum + x) * y;
                }
                return sum;
              }
              @Differentiable(modes = Mode.FORWARD)
              static double power(double x, int n) {
                return n == 0 ? 1 : x * power(x, n - 1);
              }
              static long bytes() {
                var threads =
                    (com.sun.management.ThreadMXBean)
                        java.lang.management.ManagementFactory.getThreadMXBean();
                CallerGrad.F.Tangent into = new CallerGrad.F.Tangent();
                CallerGrad.Power.Tangent own = new CallerGrad.Power.Tangent();
                long least = Long.MAX_VALUE;
                double sum = 0;
                for (int k = 0; k < 20; k++) {
                  long before = threads.getCurrentThreadAllocatedBytes();
                  for (int i = 0; i < 1000; i++) {
                    sum += CallerGrad.F.jvp(i, 2, 1, 0, into).tangent();
                    sum += CallerGrad.Power.jvp(i, 9, 1, own).tangent();
                  }
                  long after = threads.getCurrentThreadAllocatedBytes();
                  least = Math.min(least, after - before);
                }
                return sum == 0.5 ? 0 : least / 1000;
              }
            }
            """);
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(0L, result.callWith("caller.Caller", "bytes", library.out()));
  }
}
