package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of class files, and what the generated API does with records beside computing. */
final class RecordsTest {

  private static final String LIBRARY =
      """
      package library;
      import dev.gradc.Detach;
      public final class Library {
        public record Plain(int n, double x, long k, double[] w, float f) {}
        public record Written(double x) {
          public Written(double x) { this.x = x; }
          public double x() { return x; }
        }
        public record Swapped(double x, double y) {
          public Swapped(double x, double y) { this.x = y; this.y = x; }
        }
        public record Compact(double x) { public Compact { x = Math.abs(x); } }
        public record Copying(double[] w) { public double[] w() { return w.clone(); } }
        public record Both(double[] w) {
          public Both { w = w.clone(); }
          public double[] w() { return w.clone(); }
        }
        public record Angle(double degrees) {
          public Angle { degrees = Math.toRadians(degrees); }
          public double degrees() { return Math.toDegrees(degrees); }
        }
        public record Tagged(@Detach double x, double y) {}
      }
      """;

  @TempDir private Path directory;
  private Path library;

  private Build.Result use(String body) {
    Build.Result compiled =
        new Build(directory.resolve("library")).source("library/Library.java", LIBRARY).run();
    assertTrue(compiled.isSuccess(), compiled.messages()::toString);
    library = compiled.out();
    return new Build(directory.resolve("use"))
        .option("-Xlint:all,-processing", "-Werror")
        .onClassPath(library)
        .source(
            "use/Use.java",
            "package use; import dev.gradc.*; import library.Library.*; class Use {" + body + "}")
        .run();
  }

  private Object call(Build.Result result, String method) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    return result.callWith("use.Use", method, library);
  }

  private void assertRefused(String body, String text) {
    List<String> errors = use(body).of(Diagnostic.Kind.ERROR);
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).contains("[GC0132] '" + text + "'"), errors.get(0));
  }

  /** The field of an object of the second is neither what is read nor what it was made of. */
  @Test
  void accessorsThatGiveCopiesAreToldFromThoseThatConvert() {
    Build.Result copies =
        use("@Differentiable static double f(@Detach Both b, double x) { return x * x; }");
    assertTrue(copies.isSuccess(), copies.messages()::toString);
    Build.Result converts =
        use("@Differentiable static double g(@Detach Angle a, double x) { return x * x; }");
    List<String> errors = converts.of(Diagnostic.Kind.ERROR);
    assertEquals(1, errors.size(), errors::toString);
    String text = "[GC0149] the accessor 'degrees' of 'Angle'";
    assertTrue(errors.get(0).contains(text), errors.get(0));
  }

  @Test
  void whatJavaHasWrittenIsReadFromClassFiles() {
    Build.Result result =
        use(
            """
            @Differentiable static double f(Plain p, double x) {
              Plain q = new Plain(p.n(), x * p.x(), p.k(), p.w(), p.f());
              return new Written(q.x()).x() * q.f() * q.w()[1];
            }
            static double byF() {
              double[] w = {1, 5};
              return UseGrad.F.gradient(new Plain(1, 2, 3L, w, 4f), 7).p().f();
            }
            """);
    assertEquals(2 * 7 * 5.0, ((Number) call(result, "byF")).doubleValue());
  }

  @Test
  void whatOthersHaveWrittenIsRefusedInClassFiles() {
    assertRefused(
        "@Differentiable static double f(double x) { return new Swapped(x, 2).x(); }",
        "new Swapped(x, 2)");
    assertRefused(
        "@Differentiable static double f(double x) { return new Compact(x).x(); }",
        "new Compact(x)");
    assertRefused("@Differentiable static double f(Copying c) { return c.w()[0]; }", "c.w()");
  }

  @Test
  void detachedComponentsOfClassFilesAreConstants() {
    Build.Result result =
        use(
            """
            @Differentiable static double f(Tagged t) { return t.x() * t.y(); }
            static String gradient() {
              return UseGrad.F.gradient(new Tagged(3, 4)).t().toString();
            }
            """);
    assertEquals("Tagged[x=3.0, y=3.0]", call(result, "gradient"));
  }

  @Test
  void genericRecordsKeepTheirArguments() {
    Build.Result result =
        use(
            """
            record Pair<A, B>(A first, B second) {}
            @Differentiable static Pair<Written, Written> f(Pair<Written, Tagged> p) {
              return new Pair<>(new Written(p.second().y()), p.first());
            }
            static double bySecond() {
              Pair<Written, Tagged> p = new Pair<>(new Written(1), new Tagged(2, 3));
              Pair<Written, Written> seed = new Pair<>(new Written(5), new Written(7));
              return UseGrad.F.gradient(p, seed).p().second().y();
            }
            """);
    assertEquals(5.0, call(result, "bySecond"));
  }

  @Test
  void arraysInRecordsAreWrappedAndChecked() {
    Build.Result result =
        use(
            """
            record Model(double[] w, double b, int n) {}
            @Differentiable static double f(Model model) {
              double product = model.b() * model.n();
              for (int i = 0; i < model.w().length; i++) { product *= model.w()[i]; }
              return product;
            }
            static String wrapped() {
              double[] w = {100, 0};
              UseGrad.F.Gradient into = UseGrad.F.Gradient.of(new Model(w, 9, 8));
              UseGrad.F.addGradient(new Model(new double[] {2, 3}, 5, 1), into);
              return w[0] + " " + w[1] + " " + into.model().b() + " " + into.model().n();
            }
            static String shapes() {
              UseGrad.F.Gradient into = UseGrad.F.Gradient.of(new Model(new double[1], 9, 8));
              try {
                UseGrad.F.addGradient(new Model(new double[2], 5, 1), into);
                return "";
              } catch (IllegalArgumentException e) {
                return e.getMessage();
              }
            }
            static String changed() {
              double[] w = {1, 2};
              UseGrad.F.Tape tape = UseGrad.F.forward(new Model(w, 9, 8));
              w[0] = 5;
              try (tape) {
                tape.backward();
                return "";
              } catch (ModifiedInPlaceException e) {
                return e.getMessage();
              }
            }
            """);
    assertEquals("115.0 10.0 6.0 1", call(result, "wrapped"));
    assertEquals(
        "the gradient of 'model.w' has length 1, but 'model.w' itself has length 2",
        call(result, "shapes"));
    String changed = call(result, "changed").toString();
    assertTrue(changed.startsWith("the array 'model.w' of Use.f was changed"), changed);
  }

  /** Since Java 25; the local variables were read before they were declared, as zeros. */
  @Test
  void statementsBeforeTheOtherConstructor() {
    Build.Result result =
        new Build(directory)
            .source(
                "Sums.java",
                """
                import dev.gradc.Differentiable;
                final class Sums {
                  record Sum(double a) {
                    Sum(double a, double b) { double product = a * b; this(product); }
                    Sum(double a, double b, int n) {
                      if (n < 1) { throw new IllegalArgumentException(); }
                      double sum = 0;
                      for (int i = 0; i < n; i++) { sum += a * b; }
                      this(sum, b);
                      if (this.a < 0) { throw new IllegalStateException(); }
                    }
                  }
                  @Differentiable
                  static double f(double x) { return new Sum(x, 3 * x).a() * x; }
                  @Differentiable
                  static double g(double x) { return new Sum(x, 3 * x, 2).a() * x; }
                  static double slopes() {
                    return SumsGrad.F.gradient(3).x() + 1000 * SumsGrad.G.gradient(2).x();
                  }
                }
                """)
            .run();
    if (Runtime.version().feature() < 25) {
      assertTrue(result.errors().stream().noneMatch(it -> it.contains("GC")), "javac's to say");
      assertTrue(!result.isSuccess(), "this version of Java knows the construct");
    } else {
      assertTrue(result.isSuccess(), result.messages()::toString);
      // 3x³, and 2 · x · 3x · 3x · x
      assertEquals(81.0 + 1000 * 18 * 4 * 8, result.call("Sums", "slopes"));
    }
  }
}
