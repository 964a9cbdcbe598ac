package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrices with one row in two places that a call gives back, and that the caller writes. */
final class RowsInTwoPlacesTest {

  private static final String OTHER =
      """
      package other;
      import dev.gradc.Differentiable;
      public final class Other {
        private Other() {}
        @Differentiable
        public static double[][] shared(double[] x) {
          double[] row = x.clone();
          return new double[][] {row, row};
        }
        @Differentiable
        public static double[][] handedOn(double[] x) { return shared(x); }
        @Differentiable
        public static double[][] fresh(double[] x) {
          double[][] m = new double[2][];
          for (int i = 0; i < 2; i++) { m[i] = new double[] {x[i], x[0] * x[1]}; }
          return m;
        }
      }
      """;

  private static final String CALLER =
      """
      import dev.gradc.Checkpoint;
      import dev.gradc.Differentiable;
      import other.Other;
      final class Caller {
        private Caller() {}
        record Box(double[][] m, double k) {}
        private static double[][] own(double[] x, int n) {
          if (n > 0) { return own(x, n - 1); }
          double[] row = x.clone();
          return new double[][] {row, row};
        }
        private static Box boxed(double[] x, int n) {
          return n > 0 ? boxed(x, n - 1) : new Box(own(x, 0), x[0]);
        }
        private static double[][][] cube(double[] x, int n) {
          if (n > 0) { return cube(x, n - 1); }
          double[][] m = {x.clone(), x.clone()};
          return new double[][][] {m, m};
        }
        @Checkpoint
        private static double[][] kept(double[] x) {
          double[] row = x.clone();
          return new double[][] {row, row};
        }
        @Differentiable
        static double method(double[] x) {
          BODY
        }
        static double[] gradient() { return CallerGrad.Method.gradient(new double[] {0.7, 1.2}).x(); }
      }
      """;

  private static Build.Result run(Path directory, String body) {
    return new Build(directory)
        .source("other/Other.java", OTHER)
        .source("Caller.java", CALLER.replace("BODY", body))
        .run();
  }

  @Test
  void writingThemIsRefused(@TempDir Path directory) {
    List<String> bodies =
        List.of(
            "double[][] m = own(x, 1); m[0][0] *= m[0][1]; return m[1][0];",
            "double[][] m = own(x, 1); double[] r = m[0]; r[0] *= r[1]; return m[1][0];",
            "double[][] m = Other.shared(x); m[0][0] *= m[0][1]; return m[1][0];",
            "double[][] m = Other.handedOn(x); m[0][0] *= m[0][1]; return m[1][0];",
            "double[][] m = boxed(x, 1).m(); m[0][0] *= m[0][1]; return m[1][0];",
            "double[][][] c = cube(x, 1); c[0][0][0] *= c[0][1][1]; return c[1][0][0];",
            "double[][] m = kept(x); m[0][0] *= m[0][1]; return m[1][0];",
            "double[][] m = {Other.shared(x)[0], x.clone()}; double[][] n = Other.shared(x);"
                + " n[0] = m[0]; n[0][0] *= 2; return n[1][0];");
    for (int i = 0; i < bodies.size(); i++) {
      Build.Result result = run(directory.resolve("refused" + i), bodies.get(i));
      assertTrue(!result.isSuccess(), bodies.get(i));
      assertTrue(
          result.errors().stream().anyMatch(it -> it.contains("one row stands in two places")),
          bodies.get(i) + result.errors());
    }
  }

  @Test
  void readingThemIsRight(@TempDir Path directory) {
    Build.Result result =
        run(
            directory,
            "double[][] m = own(x, 1); double[][] n = Other.shared(x); return m[0][0] * m[1][1] * n[1][0];");
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertArrayEquals(
        new double[] {2 * 0.7 * 1.2, 0.7 * 0.7},
        (double[]) result.call("Caller", "gradient"),
        1e-15);
  }

  @Test
  void writingOthersIsRight(@TempDir Path directory) {
    Build.Result result =
        run(
            directory,
            "double[][] m = Other.fresh(x); m[0][0] *= m[1][1]; return m[0][0] * m[1][0];");
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertArrayEquals(
        new double[] {2 * 0.7 * 1.2 * 1.2, 2 * 0.7 * 0.7 * 1.2},
        (double[]) result.call("Caller", "gradient"),
        1e-15);
    assertEquals(List.of(), result.errors());
  }

  /** Without optimisations less is known of rows; so this is not among the corpus. */
  @Test
  void rowsMadeByTheMethodAreWrittenByRecursionInsideADerivative(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .source(
                "Elimination.java",
                """
                import dev.gradc.Differentiable;
                import dev.gradc.Mode;
                final class Elimination {
                  private Elimination() {}
                  @Differentiable
                  static double eliminated(double[] x) {
                    double[][] m = {{x[0] + 3, x[1]}, {x[2], x[3]}};
                    return determinant(m, 0);
                  }
                  private static double determinant(double[][] m, int k) {
                    if (k == 2) { return 1; }
                    m[1][1] -= m[k][0] * m[0][1] * 0.5;
                    return m[k][k] * determinant(m, k + 1);
                  }
                  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
                  static double slope(double[] x) {
                    return EliminationGrad.Eliminated.gradient(x).x()[0] * x[1];
                  }
                  static double[] both() {
                    double[] x = {0.5, 0.25, -1, 2};
                    double tangent = EliminationGrad.Slope.jvp(x, new double[] {0, 1, 0, 0}).tangent();
                    return new double[] {EliminationGrad.Slope.gradient(x).x()[1], tangent, slope(x)};
                  }
                }
                """)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    // f = (a + 3) (d - b (a + 3) / 2 - b c / 2), and slope = b df/da
    double slope = 2 - 0.25 * 3.5 / 2 + 0.25 / 2 - 3.5 * 0.25 / 2;
    double second = slope + 0.25 * (-3.5 / 2 + 0.5 - 3.5 / 2);
    assertArrayEquals(
        new double[] {second, second, 0.25 * slope},
        (double[]) result.call("Elimination", "both"),
        1e-14);
  }
}
