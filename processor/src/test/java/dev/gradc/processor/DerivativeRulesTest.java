package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derivative rules of a user's own, for methods without a derivative. */
final class DerivativeRulesTest {

  /** Methods that gradc could not look into, or would not. */
  private static final String LIBRARY =
      """
      package library;
      public final class Library {
        private final double[] knots;
        public Library(double... knots) { this.knots = knots; }
        public static double square(double x) { return calls++ < -1 ? 0 : x * x; }
        public static double product(double x, double y, int n) { return x * y * n; }
        public static double weighted(double[] weights, double[] x) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += weights[i] * x[i]; }
          return sum;
        }
        public static double[] scaled(double[] x, double by) {
          double[] result = x.clone();
          for (int i = 0; i < x.length; i++) { result[i] *= by; }
          return result;
        }
        public double at(double x) { return knots[0] + knots[1] * x * x; }
        public double slope(double x) { return 2 * knots[1] * x; }
        static int calls;
        public static final class Box<T> {}
        public static double within(Box<String> box, double x) { return x; }
        public static <T> double tagged(T tag, double x) { return square(x); }
        public static double listed(java.util.List<String> list, double x) { return x; }
        public static void print(double x) {}
      }
      """;

  private static final String RULES =
      """
      package caller;
      import dev.gradc.DerivativeOf;
      import dev.gradc.Detach;
      import library.Library;
      final class Rules {
        record Product(double x, double y) {}
        @DerivativeOf(type = Library.class, method = "square")
        static double square(double x, double seed) { return seed * 2 * x; }
        @DerivativeOf(type = Library.class, method = "product")
        static Product product(double x, double y, int n, double seed) {
          return new Product(seed * y * n, seed * x * n);
        }
        @DerivativeOf(type = Library.class, method = "weighted")
        static void weighted(@Detach double[] weights, double[] x, double seed, double[] dX) {
          for (int i = 0; i < x.length; i++) { dX[i] += seed * weights[i]; }
        }
        @DerivativeOf(type = Library.class, method = "scaled")
        static double scaled(double[] x, double by, double[] seed, double[] dX) {
          double dBy = 0;
          for (int i = 0; i < x.length; i++) { dX[i] += seed[i] * by; dBy += seed[i] * x[i]; }
          return dBy;
        }
        @DerivativeOf(type = Library.class, method = "at")
        static double at(Library curve, double x, double seed) { return seed * curve.slope(x); }
      }
      """;

  @TempDir private Path directory;

  private Build build(String caller) {
    return new Build(directory)
        .option("-Werror")
        .source("library/Library.java", LIBRARY)
        .source("caller/Rules.java", RULES)
        .source("caller/Caller.java", caller);
  }

  private static void assertGives(double expected, Build.Result result, String method) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(expected, (Double) result.call("caller.Caller", method), 1e-12);
  }

  @Test
  void rulesOfOneNameAreToldApart() {
    Build.Result result =
        new Build(directory)
            .option("-Werror")
            .source(
                "library/Library.java",
                """
                package library;
                public final class Library {
                  private Library() {}
                  public static double power(Object tag, double x) { return x * x; }
                  public static double power(Integer tag, double x) { return x * x * x; }
                  public static double same(Number tag, double x) { return x; }
                  public static <T> double first(T[] tags, double x) { return x; }
                  public static <T extends Number> double last(double x, T[][] tags) { return x; }
                }
                """)
            .source(
                "caller/Rules.java",
                """
                package caller;
                import dev.gradc.DerivativeOf;
                import library.Library;
                final class Rules {
                  @DerivativeOf(type = Library.class, method = "power")
                  static double rule(Object tag, double x, double seed) { return seed * 2 * x; }
                  @DerivativeOf(type = Library.class, method = "power")
                  static double rule(Integer tag, double x, double seed) { return seed * 3 * x * x; }
                  @DerivativeOf(type = Library.class, method = "same")
                  static double rule(Number tag, double x, double seed) { return seed; }
                  @DerivativeOf(type = Library.class, method = "first")
                  static double rule(Object[] tags, double x, double seed) { return 7 * seed; }
                  @DerivativeOf(type = Library.class, method = "last")
                  static double rule(double x, Number[][] tags, double seed) { return 8 * seed; }
                }
                """)
            .source(
                "caller/Caller.java",
                """
                package caller;
                import dev.gradc.Differentiable;
                import library.Library;
                final class Caller {
                  @Differentiable
                  static double f(double x, Integer tag) {
                    Object any = tag;
                    return Library.power(any, x) + 10 * Library.power(tag, x) + 100 * Library.same(tag, x)
                        + 1000 * Library.same(Long.valueOf(3), x)
                        + 10_000 * Library.first(new String[] {"a"}, x)
                        + 100_000 * Library.last(x, new Integer[0][]);
                  }
                  static double derivative() { return CallerGrad.F.gradient(3.0, 1).x(); }
                }
                """)
            .run();
    assertGives(6 + 10 * 27 + 1100 + 70_000 + 800_000, result, "derivative");
  }

  @Test
  void rulesOfGenericMethodsTakeWildcards() {
    Build.Result result =
        new Build(directory)
            .option("-Werror")
            .source(
                "library/Library.java",
                """
                package library;
                import java.util.List;
                import java.util.Map;
                public final class Library {
                  private Library() {}
                  public static <T> double listed(List<T> tags, double x) { return x * x; }
                  public static <K, V extends Number> double mapped(
                      Map<K, List<V>> tags, double x, List<K> keys) {
                    return x * x * x;
                  }
                  public static <T extends Comparable<T>> double ordered(
                      List<T[]> tags, T one, double x) {
                    return x;
                  }
                  public static final class Box<T> {
                    public double held(double x, T one) { return x * x; }
                  }
                }
                """)
            .source(
                "caller/Rules.java",
                """
                package caller;
                import dev.gradc.DerivativeOf;
                import java.util.List;
                import java.util.Map;
                import library.Library;
                final class Rules {
                  @DerivativeOf(type = Library.class, method = "listed")
                  static double listed(List<?> tags, double x, double seed) { return seed * 2 * x; }
                  @DerivativeOf(type = Library.class, method = "mapped")
                  static double mapped(
                      Map<?, ? extends List<?>> tags, double x, List<?> keys, double seed) {
                    return seed * 3 * x * x;
                  }
                  @DerivativeOf(type = Library.class, method = "ordered")
                  static double ordered(
                      List<? extends Comparable<?>[]> tags, Comparable<?> one, double x, double seed) {
                    return 7 * seed;
                  }
                  @DerivativeOf(type = Library.Box.class, method = "held")
                  static double held(Library.Box<?> box, double x, Object one, double seed) {
                    return seed * 2 * x;
                  }
                }
                """)
            .source(
                "caller/Caller.java",
                """
                package caller;
                import dev.gradc.Differentiable;
                import java.util.List;
                import java.util.Map;
                import library.Library;
                final class Caller {
                  @Differentiable
                  static double f(
                      double x, List<String> tags, Map<String, List<Integer>> map,
                      List<String[]> rows, Library.Box<String> box) {
                    double sum = 0;
                    for (int i = 0; i < 2; i++) {
                      sum += Library.listed(tags, x + i) * Library.mapped(map, x, tags);
                    }
                    return sum + 100 * Library.ordered(rows, "c", x) + 1000 * box.held(x, "a");
                  }
                  static double derivative() {
                    Library.Box<String> box = new Library.Box<>();
                    return CallerGrad.F.gradient(2.0, List.of(), Map.of(), List.of(), box).x();
                  }
                }
                """)
            .run();
    // (x² + (x + 1)²) x³, 7 told for x, 1000 x²
    assertGives((4 + 9) * 12 + (4 + 6) * 8 + 700 + 4000, result, "derivative");
  }

  @Test
  void rulesGiveTheDerivatives() {
    Build.Result result =
        build(
                """
                package caller;
                import dev.gradc.Detach;
                import dev.gradc.Differentiable;
                import library.Library;
                final class Caller {
                  @Differentiable
                  static double f(double x, double y) {
                    double sum = 0;
                    for (int n = 1; n < 3; n++) {
                      sum += Library.square(x * n) * Library.product(x, y, n);
                    }
                    return sum;
                  }
                  static double fByX() { return CallerGrad.F.gradient(2, 3).x(); }
                  static double fByY() { return CallerGrad.F.forward(2, 3).backward().y(); }
                  @Differentiable
                  static double g(@Detach double[] w, double[] x, double by) {
                    double[] scaled = Library.scaled(x, by);
                    x[0] = 0;
                    return Library.weighted(w, scaled) * by;
                  }
                  static CallerGrad.G.Gradient gradient() {
                    return CallerGrad.G.gradient(new double[] {1, 2}, new double[] {3, 4}, 5);
                  }
                  static double gByX() { return gradient().x()[0] + 100 * gradient().x()[1]; }
                  static double gByBy() { return gradient().by(); }
                  @Differentiable
                  static double h(double x, Library curve) {
                    Library other = new Library(0, 4);
                    return curve.at(x) * other.at(x + 1);
                  }
                  static double hByX() {
                    return CallerGrad.H.gradient(2, new Library(1, 3)).x();
                  }
                }
                """)
            .run();
    // f = (x^2 + 8 x^2) x y = 9 x^3 y.
    assertGives(27 * 4 * 3, result, "fByX");
    assertGives(9 * 8, result, "fByY");
    // g = by^2 (x0 + 2 x1).
    assertGives(25 + 100 * 50, result, "gByX");
    assertGives(2 * 5 * 11, result, "gByBy");
    // h = (1 + 3 x^2) 4 (x + 1)^2.
    assertGives(12 * 36 + 13 * 24, result, "hByX");
  }

  /** Library and rules, compiled by themselves. */
  private Build.Result library(String... moduleInfo) {
    Build build =
        new Build(directory.resolve("rules"))
            .source("library/Library.java", LIBRARY)
            .source(
                "rules/Rules.java",
                RULES
                    .replace("package caller", "package rules")
                    .replace("static", "public static")
                    .replace("final class", "public final class")
                    .replace("record Product", "public record Product"));
    for (String text : moduleInfo) {
      build.source("module-info.java", text).withoutClassPath();
      build.option("--module-path", Build.runtime().toString());
    }
    Build.Result rules = build.run();
    assertTrue(rules.isSuccess(), rules.messages()::toString);
    return rules;
  }

  private Build caller() {
    return new Build(directory.resolve("caller"))
        .option("-Werror")
        .source(
            "caller/Caller.java",
            """
            package caller;
            final class Caller {
              @dev.gradc.Differentiable
              static double f(double x, double y) {
                return library.Library.product(library.Library.square(x), y, 3);
              }
              static double byX() { return CallerGrad.F.gradient(2, 5).x(); }
            }
            """);
  }

  private static void assertDerivative(Build.Result result, Path library) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    // 3 x^2 y.
    assertEquals(60.0, result.callWith("caller.Caller", "byX", library));
  }

  private Path jar(Path classes) throws IOException {
    Path jar = directory.resolve("rules.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  /** Each handle of a tape has a pass of its own, in which nothing may be missing. */
  @Test
  void rulesAddToArraysOfTheMethodInThePassOfEachOutput() {
    Build.Result result =
        build(
                """
                package caller;
                import dev.gradc.Differentiable;
                import dev.gradc.Retain;
                import library.Library;
                final class Caller {
                  record Two(@Retain double a, double b) {}
                  @Differentiable
                  static Two outputs(double x) {
                    double[] w = {x * x};
                    double sum = Library.weighted(new double[] {3}, w);
                    double[] scaled = Library.scaled(w, x);
                    return new Two(sum, sum * scaled[0]);
                  }
                  static double first() { return CallerGrad.Outputs.forward(0.5).a().backward().x(); }
                  static double second() { return CallerGrad.Outputs.forward(0.5).b().backward().x(); }
                  static double whole() { return CallerGrad.Outputs.gradient(0.5, new Two(1, 0)).x(); }
                  static double both() {
                    CallerGrad.Outputs.Tape tape = CallerGrad.Outputs.forward(0.5);
                    return tape.a().backward().x() + tape.b().backward().x();
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    // a = 3 x^2, b = 3 x^5
    assertEquals(3.0, result.call("caller.Caller", "first"));
    assertEquals(3.0, result.call("caller.Caller", "whole"));
    assertEquals(0.9375, result.call("caller.Caller", "second"));
    assertEquals(3.9375, result.call("caller.Caller", "both"));
  }

  @Test
  void rulesOfTheClassPathAreFound() {
    Path classes = library().out();
    assertDerivative(caller().onClassPath(classes).run(), classes);
  }

  @Test
  void rulesOfAJarAreFound() throws IOException {
    Path jar = jar(library().out());
    assertDerivative(caller().onClassPath(jar).run(), jar);
  }

  @Test
  void rulesOfAModuleAreFound() throws IOException {
    Path jar =
        jar(
            library(
                    "module some.rules { requires static dev.gradc.runtime;"
                        + " exports library; exports rules; }")
                .out());
    String modulePath = Build.runtime() + java.io.File.pathSeparator + jar;
    assertDerivative(
        caller()
            .source(
                "module-info.java",
                "module some.caller { requires dev.gradc.runtime; requires some.rules;"
                    + " requires static java.compiler; }")
            .withoutClassPath()
            .option("--module-path", modulePath)
            .run(),
        jar);
  }

  private static final String NO_CALLER = "package caller; final class Caller {}";

  private List<String> messages(Diagnostic.Kind kind, String rule) {
    return new Build(directory)
        .source("library/Library.java", LIBRARY)
        .source("caller/Caller.java", NO_CALLER)
        .source(
            "caller/Rules.java",
            "package caller; import library.Library; final class Rules { record P(double y) {}\n"
                + rule
                + "\n}")
        .run()
        .of(kind);
  }

  private void assertExpects(String rule, String expected) {
    List<String> errors = messages(Diagnostic.Kind.ERROR, rule);
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Rules.java:2: [GC0303]"), errors.get(0));
    assertTrue(errors.get(0).contains(expected), errors.get(0));
  }

  private static String of(String method) {
    return "@dev.gradc.DerivativeOf(type = Library.class, method = \"" + method + "\") ";
  }

  @Test
  void aSignatureThatDoesNotFitIsShownAsItShouldBe() {
    assertExpects(
        of("square") + "static double square(double x) { return x; }",
        "static double square(double x, double seed)");
    assertExpects(
        of("square") + "static float square(double x, double seed) { return 1; }",
        "static double square(double x, double seed)");
    assertExpects(
        of("product")
            + "static double product(double x, double y, int n, double seed) { return x; }",
        "write: record ProductCotangents(double x, double y) {} and"
            + " static ProductCotangents product(double x, double y, int n, double seed)");
    assertExpects(
        of("product") + "static P product(double x, double y, int n, double seed) { return null; }",
        "write: record ProductCotangents(double x, double y) {} and static ProductCotangents");
    assertExpects(
        of("weighted") + "static void weighted(double[] w, double[] x, double seed) {}",
        "static void weighted(double[] w, double[] x, double seed, double[] dW, double[] dX)");
    assertExpects(
        of("at") + "private static double at(Library l, double x, double seed) { return x; }",
        "static double at(Library l, double x, double seed)");
    assertExpects(
        "@dev.gradc.DerivativeOf(type = Math.class, method = \"sin\")"
            + " static double sin(double x, double seed) { return x; }",
        "its own rules");
  }

  @Test
  void aSignatureIsJavaThatAnotherClassCanWrite() {
    assertExpects(
        of("within") + "static double within(Library.Box<?> b, double x) { return x; }",
        "write: static double within(Library.Box<String> b, double x, double seed)");
    assertExpects(
        of("tagged") + "static double tagged(Object tag, double x) { return x; }",
        "write: static double tagged(Object tag, double x, double seed)");
    assertExpects(
        of("listed")
            + "static float listed(java.util.List<?> l, double x, double seed)"
            + " { return 1; }",
        "write: static double listed(List<String> l, double x, double seed)");
  }

  @Test
  void aMethodWithoutNumbersHasNoRule() {
    for (String rule :
        List.of("print(double x) { return x; }", "print(double x, double seed) { return x; }")) {
      List<String> errors = messages(Diagnostic.Kind.ERROR, of("print") + "static double " + rule);
      assertEquals(1, errors.size(), errors::toString);
      assertTrue(errors.get(0).contains("nothing to differentiate"), errors.get(0));
      assertTrue(errors.get(0).contains("leave it out"), errors.get(0));
    }
    List<String> warnings =
        messages(
            Diagnostic.Kind.MANDATORY_WARNING,
            of("print") + "static double print(float x, double seed) { return x; }");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).contains("nothing to differentiate"), warnings.get(0));
  }

  @Test
  void aRuleWhoseParametersAreAllConstantIsAnError() {
    assertExpects(
        of("square") + "static void square(@dev.gradc.Detach double x, double seed) {}",
        "all of its parameters are constants");
  }

  @Test
  void aGenericMethodHasARuleOfItsBounds() {
    Build.Result result =
        new Build(directory)
            .option("-Werror")
            .source("library/Library.java", LIBRARY)
            .source(
                "caller/Caller.java",
                """
                package caller;
                import dev.gradc.DerivativeOf;
                import dev.gradc.Differentiable;
                import library.Library;
                public final class Caller {
                  @DerivativeOf(type = Library.class, method = "tagged")
                  static double tagged(Object tag, double x, double seed) { return seed * 2 * x; }
                  @Differentiable
                  public static double f(double x) { return Library.tagged("a", x); }
                  public static double derivative() { return CallerGrad.F.gradient(3).x(); }
                }
                """)
            .run();
    assertGives(6, result, "derivative");
  }

  @Test
  void twoRulesForOneMethodAreAnError() {
    String rule = "static double square(double x, double seed) { return x; }";
    List<String> errors =
        messages(
            Diagnostic.Kind.ERROR,
            of("square") + rule + "\n" + of("square") + rule.replace("square", "other"));
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).startsWith("Rules.java:3: [GC0312]"), errors.get(0));
  }

  @Test
  void aRuleForWhatIsNoClassIsAWarning() {
    List<String> warnings =
        messages(
            Diagnostic.Kind.MANDATORY_WARNING,
            "@dev.gradc.DerivativeOf(type = int.class, method = \"square\")"
                + " static double square(double x, double seed) { return seed; }");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).contains("[GC0404]"), warnings.get(0));
    assertTrue(warnings.get(0).contains("'int.square'"), warnings.get(0));
  }

  @Test
  void aRuleThatMatchesNothingIsAWarning() {
    List<String> warnings =
        messages(
            Diagnostic.Kind.MANDATORY_WARNING,
            of("square") + "static double square(float x, float seed) { return x; }");
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("Rules.java:2: [GC0404]"), warnings.get(0));
    assertTrue(warnings.get(0).contains("static double square(double x1, double seed)"));
  }
}
