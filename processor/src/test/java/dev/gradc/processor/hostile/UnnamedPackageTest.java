package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Classes without a package whose names generated classes have: a class that generated code
 * mentions has no other name, so it is refused, and one that it does not mention is no matter.
 */
final class UnnamedPackageTest {

  /** What generated code may mention: classes of the user's, what they hold, and companions. */
  private static final String CLASSES =
      """
      final class Far {
        @dev.gradc.Differentiable
        static double one(double[] a, double k) { return a[0] * k; }
        @dev.gradc.Differentiable(modes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.FORWARD})
        static double again(double x, int n) { return n <= 0 ? x : again(x * x, n - 1); }
        private static final double[] KEPT = {2, 3};
        static double kept(int i) { return KEPT[i]; }
        static int count = 3;
      }
      final class Library {
        static double square(double x) { return calls++ < -1 ? 0 : x * x; }
        static int calls;
      }
      final class Rules {
        @dev.gradc.DerivativeOf(type = Library.class, method = "square")
        static double square(double x, double seed) { return seed * 2 * x; }
      }
      record Scale(double by) {}
      record Held<T>(T value, double weight) {}
      final class Outer {
        record Inner(double by) {}
        static final class Constant { double by() { return 2; } }
        enum Color { RED, GREEN }
      }
      sealed interface Shape permits Disk, Box {}
      record Disk(double r) implements Shape {}
      record Box(double a, double b) implements Shape {}
      final class Gauge { double factor() { return 2; } }
      enum Color { RED, GREEN }
      final class Stop extends RuntimeException { private static final long serialVersionUID = 1L; }
      final class Checked extends Exception { private static final long serialVersionUID = 1L; }
      final class Gradient { double factor() { return 2; } }
      final class Tape { static double factor() { return Math.random() < 2 ? 2 : 3; } }
      final class Tangent { double factor() { return 2; } }
      """;

  /**
   * A differentiable method, and what a generated class is called.
   *
   * @param name of a generated class, that hides the user's
   * @param head parameters after {@code double x}
   * @param arguments for them
   */
  private record Use(String name, String head, String body, String arguments) {

    /** With a method that is called like the class that is hidden. */
    static Use of(String name, String head, String body, String arguments) {
      return new Use(name, head, body, arguments);
    }

    /** Whether the class is one that every method has. */
    boolean isInside() {
      return List.of("Gradient", "Tape", "Tangent").contains(name);
    }

    String user(String className) {
      String named = isInside() ? "" : "name = \"" + className + "\", ";
      return """
        final class User {
          @dev.gradc.Differentiable(%smodes = {dev.gradc.Mode.REVERSE, dev.gradc.Mode.FORWARD})
          static double f(double x%s { %s }
          static double call() throws Exception { return UserGrad.%s.gradient(3.0%s).x(); }
        }
        """
          .formatted(named, head, body, isInside() ? "F" : className, arguments);
    }
  }

  @TempDir private Path directory;

  static Stream<Use> uses() {
    return Stream.of(
        Use.of("FarGrad", ")", "return Far.again(x, 2);", ""),
        Use.of("Far", ")", "return Far.again(x, 2);", ""),
        Use.of("Far", ")", "return Far.one(new double[] {x}, x);", ""),
        Use.of("Far", ")", "return x * Far.kept(1);", ""),
        Use.of("Far", ")", "return x * Far.count;", ""),
        Use.of("Library", ")", "return Library.square(x);", ""),
        Use.of("Rules", ")", "return Library.square(x);", ""),
        Use.of("Scale", ", Scale s)", "return x * s.by();", ", new Scale(2)"),
        Use.of("Scale", ", Scale[] s)", "return x * s[0].by();", ", new Scale[] {new Scale(2)}"),
        Use.of(
            "Scale",
            ", Held<Scale> s)",
            "return x * s.value().by();",
            ", new Held<>(new Scale(2), 1)"),
        Use.of(
            "Held",
            ", Held<Scale> s)",
            "return x * s.value().by();",
            ", new Held<>(new Scale(2), 1)"),
        Use.of("Outer", ", Outer.Inner s)", "return x * s.by();", ", new Outer.Inner(2)"),
        Use.of("Outer", ", Outer.Constant c)", "return x * c.by();", ", new Outer.Constant()"),
        Use.of(
            "Shape", ", Shape s)", "return s instanceof Disk d ? d.r() * x : x;", ", new Disk(2)"),
        Use.of(
            "Disk", ", Shape s)", "return s instanceof Disk d ? d.r() * x : x;", ", new Disk(2)"),
        Use.of("Gauge", ", Gauge g)", "return x * g.factor();", ", new Gauge()"),
        Use.of(
            "Gauge",
            ", java.util.List<Gauge> g)",
            "return x * g.size();",
            ", java.util.List.of(new Gauge())"),
        Use.of("Gauge", ", Object g)", "return g instanceof Gauge ? x * 2 : x;", ", new Gauge()"),
        Use.of("Gauge", ")", "return x * new Gauge().factor();", ""),
        Use.of("Color", ", Object c)", "return c == Color.RED ? x : 2 * x;", ", Color.RED"),
        Use.of(
            "Outer",
            ", Object c)",
            "return c == Outer.Color.RED ? x : 2 * x;",
            ", Outer.Color.RED"),
        Use.of("Stop", ")", "if (x < 0) { throw new Stop(); } return x;", ""),
        Use.of("Checked", ") throws Checked", "return x;", ""),
        Use.of("User", ")", "assert x > 0; return x;", ""),
        Use.of("UserGrad", ")", "return x;", ""),
        Use.of("Gradient", ", Gradient g)", "return x * g.factor();", ", new Gradient()"),
        Use.of("Gradient", ")", "return x * new Gradient().factor();", ""),
        Use.of("Tape", ")", "return x * Tape.factor();", ""),
        Use.of(
            "Tape",
            ", java.util.List<Tape> g)",
            "return x * g.size();",
            ", java.util.List.of(new Tape())"),
        Use.of("Tangent", ", Tangent t)", "return x * t.factor();", ", new Tangent()"));
  }

  private Build build(String name) {
    return new Build(directory.resolve(name)).source("Far.java", CLASSES);
  }

  @ParameterizedTest
  @MethodSource("uses")
  void aClassThatIsMentionedIsNotHidden(Use use) {
    Build.Result result = build("hidden").source("User.java", use.user(use.name())).run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    String error = result.errors().get(0);
    assertTrue(error.startsWith("User.java:3: [GC0305] "), error);
    assertTrue(error.contains("'" + use.name() + "', a name that the generated code uses"), error);
  }

  /** All of them at once, where nothing is hidden. */
  @Test
  void withOtherNamesAllCompile() {
    Build build = build("fine");
    List<Use> uses = uses().filter(use -> !use.isInside()).toList();
    for (int i = 0; i < uses.size(); i++) {
      build.source(
          "User" + i + ".java",
          uses.get(i).user("Another").replaceAll("User\\b|User(?=Grad)", "User" + i));
    }
    Build.Result result = build.run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    for (int i = 0; i < uses.size(); i++) {
      assertTrue((Double) result.call("User" + i, "call") > 0, uses.get(i).body());
    }
  }

  @Test
  void aClassThatIsNotMentionedMayHaveTheName() {
    for (String name : List.of("Far", "Scale", "Shape", "Gauge", "User", "Rules")) {
      assertSix(Use.of(name, ")", "return x * x;", ""));
    }
  }

  /** A companion whose code is compiled in is not mentioned. */
  @Test
  void whatIsCompiledInIsNotMentioned() {
    assertSix(
        Use.of(
            "FarGrad",
            ")",
            "return 27 * FarGrad.One.gradient(new double[] {x / 27, 2}, x).k() * x;",
            ""));
  }

  private void assertSix(Use use) {
    Build.Result result = build(use.name()).source("User.java", use.user(use.name())).run();
    assertSuccess(result);
    assertEquals(6.0, (Double) result.call("User", "call"), 1e-12, use.body());
  }

  /** What is wrong is the name of the method beside, not what mentions the class. */
  @Test
  void theMethodWhoseClassHidesItIsRefused() {
    for (String use : List.of("Far.again(x, 2)", "x * new Gauge().factor()", "new Scale(x).by()")) {
      String name = use.contains("Far") ? "far" : use.contains("Gauge") ? "gauge" : "scale";
      String head = name.equals("scale") ? ", Scale unused" : "";
      Build.Result result =
          build("beside" + name)
              .source(
                  "User.java",
                  """
                  final class User {
                    @dev.gradc.Differentiable static double f(double x%s) { return %s; }
                    @dev.gradc.Differentiable static double %s(double x) { return x; }
                    static double call() { return UserGrad.F.gradient(3.0%s).x(); }
                  }
                  """
                      .formatted(head, use, name, head.isEmpty() ? "" : ", new Scale(1)"))
              .run();
      assertEquals(1, result.errors().size(), result.errors()::toString);
      assertTrue(
          result.errors().get(0).startsWith("User.java:3: [GC0305] "), result.errors()::toString);
    }
  }
}
