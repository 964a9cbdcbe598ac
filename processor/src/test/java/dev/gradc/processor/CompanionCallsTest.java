package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.source.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of differentiable methods that were compiled before. */
final class CompanionCallsTest {

  private static final String LIBRARY =
      """
      package library;
      public class Library {
        @dev.gradc.Differentiable
        public static double scaled(double[] x, double value, @dev.gradc.Detach double factor) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += factor * value * x[i] * x[i];
          }
          return sum;
        }
        @dev.gradc.Differentiable
        public static double first(double[] x) { x[0] *= 2; return x[0]; }
        @dev.gradc.Differentiable
        public static double[] product(double[] x, double[] by) {
          double[] state = x;
          for (int i = 0; i < x.length; i++) {
            by[i] *= state[i];
          }
          return by;
        }
        @dev.gradc.Differentiable
        public static double swapped(double[][] x) {
          double[] row = x[0];
          x[0] = x[1];
          x[1] = row;
          return x[0][0];
        }
        @dev.gradc.Differentiable
        public static double[] same(double[] x) { return x; }
        static final double[] WEIGHTS = {2, 3};
        @dev.gradc.Differentiable
        public static double weighted(double x) { return WEIGHTS[0] * x * x; }
        @dev.gradc.Differentiable
        protected static double hidden(double x) { return x; }
      }
      """;

  private static final String CALLER =
      """
      package caller;
      import library.Library;
      class Caller {
        @dev.gradc.Differentiable
        static double f(double[] x, double y) { return y * Library.scaled(x, y, x[1]); }
        static double byY() { return CallerGrad.F.gradient(new double[] {2, 3}, 5).y(); }
        static double byX() { return CallerGrad.F.gradient(new double[] {2, 3}, 5).x()[0]; }
        static double byDetached() { return CallerGrad.F.gradient(new double[] {2, 3}, 5).x()[1]; }
      }
      """;

  @TempDir private Path directory;

  private Build.Result library() {
    Build.Result result =
        new Build(directory.resolve("library")).source("library/Library.java", LIBRARY).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result;
  }

  private Build caller(Path library, String text) {
    return new Build(directory.resolve("caller"))
        .onClassPath(library)
        .source("caller/Caller.java", text);
  }

  private static void assertRefused(Build.Result result, String code, String fragment) {
    assertFalse(result.isSuccess());
    List<String> errors = result.of(Diagnostic.Kind.ERROR);
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).contains("[" + code + "]"), errors.get(0));
    assertTrue(errors.get(0).contains(fragment), errors.get(0));
  }

  /** Each has its cotangent: 2 and 3, and what detached ones have, none. */
  @Test
  void callsWithTheSameArguments() {
    Build.Result result =
        new Build(directory.resolve("same"))
            .source(
                "p/Called.java",
                """
                package p;
                class Called {
                  @dev.gradc.Differentiable
                  static double c(double x, double y) { return x * x * y; }
                }
                """)
            .source(
                "p/Caller.java",
                """
                package p;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(double x, double y) {
                    return 2 * Called.c(x, y) + 3 * Called.c(x, y);
                  }
                  @dev.gradc.Differentiable
                  static double g(double x, double y) {
                    @dev.gradc.Detach double constant = Called.c(x, y);
                    return x * Called.c(x, y) + y * Called.c(x, y) + constant;
                  }
                  static double byX() { return CallerGrad.F.gradient(2, 3).x(); }
                  static double byY() { return CallerGrad.F.gradient(2, 3).y(); }
                  static double byXOfProducts() { return CallerGrad.G.gradient(2, 3).x(); }
                  static double byYOfProducts() { return CallerGrad.G.gradient(2, 3).y(); }
                }
                """)
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(5 * 2 * 2 * 3.0, result.call("p.Caller", "byX"));
    assertEquals(5 * 2 * 2.0, result.call("p.Caller", "byY"));
    // Of (x + y) x x y: 3 x x y + 2 x y y, and x x x + 2 x x y.
    assertEquals(36 + 36.0, result.call("p.Caller", "byXOfProducts"));
    assertEquals(8 + 24.0, result.call("p.Caller", "byYOfProducts"));
  }

  /** Static methods of classes with type parameters need none of these. */
  @Test
  void methodsOfGenericClasses() {
    Build.Result result =
        new Build(directory.resolve("generic"))
            .source(
                "p/Pair.java",
                """
                package p;
                public record Pair<T>(T first, double second) {
                  @dev.gradc.Differentiable
                  public static double square(Pair<String> pair) {
                    return pair.second() * pair.second();
                  }
                }
                """)
            .source(
                "p/Caller.java",
                """
                package p;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(double x) { return Pair.square(new Pair<>("a", x)) * x; }
                  static double call() { return CallerGrad.F.gradient(2).x(); }
                }
                """)
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(12.0, result.call("p.Caller", "call"));
  }

  @Test
  void aMethodOfAClassFileIsCalledThroughItsCompanion() {
    Build.Result library = library();
    Build.Result result = caller(library.out(), CALLER).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    // y * factor * y * (4 + 9) with factor 3, and no derivative by the factor.
    assertEquals(2 * 5 * 3 * 13.0, result.callWith("caller.Caller", "byY", library.out()));
    assertEquals(25 * 3 * 4.0, result.callWith("caller.Caller", "byX", library.out()));
    assertEquals(25 * 3 * 6.0, result.callWith("caller.Caller", "byDetached", library.out()));
  }

  private static final String WRITING =
      """
      package caller;
      import dev.gradc.Differentiable;
      import dev.gradc.Retain;
      import library.Library;
      class Caller {
        // 2 x0 x1 + 2 x0
        @Retain @Differentiable
        static double f(double[] x) {
          double[] y = x.clone();
          return Library.first(y) * y[1] + y[0];
        }
        static String retained() {
          double[] x = {3, 5};
          CallerGrad.F.Tape tape = CallerGrad.F.forward(x);
          CallerGrad.F.Gradient gradient = tape.backward();
          tape.backward(gradient);
          return java.util.Arrays.toString(gradient.x());
        }
        @Differentiable
        static double g(double[] x, boolean isTwice) {
          double[] a = x.clone();
          double[] b = x.clone();
          double[] other = isTwice ? a : b;
          Library.product(a, other);
          return other[0];
        }
        static double once() { return CallerGrad.G.gradient(new double[] {3}, false).x()[0]; }
        static double twice() { return CallerGrad.G.gradient(new double[] {3}, true).x()[0]; }
        // What is kept of a longer x serves a shorter one, in the callee for the first time.
        @Differentiable
        static double h(double[] x, boolean isCalled) {
          double[] y = x;
          double[] z = new double[x.length];
          for (int i = 0; i < z.length; i++) {
            z[i] = 2;
          }
          return isCalled ? Library.product(y, z)[0] : y[0];
        }
        static double shorter() {
          double[] x = {7, 1, 1, 1, 1};
          CallerGrad.H.Gradient gradient = CallerGrad.H.Gradient.zeros(x, false);
          CallerGrad.H.addGradient(x, false, gradient);
          double[] shorter = {7, 1};
          CallerGrad.H.Tape tape = CallerGrad.H.forward(x, false);
          tape.backward();
          tape.forward(shorter, true);
          return tape.backward().x()[0];
        }
      }
      """;

  @Test
  void aMethodOfAClassFileMayWriteItsArrays() {
    Path library = library().out();
    Build.Result result = caller(library, WRITING).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals("[24.0, 12.0]", result.callWith("caller.Caller", "retained", library));
    assertEquals(6.0, result.callWith("caller.Caller", "once", library));
    assertEquals(2.0, result.callWith("caller.Caller", "shorter", library));
  }

  @Test
  void oneArrayForTwoParametersIsRefusedWhereOneIsWritten() {
    Path library = library().out();
    Build.Result result = caller(library, WRITING).run();
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> result.callWith("caller.Caller", "twice", library));
    Throwable cause = error.getCause().getCause();
    assertEquals(IllegalArgumentException.class, cause.getClass());
    assertTrue(cause.getMessage().contains("'Library.product(a, other)'"), cause::getMessage);
  }

  @Test
  void aCompanionThatIsMissingIsMissed() throws IOException {
    Path library = library().out();
    try (var files = Files.list(library.resolve("library"))) {
      for (Path file : files.filter(it -> it.toString().contains("Grad")).toList()) {
        Files.delete(file);
      }
    }
    assertRefused(caller(library, CALLER).run(), "GC0309", "'library.LibraryGrad.Scaled'");
  }

  /** Older and newer ones, which differ in nothing but the version that they say they are of. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 99})
  void aCompanionOfAnotherVersionIsRefused(int version) {
    Build.Result library = library();
    String companion =
        library
            .generated("library/LibraryGrad.java")
            .replace("abi = " + Signature.ABI, "abi = " + version);
    assertTrue(companion.contains("abi = " + version), companion);
    Build.Result other =
        new Build(directory.resolve("other"))
            .processors()
            .source("library/Library.java", LIBRARY)
            .source("library/LibraryGrad.java", companion)
            .run();
    assertTrue(other.isSuccess(), other.messages()::toString);
    assertRefused(caller(other.out(), CALLER).run(), "GC0310", "version " + version);
  }

  @Test
  void aCompanionThatIsNotVisibleIsRefused() {
    Build.Result result =
        caller(
                library().out(),
                """
                package caller;
                class Caller extends library.Library {
                  @dev.gradc.Differentiable
                  static double f(double x) { return hidden(x); }
                }
                """)
            .run();
    assertRefused(result, "GC0311", "'hidden(x)'");
  }

  @Test
  void whatAMethodDoesWithArraysIsKnownFromItsClassFile() {
    Path library = library().out();
    assertRefused(
        caller(
                library,
                """
                package caller;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(double[][] x) { return library.Library.swapped(x); }
                }
                """)
            .run(),
        "GC0108",
        "puts other arrays into");
    assertRefused(
        caller(
                library,
                """
                package caller;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(double[] x) {
                    double[] y = library.Library.same(x);
                    y[0] = 3 * y[1];
                    return x[0];
                  }
                }
                """)
            .run(),
        "GC0108",
        "give back");
  }

  @Test
  void whichStaticArraysAMethodReadsIsKnownFromItsClassFile() {
    assertRefused(
        caller(
                library().out(),
                """
                package caller;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(double[] x, double y) {
                    double value = library.Library.weighted(y);
                    x[0] = 5;
                    return value * x[1];
                  }
                }
                """)
            .run(),
        "GC0108",
        "reads a static array");
  }
}
