package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derivatives inside derivatives, across classes, packages and compilations. */
final class NestedDerivativesTest {

  private static final String CUBE =
      """
      package inner;
      public final class Cube {
        private Cube() {}
        private static double square(double x) { return x * x; }
        @dev.gradc.Differentiable
        public static double cube(double x, double y) { return square(x) * x * y; }
      }
      """;

  private static final String SLOPE =
      """
      package middle;
      import inner.CubeGrad;
      public final class Slope {
        private Slope() {}
        @dev.gradc.Differentiable
        public static double slope(double x, double y) {
          return helper(CubeGrad.Cube.gradient(x, y)) + x;
        }
        private static double helper(CubeGrad.Cube.Gradient g) { return g.x() * g.y(); }
      }
      """;

  /** slope = 3x²y·x³ + x = 3x⁵y + x; its derivative by x is 15x⁴y + 1, times that by y, 3x⁵. */
  private static final String TOP =
      """
      package inner;
      import middle.SlopeGrad;
      public final class Top {
        private Top() {}
        @dev.gradc.Differentiable
        public static double top(double x, double y) {
          SlopeGrad.Slope.Gradient g = SlopeGrad.Slope.gradient(x, y);
          return g.x() * g.y();
        }
        static double[] run() {
          TopGrad.Top.Gradient g = TopGrad.Top.gradient(1.1, 0.7);
          return new double[] {g.value(), g.x(), g.y(), top(1.1, 0.7)};
        }
      }
      """;

  private static final Map<String, String> FILES =
      Map.of("inner/Cube.java", CUBE, "middle/Slope.java", SLOPE, "inner/Top.java", TOP);

  private static double[] run(Build.Result result) {
    assertTrue(result.isSuccess(), result.errors()::toString);
    return (double[]) result.call("inner.Top", "run");
  }

  private static void check(double[] actual) {
    double x = 1.1;
    double y = 0.7;
    double x5 = Math.pow(x, 5);
    double value = (15 * Math.pow(x, 4) * y + 1) * 3 * x5;
    double byX = 15 * 9 * 3 * Math.pow(x, 8) * y + 15 * Math.pow(x, 4);
    double byY = 45 * Math.pow(x, 9);
    assertEquals(value, actual[0], 1e-12 * value);
    assertEquals(byX, actual[1], 1e-12 * byX);
    assertEquals(byY, actual[2], 1e-12 * byY);
    assertEquals(actual[3], actual[0], 1e-13 * value);
  }

  @Test
  void theOrderOfFilesPlaysNoPart(@TempDir Path directory) {
    List<String> names =
        new ArrayList<>(List.of("inner/Cube.java", "middle/Slope.java", "inner/Top.java"));
    int number = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        if (i != j) {
          Build build = new Build(directory.resolve("order" + number++));
          for (String name : List.of(names.get(i), names.get(j), names.get(3 - i - j))) {
            build.source(name, FILES.get(name));
          }
          check(run(build.run()));
        }
      }
    }
  }

  @Test
  void whatComesFromAJarIsRefusedWhereItCarriesADerivative(@TempDir Path directory) {
    Build.Result library =
        new Build(directory.resolve("library")).source("inner/Cube.java", CUBE).run();
    assertTrue(library.isSuccess(), library.errors()::toString);
    Build.Result result =
        new Build(directory.resolve("caller"))
            .onClassPath(library.out())
            .source(
                "p/Caller.java",
                """
                package p;
                import inner.CubeGrad;
                class Caller {
                  @dev.gradc.Differentiable
                  static double active(double x) {
                    return CubeGrad.Cube.gradient(x, 2).x();
                  }
                  @dev.gradc.Differentiable
                  static double constant(double x, @dev.gradc.Detach double y) {
                    return x * CubeGrad.Cube.gradient(y, 2).x();
                  }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).startsWith("Caller.java:6: [GC0326] 'CubeGrad.Cube.gradient(x, 2)'"),
        result.errors()::toString);
  }

  @Test
  void whatAnotherPackageMayNotSeeIsRefused(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "inner/Model.java",
                """
                package inner;
                public final class Model {
                  private Model() {}
                  static int width(String name) { return name.length(); }
                  @dev.gradc.Differentiable
                  public static double apply(double x) {
                    return x * x * Widths.width("abc");
                  }
                }
                final class Widths {
                  static int width(String name) { return name.length(); }
                }
                """)
            .source(
                "outer/Caller.java",
                """
                package outer;
                import inner.ModelGrad;
                class Caller {
                  @dev.gradc.Differentiable
                  static double f(double x) {
                    return ModelGrad.Apply.gradient(x).x();
                  }
                }
                """)
            .source(
                "inner/Neighbour.java",
                """
                package inner;
                class Neighbour {
                  @dev.gradc.Differentiable
                  static double f(double x) {
                    return ModelGrad.Apply.gradient(x).x();
                  }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).startsWith("Caller.java:6: [GC0329]"), result.errors()::toString);
  }

  /** It is said once, where it is wrong. */
  @Test
  void aMethodWithErrorsOfItsOwnIsNotToldOfTwice(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "p/Wrong.java",
                """
                package p;
                class Wrong {
                  @dev.gradc.Differentiable
                  static double f(double x) { return Double.sum(x, 1); }
                  @dev.gradc.Differentiable
                  static double g(double x) { return WrongGrad.F.gradient(x).x(); }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("[GC0107]"), result.errors()::toString);
  }

  /** What a tape throws where it runs by itself is thrown in a derivative of it, too. */
  @Test
  void aRuleForForwardModeIsNamedWhereItIsInTheWay(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "Ruled.java",
                """
                import dev.gradc.*;
                final class Ruled {
                  static double[] squares(double[] a) {
                    double[] r = new double[a.length];
                    for (int i = 0; i < a.length; i++) { r[i] = a[i] * a[i] * a[0]; }
                    return r;
                  }
                  @DerivativeOf(type = Ruled.class, method = "squares")
                  static void back(double[] a, double[] seed, double[] dA) {
                    for (int i = 0; i < a.length; i++) {
                      dA[i] += seed[i] * 2 * a[i] * a[0];
                      dA[0] += seed[i] * a[i] * a[i];
                    }
                  }
                  @DerivativeOf(type = Ruled.class, method = "squares", mode = Mode.FORWARD)
                  static double[] ahead(double[] a, double[] dA) {
                    double[] r = new double[a.length];
                    for (int i = 0; i < a.length; i++) {
                      r[i] = 2 * a[i] * dA[i] * a[0] + a[i] * a[i] * dA[0];
                    }
                    return r;
                  }
                  static double cube(double a) { return a * a * a; }
                  @DerivativeOf(type = Ruled.class, method = "cube")
                  static double backOfCube(double a, double seed) { return seed * 3 * a * a; }
                  @Differentiable(modes = {Mode.FORWARD, Mode.JACOBIAN})
                  static double[] f(double[] x, double[] y) {
                    double[] r = squares(x);
                    for (int i = 0; i < y.length; i++) { r[i % r.length] += cube(y[i]) * x[0]; }
                    return r;
                  }
                  @Differentiable
                  static double[] g(double[] x) {
                    double[] r = x;
                    int n = 0;
                    while (n++ < 3) { r = RuledGrad.F.jvp(r, x, x, r).tangent(); }
                    return r;
                  }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).contains("the rule for forward mode 'Ruled.ahead'"),
        result.errors()::toString);
    assertTrue(result.errors().get(0).contains("[GC0327]"), result.errors()::toString);
  }

  @Test
  void tapesThrowAsTheyDoByThemselves(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "p/Tapes.java",
                """
                package p;
                class Tapes {
                  @dev.gradc.Differentiable
                  static double f(double[] w) {
                    double product = Math.exp(w[0]);
                    for (int i = 1; i < w.length; i++) {
                      product *= w[i] * w[i];
                    }
                    return product;
                  }
                  @dev.gradc.Differentiable
                  static double changed(double[] w) {
                    double[] v = w.clone();
                    TapesGrad.F.Tape tape = TapesGrad.F.forward(v);
                    v[1] = w[0];
                    return tape.backward().w()[0];
                  }
                  @dev.gradc.Differentiable
                  static double twice(double[] w, int count) {
                    TapesGrad.F.Tape tape = TapesGrad.F.forward(w);
                    double sum = 0;
                    for (int i = 0; i < count; i++) {
                      sum += tape.backward().w()[0];
                    }
                    return sum;
                  }
                  @dev.gradc.Differentiable
                  static double closed(double[] w, boolean isClosed) {
                    TapesGrad.F.Tape tape = TapesGrad.F.forward(w);
                    if (isClosed) {
                      tape.close();
                    }
                    return tape.backward().w()[1];
                  }
                  static double[] w() { return new double[] {0.3, 0.4}; }
                  static void runPlain() { changed(w()); }
                  static void runChanged() { TapesGrad.Changed.gradient(w()); }
                  static void runTwice() { TapesGrad.Twice.gradient(w(), 2); }
                  static double[] runOnce() { return TapesGrad.Twice.gradient(w(), 1).w(); }
                  static void runClosed() { TapesGrad.Closed.gradient(w(), true); }
                  static double[] runOpen() { return TapesGrad.Closed.gradient(w(), false).w(); }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.errors()::toString);
    assertThrown(result, "runPlain", "ModifiedInPlaceException");
    assertThrown(result, "runChanged", "ModifiedInPlaceException");
    assertThrown(result, "runTwice", "TapeFreedException");
    assertThrown(result, "runClosed", "IllegalStateException");
    double e = Math.exp(0.3);
    double[] once = (double[]) result.call("p.Tapes", "runOnce");
    assertEquals(e * 0.16, once[0], 1e-15);
    assertEquals(e * 0.8, once[1], 1e-15);
    double[] open = (double[]) result.call("p.Tapes", "runOpen");
    assertEquals(e * 0.8, open[0], 1e-15);
    assertEquals(2 * e, open[1], 1e-15);
  }

  private static void assertThrown(Build.Result result, String method, String exception) {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> result.call("p.Tapes", method));
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertEquals(exception, cause.getClass().getSimpleName());
    assertInstanceOf(RuntimeException.class, cause);
  }

  /** The complete example of the guide. */
  @Test
  void theGuideIsTrue(@TempDir Path directory) throws IOException {
    String source =
        Files.readString(Path.of("..", "docs", "guide", "GradientPenalty.java"))
            .replace(
                "  /** Some steps",
                """
                  static double[] run() {
                    return new double[] {trained(0), trained(100)};
                  }

                  /** Some steps""");
    Build.Result result =
        new Build(directory).option("-Werror").source("models/GradientPenalty.java", source).run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    double[] penalties = (double[]) result.call("models.GradientPenalty", "run");
    assertTrue(penalties[0] > 0.1, () -> "at first " + penalties[0]);
    assertTrue(penalties[1] < 1e-10, () -> "at last " + penalties[1]);
  }

  /** What generated code refuses by itself it refuses where it is compiled in. */
  @Test
  void whatIsAddedToIsNoInput(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "p/Added.java",
                """
                package p;
                import dev.gradc.Differentiable;
                import dev.gradc.Mode;
                class Added {
                  @Differentiable(modes = Mode.FORWARD)
                  static double f(double[] x, double[] y) {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                      sum += x[i] * x[i] * y[i];
                    }
                    return sum * sum;
                  }
                  @Differentiable
                  static double rows(double[][] x) {
                    double sum = 0;
                    for (double[] row : x) {
                      sum += row[0] * row[0] * row[1];
                    }
                    return sum;
                  }
                  @Differentiable
                  static double[] map(double[] x) {
                    return new double[] {x[0] * x[1], Math.sin(x[0])};
                  }
                  @Differentiable(modes = Mode.FORWARD)
                  static double writes(double[] x, double[] y) {
                    x[0] *= y[0];
                    return x[0] * y[1];
                  }
                  @Differentiable
                  static double input(double[] x, double[] y) {
                    AddedGrad.F.Gradient g = AddedGrad.F.gradient(x, y);
                    AddedGrad.F.addGradient(g.x(), y, g);
                    return g.x()[0];
                  }
                  private static void add(double[] x, double[] y, AddedGrad.F.Gradient into) {
                    AddedGrad.F.addGradient(x, y, into);
                  }
                  @Differentiable
                  static double helper(double[] x, double[] y) {
                    AddedGrad.F.Gradient g = AddedGrad.F.gradient(x, y);
                    add(x, g.y(), g);
                    return g.x()[0];
                  }
                  @Differentiable
                  static double taped(double[] x, double[] y) {
                    AddedGrad.F.Gradient g = AddedGrad.F.gradient(x, y);
                    AddedGrad.F.Tape tape = AddedGrad.F.forward(g.x(), y);
                    tape.backward(g);
                    return g.x()[0];
                  }
                  @Differentiable
                  static double seed(double[] x, double[] y) {
                    AddedGrad.Map.Gradient g = AddedGrad.Map.gradient(x, y);
                    AddedGrad.Map.addGradient(x, g.x(), g);
                    return g.x()[0];
                  }
                  @Differentiable
                  static double row(double[] x, double[] y) {
                    double[][] both = {x, y};
                    AddedGrad.Rows.Gradient g = AddedGrad.Rows.gradient(both);
                    double[][] other = {x, g.x()[0]};
                    AddedGrad.Rows.addGradient(other, g);
                    return g.x()[0][0];
                  }
                  @Differentiable
                  static double given(double[] x, double[] y) {
                    double[] sum = y.clone();
                    AddedGrad.F.Gradient g = AddedGrad.F.Gradient.of(sum, new double[2]);
                    AddedGrad.F.addGradient(x, sum, g);
                    return sum[0];
                  }
                  @Differentiable
                  static double direction(double[] x, double[] y) {
                    double[] own = x.clone();
                    return AddedGrad.Writes.jvp(own, y, own, y).tangent();
                  }
                  interface Call {
                    Object run();
                  }
                  private static String told(Call call) {
                    try {
                      return "" + call.run();
                    } catch (IllegalArgumentException e) {
                      return e.getMessage();
                    }
                  }
                  static String[] run() {
                    double[] x = {1, 2};
                    double[] y = {3, 4};
                    return new String[] {
                      told(() -> AddedGrad.Input.gradient(x, y)),
                      told(() -> AddedGrad.Helper.gradient(x, y)),
                      told(() -> AddedGrad.Taped.gradient(x, y)),
                      told(() -> AddedGrad.Seed.gradient(x, y)),
                      told(() -> AddedGrad.Row.gradient(x, y)),
                      told(() -> AddedGrad.Given.gradient(x, y)),
                      told(() -> AddedGrad.Direction.gradient(x, y)),
                      told(() -> input(x, y)),
                      told(() -> taped(x, y)),
                      told(() -> row(x, y))
                    };
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.errors()::toString);
    String also = " is also an array that derivatives are added to; pass a clone of it";
    String input = "'x'" + also;
    String held = "'x', which the tape reads," + also;
    String row = "a row of 'x'" + also;
    String written = "'x' and the tangent of 'x' are the same array, and the method writes it";
    List<String> expected =
        List.of(
            input,
            "'y'" + also,
            held,
            "the seed" + also,
            row,
            "'y'" + also,
            written,
            input,
            held,
            row);
    assertEquals(expected, List.of((String[]) result.call("p.Added", "run")));
  }

  /** Java closes a tape wherever the block is left; who else knows it finds it closed. */
  @Test
  void jumpsCloseTapes(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "p/Closing.java",
                """
                package p;
                import dev.gradc.Differentiable;
                class Closing {
                  @Differentiable
                  static double f(double[] x) {
                    return x[0] * x[0] * x[1];
                  }
                  @Differentiable
                  static double broken(double[] x, int way) {
                    ClosingGrad.F.Tape tape = new ClosingGrad.F.Tape();
                    out:
                    {
                      try (ClosingGrad.F.Tape t = tape) {
                        t.forward(x);
                        if (way == 1) {
                          break out;
                        }
                        if (way == 2) {
                          tape = new ClosingGrad.F.Tape().forward(x);
                          break out;
                        }
                      }
                    }
                    return tape.backward().x()[0];
                  }
                  @Differentiable
                  static double continued(double[] x, int way) {
                    ClosingGrad.F.Tape other = new ClosingGrad.F.Tape();
                    for (int i = 0; i < 2; i++) {
                      try (ClosingGrad.F.Tape t = ClosingGrad.F.forward(x)) {
                        other = t;
                        if (way == 1) {
                          continue;
                        }
                        if (way == 2) {
                          other = ClosingGrad.F.forward(x);
                          continue;
                        }
                      }
                    }
                    return other.backward().x()[0];
                  }
                  private static double recorded(ClosingGrad.F.Tape tape, double[] x, int way) {
                    try (ClosingGrad.F.Tape t = tape; ClosingGrad.F.Tape u = ClosingGrad.F.forward(x)) {
                      t.forward(x);
                      if (way == 1) {
                        return t.value();
                      }
                      if (way == 2) {
                        return u.value() + t.value();
                      }
                    }
                    return 0;
                  }
                  @Differentiable
                  static double returned(double[] x, int way) {
                    ClosingGrad.F.Tape tape = new ClosingGrad.F.Tape();
                    double value = recorded(tape, x, way);
                    if (way == 2) {
                      return value;
                    }
                    return value + tape.backward().x()[0];
                  }
                  interface Call {
                    double run();
                  }
                  private static String told(Call call) {
                    try {
                      return "" + call.run();
                    } catch (IllegalStateException e) {
                      return "closed";
                    }
                  }
                  static String[] run() {
                    double[] x = {3, 5};
                    String[] told = new String[18];
                    for (int i = 0; i < 3; i++) {
                      int way = i;
                      told[6 * i] = told(() -> broken(x, way));
                      told[6 * i + 1] = told(() -> ClosingGrad.Broken.gradient(x, way).value());
                      told[6 * i + 2] = told(() -> continued(x, way));
                      told[6 * i + 3] = told(() -> ClosingGrad.Continued.gradient(x, way).value());
                      told[6 * i + 4] = told(() -> returned(x, way));
                      told[6 * i + 5] = told(() -> ClosingGrad.Returned.gradient(x, way).value());
                    }
                    return told;
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.errors()::toString);
    String[] told = (String[]) result.call("p.Closing", "run");
    for (int i = 0; i < 12; i++) {
      assertEquals("closed", told[i], "call " + i);
    }
    assertEquals(
        List.of("30.0", "30.0", "30.0", "30.0", "90.0", "90.0"), List.of(told).subList(12, 18));
  }

  /** ∂²f/∂x∂y is the same both ways, and the third derivatives are those of a closed form. */
  @Test
  void derivativesAreSymmetric(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "p/Symmetric.java",
                """
                package p;
                class Symmetric {
                  @dev.gradc.Differentiable
                  static double f(double[] x) {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) {
                      double product = 1;
                      for (int k = 0; k <= i; k++) {
                        product *= Math.sin(x[k]) + 2;
                      }
                      sum += product * product;
                    }
                    return sum;
                  }
                  @dev.gradc.Differentiable
                  static double part(double[] x, int i) {
                    return SymmetricGrad.F.gradient(x).x()[i];
                  }
                  @dev.gradc.Differentiable
                  static double second(double[] x, int i, int k) {
                    return SymmetricGrad.Part.gradient(x, i).x()[k];
                  }
                  static double[][] run() {
                    double[] x = {0.3, -0.4, 1.2, 0.8};
                    double[][] rows = new double[20][];
                    for (int i = 0; i < 4; i++) {
                      rows[i] = SymmetricGrad.Part.gradient(x, i).x();
                      for (int k = 0; k < 4; k++) {
                        rows[4 + 4 * i + k] = SymmetricGrad.Second.gradient(x, i, k).x();
                      }
                    }
                    return rows;
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.errors()::toString);
    double[][] rows = (double[][]) result.call("p.Symmetric", "run");
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < 4; k++) {
        assertEquals(rows[i][k], rows[k][i], 1e-12 * Math.abs(rows[i][k]));
        for (int j = 0; j < 4; j++) {
          double third = rows[4 + 4 * i + k][j];
          assertEquals(third, rows[4 + 4 * j + i][k], 1e-11 * Math.abs(third) + 1e-12);
        }
      }
    }
  }
}
