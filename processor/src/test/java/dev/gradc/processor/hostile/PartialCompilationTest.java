package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some files compiled anew, against the class files of the others, as incremental builds do. */
final class PartialCompilationTest {

  private static final String LAYER =
      """
      package p;
      class Layer {
        @dev.gradc.Differentiable
        static double apply(Pair pair, double x) { return pair.one() * x * x + pair.two(); }
      }
      """;

  private static final String PAIR = "package p; record Pair(double one, double two) {}";

  private static final String MODEL =
      """
      package p;
      class Model {
        @dev.gradc.Differentiable
        static double loss(double x) { return FACTOR * Layer.apply(new Pair(x, 2), x); }
        static double call() { return ModelGrad.Loss.gradient(2).x(); }
      }
      """;

  @TempDir private Path directory;

  private Build.Result whole() {
    Build.Result result =
        new Build(directory)
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .run();
    assertSuccess(result);
    return result;
  }

  /** One file into the same place, where the classes and the generated sources of all are. */
  private Build.Result again(String file, String text) {
    Path out = directory.resolve("classes");
    return new Build(directory).onClassPath(out).source(file, text).run();
  }

  @Test
  void oneFileAlone() {
    whole();
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "10"));
    assertSuccess(result);
    assertEquals(120.0, result.call("p.Model", "call"));
    assertTrue(result.generated("p/ModelGrad.java").contains("10"), "it is generated anew");
  }

  @Test
  void theFileThatOthersCall() {
    whole();
    Build.Result result = again("p/Layer.java", LAYER.replace("x * x", "x * x * x"));
    assertSuccess(result);
    assertEquals(32.0, result.call("p.Model", "call"));
  }

  @Test
  void theSameFilesTwice() {
    String first = whole().generated("p/ModelGrad.java");
    assertEquals(first, whole().generated("p/ModelGrad.java"));
  }

  /** Generated sources beside the classes, newer than these: javac finds them there. */
  @Test
  void afterACompilationThatFailed() {
    whole();
    String broken = "package p; class Broken { int f() {} }";
    Path out = directory.resolve("classes");
    Build.Result failed =
        new Build(directory)
            .onClassPath(out)
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER.replace("x * x", "x * x * x"))
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .source("p/Broken.java", broken)
            .run();
    assertFalse(failed.isSuccess());
    Build.Result result =
        new Build(directory)
            .onClassPath(out)
            .option("-implicit:class")
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .run();
    assertSuccess(result);
    assertEquals(12.0, result.call("p.Model", "call"));
  }

  /** An error may be of classes that are not compiled along. */
  @Test
  void whatIsKnownByItsClassFileAlone() {
    String layer =
        "package p; class Layer {\n METHOD\n static double apply(double x) { return x * x; } }";
    String model =
        "package p; class Model {\n METHOD\n static double loss(double x) { return Layer.apply(x); } }";
    String method = "@dev.gradc.Differentiable(modes = dev.gradc.Mode.HESSIAN)";
    assertSuccess(
        new Build(directory)
            .source("p/Layer.java", layer.replace("METHOD", method))
            .source("p/Model.java", model.replace("METHOD", method))
            .run());
    Build.Result alone = again("p/Model.java", model.replace("METHOD", method));
    assertEquals(1, alone.errors().size(), alone.errors()::toString);
    assertTrue(alone.errors().get(0).startsWith("Model.java:3: [GC0336]"), alone.errors().get(0));
    List<String> notes = alone.of(Diagnostic.Kind.NOTE);
    assertEquals(1, notes.size(), notes::toString);
    assertTrue(
        notes
            .get(0)
            .startsWith(
                "Model.java:1: [GC0318] 'p.Model' is compiled with class files that an earlier"
                    + " compilation has left of 'p.Layer';"),
        notes.get(0));
  }

  /** No source mentions the class of a rule. */
  @Test
  void rulesThatAreKnownByTheirClassFileAlone() {
    String plain = "package p; class Plain { static double half(double x) { return x * x / 2; } }";
    String rules =
        "package p; class Rules { @dev.gradc.DerivativeOf(type = Plain.class, method = \"half\")"
            + " static double rule(double x, double seed) { return seed * x; } }";
    String model =
        "package p; class Model {\n @dev.gradc.Differentiable(modes = dev.gradc.Mode.HESSIAN)\n"
            + " static double loss(double x) { return Plain.half(x); } }";
    assertSuccess(
        new Build(directory)
            .source("p/Plain.java", plain)
            .source("p/Rules.java", rules)
            .source("p/Model.java", model)
            .run());
    Build.Result alone = again("p/Model.java", model);
    assertTrue(alone.errors().get(0).startsWith("Model.java:3: [GC0336]"), alone.errors().get(0));
    String note = String.join("\n", alone.of(Diagnostic.Kind.NOTE));
    assertTrue(note.contains("compilation has left of 'p.Plain', 'p.Rules';"), note);
  }

  @Test
  void generatedSourcesAmongTheSources() {
    Build.Result first = whole();
    Build.Result result =
        new Build(directory)
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/LayerGrad.java", first.generated("p/LayerGrad.java"))
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Layer.java:4: [GC0308]"), result.errors().get(0));
  }

  /** As javac itself does, which takes no class twice. */
  @Test
  void generatedSourcesOnTheSourcePath() throws IOException {
    Build.Result first = whole();
    Path stale = Files.createDirectories(directory.resolve("stale/p"));
    for (String name : List.of("ModelGrad.java", "LayerGrad.java")) {
      Files.writeString(stale.resolve(name), first.generated("p/" + name).replace("2.0", "3.0"));
    }
    Build.Result result =
        new Build(directory)
            .option("-sourcepath", stale.getParent().toString(), "-implicit:class")
            .source("p/Pair.java", PAIR)
            .source("p/Layer.java", LAYER)
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .run();
    assertEquals(2, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Layer.java:4: [GC0308]"), result.errors().get(0));
    assertTrue(result.errors().get(1).startsWith("Model.java:4: [GC0308]"), result.errors().get(1));
  }

  /** javac runs no processor for what it finds by itself. */
  @Test
  void differentiableMethodsOnTheSourcePath() throws IOException {
    Path found = Files.createDirectories(directory.resolve("found/p"));
    Files.writeString(
        found.resolve("Square.java"),
        """
        package p;
        public final class Square {
          public static final class Inner {
            @dev.gradc.Differentiable public static double of(double x) { return x * x; }
          }
        }
        """);
    for (String body :
        List.of("Square.Inner.of(x) * x", "x * Square_InnerGrad.Of.gradient(x).x()", "x")) {
      Build.Result result =
          new Build(directory)
              .option("-sourcepath", found.getParent().toString())
              .source(
                  "p/Caller.java",
                  """
                  package p;
                  class Caller {
                    @dev.gradc.Differentiable static double f(double x) {
                      return BODY;
                    }
                    static double call() { return Square.Inner.of(2); }
                  }
                  """
                      .replace("BODY", body))
              .run();
      assertEquals(1, result.errors().size(), result.errors()::toString);
      assertTrue(result.errors().get(0).startsWith("Square.java:4: [GC0319]"));
      assertTrue(result.errors().get(0).contains("name Square.java among the files to compile"));
    }
  }

  /** They change as if they were named, and others are left as they are. */
  @Test
  void classesOnTheSourcePathThatChange() throws IOException {
    String record = "package p; public record Size(double u, double v) { BODY }";
    String user =
        """
        package p;
        class User {
          @dev.gradc.Differentiable static double f(Size size, double x) { return size.u() * x; }
        }
        """;
    String other =
        """
        package p;
        class Other {
          @dev.gradc.Differentiable static double g(double x) { return new Size(x, x).v() * x; }
        }
        """;
    assertSuccess(
        new Build(directory)
            .source("p/Size.java", record.replace("BODY", ""))
            .source("p/User.java", user)
            .source("p/Other.java", other)
            .run());
    Path found = Files.createDirectories(directory.resolve("changed/p"));
    for (String body : List.of("public double u() { return u * u; }", "double w() { return u; }")) {
      Path file = Files.writeString(found.resolve("Size.java"), record.replace("BODY", body));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
      Build.Result result =
          new Build(directory)
              .option("-sourcepath", found.getParent().toString(), "-implicit:class")
              .source("p/Other.java", other)
              .run();
      if (body.contains("u * u")) {
        assertEquals(1, result.errors().size(), result.errors()::toString);
        assertTrue(result.errors().get(0).startsWith("Size.java:1: [GC0315]"));
        assertTrue(result.errors().get(0).contains("compile p.User again"));
      } else {
        assertSuccess(result);
      }
    }
  }

  @Test
  void aGeneratedSourceThatIsGone() throws IOException {
    whole();
    Files.delete(directory.resolve("classes/p/LayerGrad.java"));
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    assertSuccess(result);
    assertEquals(12.0, result.call("p.Model", "call"));
  }

  @Test
  void generatedClassesThatAreGone() throws IOException {
    for (String name : List.of("LayerGrad.class", "LayerGrad$Apply.class")) {
      whole();
      Files.delete(directory.resolve("classes/p/LayerGrad.java"));
      Files.delete(directory.resolve("classes/p/" + name));
      Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
      assertEquals(1, result.errors().size(), result.errors()::toString);
      assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0309]"), name);
    }
  }

  @Test
  void theClassOfAGradientThatIsGone() throws IOException {
    whole();
    Files.delete(directory.resolve("classes/p/LayerGrad.java"));
    Files.delete(directory.resolve("classes/p/LayerGrad$Apply$Gradient.class"));
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0309]"), result.errors().get(0));
  }

  @Test
  void aRecordThatHasChanged() {
    whole();
    again("p/Pair.java", "package p; record Pair(double one, double two, double three) {}");
    String model = MODEL.replace("FACTOR", "1").replace("(x, 2)", "(x, 2, 3)");
    Build.Result result = again("p/Model.java", model);
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0313]"), result.errors().get(0));
  }

  @Test
  void aRecordInAnotherOrder() {
    whole();
    again("p/Pair.java", "package p; record Pair(double two, double one) {}");
    Build.Result result = again("p/Model.java", MODEL.replace("FACTOR", "1"));
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:4: [GC0313]"), result.errors().get(0));
  }

  @Test
  void aMethodThatIsNoLongerDifferentiable() {
    whole();
    String layer = LAYER.replace("@dev.gradc.Differentiable", "");
    Build.Result alone = again("p/Layer.java", layer);
    assertEquals(1, alone.errors().size(), alone.errors()::toString);
    assertTrue(alone.errors().get(0).startsWith("Layer.java:4: [GC0315]"), alone.errors().get(0));
    Build.Result result =
        new Build(directory)
            .onClassPath(directory.resolve("classes"))
            .source("p/Layer.java", layer)
            .source("p/Model.java", MODEL.replace("FACTOR", "1"))
            .run();
    // The record that the call takes, and the call.
    assertEquals(2, result.errors().size(), result.errors()::toString);
    for (String error : result.errors()) {
      assertTrue(error.startsWith("Model.java:4: [GC0107]"), error);
    }
  }

  @Test
  void aMethodThatHasOtherParameters() {
    whole();
    Build.Result result =
        again(
            "p/Layer.java",
            LAYER.replace(
                "(Pair pair, double x)", "(Pair pair, double x, @dev.gradc.Detach double y)"));
    assertSuccess(result);
    result = again("p/Model.java", MODEL.replace("FACTOR", "1").replace("2), x)", "2), x, x)"));
    assertSuccess(result);
    assertEquals(12.0, result.call("p.Model", "call"));
  }

  /** Caller and callee in packages of their own, with what goes between them. */
  private static final String KERNEL =
      """
      package q;
      public class Kernel {
        private static final double FACTOR = 2;
        @dev.gradc.Differentiable
        public static double apply(double[] x) { return scaled(x[0]) * x[1]; }
        private static double scaled(double x) { return FACTOR * x * x; }
        static int other() { return 1; }
      }
      """;

  private static final String MIDDLE =
      """
      package q;
      public class Middle {
        @dev.gradc.Differentiable
        public static double twice(double[] x) { return 2 * Kernel.apply(x); }
      }
      """;

  private static final String TOP =
      """
      package p;
      import dev.gradc.Mode;
      class Top {
        @dev.gradc.Differentiable
        static double plain(double[] x) { return q.Middle.twice(x); }
        @dev.gradc.Differentiable(modes = Mode.FORWARD)
        static double along(double[] x) { return q.Middle.twice(x); }
        @dev.gradc.Differentiable(modes = Mode.HESSIAN)
        static double curved(double[] x) { return q.Middle.twice(x); }
        @dev.gradc.Differentiable
        static double slope(double[] x) { return q.KernelGrad.Apply.gradient(x).x()[0]; }
        static final double[] X = {3, 5};
        static double gradient() { return TopGrad.Plain.gradient(X).x()[0]; }
        static double tape() { return new TopGrad.Plain.Tape().forward(X).backward().x()[0]; }
        static double tangent() {
          return TopGrad.Along.jvp(X, new double[] {1, 0}).tangent();
        }
        static double tapeOfAlong() { return new TopGrad.Along.Tape().forward(X).value(); }
        static double hessian() { return TopGrad.Curved.hvp(X, new double[] {1, 0}).x()[0]; }
        static double second() { return TopGrad.Slope.gradient(X).x()[0]; }
      }
      """;

  private void kernels() {
    assertSuccess(
        new Build(directory)
            .source("q/Kernel.java", KERNEL)
            .source("q/Middle.java", MIDDLE)
            .source("p/Top.java", TOP)
            .run());
  }

  /** The kernel alone is compiled again. */
  private Build.Result changed(String before, String after) {
    assertTrue(KERNEL.contains(before), before);
    kernels();
    Build.Result result = again("q/Kernel.java", KERNEL.replace(before, after));
    assertSuccess(result);
    return result;
  }

  private static String refusal(Build.Result result, String method) {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> result.call("p.Top", method), method);
    Throwable cause = failure.getCause().getCause();
    assertEquals(IncompatibleClassChangeError.class, cause.getClass(), () -> method + ": " + cause);
    return cause.getMessage();
  }

  @Test
  void nothingChanged() {
    kernels();
    Build.Result result = again("q/Kernel.java", KERNEL);
    for (String method : List.of("gradient", "tape", "tangent")) {
      assertEquals(120.0, result.call("p.Top", method), method);
    }
    assertEquals(40.0, result.call("p.Top", "hessian"));
    assertEquals(20.0, result.call("p.Top", "second"));
  }

  /** What is called is the new method, whatever it computes; old bodies would be silent. */
  @Test
  void aBodyThatIsCompiledInElsewhere() {
    for (List<String> change :
        List.of(
            List.of("FACTOR * x * x", "FACTOR * x * x * x"),
            List.of("FACTOR * x * x", "FACTOR * (float) x * x"),
            List.of("FACTOR = 2", "FACTOR = 4"),
            List.of("* x[1]", "* x[0]"))) {
      Build.Result result = changed(change.get(0), change.get(1));
      assertFalse(Double.isNaN((double) result.call("p.Top", "gradient")));
      assertEquals(result.call("p.Top", "gradient"), result.call("p.Top", "tape"));
      for (String method : List.of("tangent", "tapeOfAlong", "hessian", "second")) {
        String message = refusal(result, method);
        assertTrue(message.startsWith("p.TopGrad$"), message);
        assertTrue(message.endsWith("compile p.Top again, together with q.Kernel"), message);
      }
    }
    assertEquals(600.0, changed("FACTOR = 2", "FACTOR = 10").call("p.Top", "gradient"));
  }

  @Test
  void whatIsNotOfTheBody() {
    for (List<String> change :
        List.of(
            List.of("static int other() { return 1; }", "static int other() { return 2; }"),
            List.of("FACTOR * x * x;", "/* a square */ FACTOR\n * x\n * x ;"),
            List.of("double scaled(double x) { return", "double scaled(final double x) {\nreturn"),
            List.of("FACTOR = 2;", "FACTOR = 1 + 1;"))) {
      Build.Result result = changed(change.get(0), change.get(1));
      assertEquals(120.0, result.call("p.Top", "tangent"), change.get(1));
      assertEquals(40.0, result.call("p.Top", "hessian"), change.get(1));
    }
  }

  /** Gradients that were made for a method that leaves its array alone. */
  @Test
  void aMethodThatDoesMoreThanItDid() {
    for (String more :
        List.of(
            "x[1] *= 2; return x[0] * x[1]",
            "return scaled(x[0]) * TABLE[0]",
            "return scaled(x[0]) + 0 * System.nanoTime()")) {
      kernels();
      String text =
          KERNEL
              .replace("return scaled(x[0]) * x[1]", more)
              .replace(
                  "static int other()", "static final double[] TABLE = {5}; static int other()");
      Build.Result result = again("q/Kernel.java", text);
      assertSuccess(result);
      assertTrue(refusal(result, "tangent").contains("has changed"), more);
      String message = refusal(result, "gradient");
      assertTrue(message.startsWith("q.MiddleGrad$Twice calls a method that does more"), message);
      assertTrue(message.endsWith("compile q.Middle again, together with q.Kernel"), message);
    }
  }

  /** Callers add up what flows back to the parameters that there were, by their names. */
  @Test
  void parametersThatHaveChanged() {
    String model =
        """
        package p;
        class Caller {
          @dev.gradc.Differentiable
          static double h(double x) { return Callee.f(x, x * x); }
          static double gradient() { return CallerGrad.H.gradient(2.5).x(); }
          static double tape() { return CallerGrad.H.forward(2.5).backward().x(); }
        }
        """;
    String before =
        """
        package p;
        class Callee {
          @dev.gradc.Differentiable
          static double f(double x, @dev.gradc.Detach double y) { return x * y; }
        }
        """;
    for (String after :
        List.of(
            before.replace("@dev.gradc.Detach ", ""),
            before.replace("double x, @dev.gradc.Detach", "@dev.gradc.Detach double x,"),
            before.replace("double x,", "double z,").replace("x * y", "z * y"))) {
      Build.Result whole =
          new Build(directory).source("p/Callee.java", before).source("p/Caller.java", model).run();
      assertSuccess(whole);
      assertEquals(6.25, whole.call("p.Caller", "gradient"));
      Build.Result result = again("p/Callee.java", after);
      assertSuccess(result);
      for (String method : List.of("gradient", "tape")) {
        AssertionError failure =
            assertThrows(AssertionError.class, () -> result.call("p.Caller", method), after);
        String message = failure.getCause().getCause().getMessage();
        assertTrue(message.contains("a method whose parameters have changed"), message);
        assertTrue(message.endsWith("compile p.Caller again, together with p.Callee"), message);
      }
    }
  }

  /** Records are taken apart, and made anew, by the names and the order of their components. */
  @Test
  void componentsThatHaveChanged() {
    String model =
        """
        package p;
        import dev.gradc.Mode;
        class Caller {
          @dev.gradc.Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
          static double h(double x, double y) {
            Sides sides = new Sides(x, y);
            return sides.one() * sides.one() * sides.two();
          }
          @dev.gradc.Differentiable
          static double g(Sides sides) { return sides.two() * sides.one(); }
          static double gradient() { return CallerGrad.H.gradient(2, 3).x(); }
          static double tape() { return CallerGrad.H.forward(2, 3).backward().x(); }
          static double tangent() { return CallerGrad.H.jvp(2, 3, 1, 0).tangent(); }
          static double given() { return CallerGrad.G.gradient(new Sides(2, 3)).sides().one(); }
        }
        """;
    String before = "package p; record Sides(double one, double two) {}";
    List<String> methods = List.of("gradient", "tape", "tangent", "given");
    for (String after :
        List.of(
            "package p; record Sides(double two, double one) {}",
            "package p; record Sides(double one, @dev.gradc.Detach double two) {}")) {
      Build.Result whole =
          new Build(directory).source("p/Sides.java", before).source("p/Caller.java", model).run();
      assertSuccess(whole);
      assertEquals(12.0, whole.call("p.Caller", "gradient"));
      Build.Result result = again("p/Sides.java", after);
      assertSuccess(result);
      for (String method : methods) {
        AssertionError failure =
            assertThrows(AssertionError.class, () -> result.call("p.Caller", method), after);
        String message = failure.getCause().getCause().getMessage();
        assertTrue(message.contains("a record apart whose components have changed"), message);
        assertTrue(message.endsWith("compile p.Caller again, together with p.Sides"), message);
      }
    }
    assertSuccess(
        new Build(directory).source("p/Sides.java", before).source("p/Caller.java", model).run());
    Build.Result other =
        again("p/Sides.java", before.replace("{}", "{ double sum() { return one + two; } }"));
    assertSuccess(other);
    for (String method : methods) {
      assertEquals(method.equals("given") ? 3.0 : 12.0, other.call("p.Caller", method));
    }
  }

  /** Then its pullback is another class, which the machine itself looks for in vain. */
  @Test
  void aMethodThatNoLongerWrites() {
    String writes = KERNEL.replace("return scaled(x[0]) * x[1]", "x[2] = 1; return x[0] * x[1]");
    Build whole =
        new Build(directory)
            .source("q/Kernel.java", writes)
            .source(
                "q/Middle.java", MIDDLE.replace("apply(x)", "apply(new double[] {x[0], x[1], 0})"));
    assertSuccess(whole.source("p/Top.java", TOP).run());
    Build.Result result =
        again("q/Kernel.java", writes.replace("x[2] = 1;", "double[] y = {1}; y[0] = x[2];"));
    assertSuccess(result);
    AssertionError failure =
        assertThrows(AssertionError.class, () -> result.call("p.Top", "gradient"));
    assertTrue(failure.getCause().getCause() instanceof LinkageError, failure::toString);
  }
}
