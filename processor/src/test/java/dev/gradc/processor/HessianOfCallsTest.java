package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Second derivatives of methods that call what is not looked into, or may not be. */
final class HessianOfCallsTest {

  /** What nobody could look into: every method does something else besides. */
  private static final String LIBRARY =
      """
      package library;
      public final class Library {
        private Library() {}
        static int calls;
        public static double cube(double x) { calls++; return x * x * x; }
        public static double product(double x, double y, int n) {
          calls++;
          return Math.pow(x, n) * Math.exp(y);
        }
        public static double weighted(double[] weights, double[] x) {
          calls++;
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += weights[i] * x[i] * x[i]; }
          return sum;
        }
        public static double[] scaled(double[] x, double by) {
          calls++;
          double[] result = x.clone();
          for (int i = 0; i < x.length; i++) { result[i] *= by * by; }
          return result;
        }
      }
      """;

  private static final String RULES =
      """
      package caller;
      import dev.gradc.DerivativeOf;
      import dev.gradc.Detach;
      import dev.gradc.Mode;
      import library.Library;
      final class Rules {
        private Rules() {}
        record Product(double x, double y) {}
        @DerivativeOf(type = Library.class, method = "cube")
        static double cube(double x, double seed) { return seed * 3 * square(x); }
        private static double square(double x) { return x * x; }
        @DerivativeOf(type = Library.class, method = "product")
        static Product product(double x, double y, int n, double seed) {
          double e = Math.exp(y);
          return new Product(seed * n * Math.pow(x, n - 1) * e, seed * Math.pow(x, n) * e);
        }
        @DerivativeOf(type = Library.class, method = "weighted")
        static void weighted(@Detach double[] weights, double[] x, double seed, double[] dX) {
          for (int i = 0; i < x.length; i++) { dX[i] += seed * weights[i] * 2 * x[i]; }
        }
        @DerivativeOf(type = Library.class, method = "scaled")
        static double scaled(double[] x, double by, double[] seed, double[] dX) {
          double dBy = 0;
          for (int i = 0; i < x.length; i++) {
            dX[i] += seed[i] * square(by);
            dBy += seed[i] * x[i] * 2 * by;
          }
          return dBy;
        }
        @DerivativeOf(type = Library.class, method = "scaled", mode = Mode.FORWARD)
        static double[] scaledForward(double[] x, double by, double[] dX, double dBy) {
          double[] result = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            result[i] = dX[i] * by * by + x[i] * 2 * by * dBy;
          }
          return result;
        }
      }
      """;

  /** The same computations, by the library and written out. */
  private static final String CALLER =
      """
      package caller;
      import dev.gradc.Detach;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      import library.Library;
      final class Caller {
        private Caller() {}

        @Differentiable(modes = Mode.HESSIAN)
        static double numbers(double x, double y) {
          return Library.cube(x * y) + x * Library.product(y, x, 3);
        }
        @Differentiable(modes = Mode.HESSIAN)
        static double numbersPlain(double x, double y) {
          return x * y * x * y * x * y + x * y * y * y * Math.exp(x);
        }

        @Differentiable(modes = Mode.HESSIAN)
        static double sums(@Detach double[] weights, double[] x) {
          double sum = Library.weighted(weights, x);
          return sum * Math.sin(sum);
        }
        @Differentiable(modes = Mode.HESSIAN)
        static double sumsPlain(@Detach double[] weights, double[] x) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) { sum += weights[i] * x[i] * x[i]; }
          return sum * Math.sin(sum);
        }

        @Differentiable(modes = Mode.HESSIAN)
        static double arrays(double[] x, double by) {
          double sum = 0;
          for (double each : Library.scaled(x, by)) { sum += Library.cube(each) * by; }
          return sum;
        }
        @Differentiable(modes = Mode.HESSIAN)
        static double arraysPlain(double[] x, double by) {
          double sum = 0;
          for (double each : x) {
            double y = each * by * by;
            sum += y * y * y * by;
          }
          return sum;
        }

        @Differentiable(modes = Mode.HESSIAN)
        static double recursive(double x, int n) {
          return n <= 0 ? x : Library.cube(x) * recursive(Math.sin(x), n - 1);
        }
        @Differentiable(modes = Mode.HESSIAN)
        static double recursivePlain(double x, int n) {
          double y = x;
          double product = 1;
          for (int i = 0; i < n; i++) {
            product *= y * y * y;
            y = Math.sin(y);
          }
          return product * y;
        }

        /** The gradient of a gradient, forward and reverse over both. */
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        static double penalty(double x, double y) {
          CallerGrad.Numbers.Gradient g = CallerGrad.Numbers.gradient(x, y);
          return g.x() * g.x() + g.y();
        }
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        static double penaltyPlain(double x, double y) {
          CallerGrad.NumbersPlain.Gradient g = CallerGrad.NumbersPlain.gradient(x, y);
          return g.x() * g.x() + g.y();
        }

        private static double apart(double[][] one, double[][] other) {
          double sum = one.length == other.length ? 0 : 1;
          for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < one.length; j++) {
              sum += Math.abs(one[i][j] - other[i][j]) / (1 + Math.abs(other[i][j]));
            }
          }
          return one.length > 0 && one[0][0] == 0 ? 1 : sum;
        }
        static double ofNumbers() {
          return apart(
              CallerGrad.Numbers.hessian(1.25, 0.5), CallerGrad.NumbersPlain.hessian(1.25, 0.5));
        }
        static double ofSums() {
          double[] w = {1, -2, 0.5};
          double[] x = {0.3, 0.7, -1};
          return apart(CallerGrad.Sums.hessian(w, x), CallerGrad.SumsPlain.hessian(w, x));
        }
        static double ofArrays() {
          double[] x = {0.3, 0.7, -1};
          return apart(
              CallerGrad.Arrays.hessian(x, 1.25), CallerGrad.ArraysPlain.hessian(x, 1.25));
        }
        static double ofRecursion() {
          double[][] one = CallerGrad.Recursive.hessian(1.1, 3);
          return apart(one, CallerGrad.RecursivePlain.hessian(1.1, 3));
        }
        static double ofPenalties() {
          CallerGrad.Penalty.Gradient g = CallerGrad.Penalty.gradient(1.25, 0.5);
          CallerGrad.PenaltyPlain.Gradient h = CallerGrad.PenaltyPlain.gradient(1.25, 0.5);
          double forward = CallerGrad.Penalty.jvp(1.25, 0.5, 2, 3).tangent();
          double[][] one = CallerGrad.Penalty.hessian(1.25, 0.5);
          return Math.abs(g.x() - h.x()) + Math.abs(g.y() - h.y())
              + apart(one, CallerGrad.PenaltyPlain.hessian(1.25, 0.5))
              + Math.abs(forward - 2 * h.x() - 3 * h.y()) + (h.x() == 0 ? 1 : 0);
        }
      }
      """;

  @TempDir private Path directory;

  private Build build(String rules, String caller) {
    return new Build(directory)
        .option("-Werror")
        .source("library/Library.java", LIBRARY)
        .source("caller/Rules.java", rules)
        .source("caller/Caller.java", caller);
  }

  private static void assertNothing(Build.Result result, String method) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(0, (Double) result.call("caller.Caller", method), 1e-12, method);
  }

  @Test
  void bodiesOfRulesAreDifferentiatedAgain() {
    Build.Result result = build(RULES, CALLER).run();
    for (String method : List.of("ofNumbers", "ofSums", "ofArrays", "ofRecursion", "ofPenalties")) {
      assertNothing(result, method);
    }
  }

  @Test
  void whatCannotBeRepeatedHasProductsAlone() {
    Build.Result result =
        build(
                RULES,
                """
                package caller;
                import dev.gradc.Differentiable;
                import dev.gradc.Mode;
                import java.util.Random;
                final class Caller {
                  private Caller() {}
                  @Differentiable(modes = Mode.HESSIAN)
                  static double noisy(double[] x, Random random) {
                    double noise = random.nextDouble();
                    return noise * x[0] * x[0] * x[1];
                  }
                  @Differentiable(modes = Mode.HESSIAN)
                  static double few(double x, double y, Random random) {
                    return random.nextDouble() * x * x * y;
                  }
                  static double product() {
                    double[] product =
                        CallerGrad.Noisy.hvp(new double[] {2, 3}, new Random(1), new double[] {1, 0}).x();
                    double noise = new Random(1).nextDouble();
                    return Math.abs(product[0] - noise * 6) + Math.abs(product[1] - noise * 4);
                  }
                  static double matrix() {
                    double[][] hessian = CallerGrad.Few.hessian(2, 3, new Random(1));
                    double[][] diagonal = {{
                      CallerGrad.Few.hessianDiagonal(2, 3, new Random(1)).x(),
                      CallerGrad.Few.hessianDiagonal(2, 3, new Random(1)).y()
                    }};
                    double noise = new Random(1).nextDouble();
                    return Math.abs(hessian[0][0] - noise * 6) + Math.abs(hessian[1][0] - noise * 4)
                        + Math.abs(hessian[0][1] - noise * 4) + Math.abs(hessian[1][1])
                        + Math.abs(diagonal[0][0] - noise * 6) + Math.abs(diagonal[0][1]);
                  }
                }
                """)
            .run();
    assertNothing(result, "product");
    assertNothing(result, "matrix");
    assertEquals(1, result.messages().size(), result.messages()::toString);
    String note = result.messages().get(0).getMessage(null);
    assertTrue(note.startsWith("[GC0337] 'noisy' has 'hvp' and 'addHvp' alone"), note);
    assertEquals(9, result.messages().get(0).getLineNumber());
    String text = result.generated("caller/CallerGrad.java");
    assertFalse(text.substring(0, text.indexOf("class Few")).contains(" hessian("), text);
  }

  @Test
  void constantGradientsAreRepeated() {
    Build.Result result =
        build(
                RULES,
                """
                package caller;
                import dev.gradc.Differentiable;
                import dev.gradc.Mode;
                final class Caller {
                  private Caller() {}
                  @Differentiable
                  static double weight(double[] w) { return w[0] * w[0] * w[1]; }
                  @Differentiable(modes = Mode.HESSIAN)
                  static double weighted(double[] x) {
                    double[] w = CallerGrad.Weight.gradient(new double[] {2, 3}).w();
                    return w[0] * x[0] * x[0] * x[1] + w[1] * x[2] * x[2];
                  }
                  static double matrix() {
                    double[][] hessian = CallerGrad.Weighted.hessian(new double[] {1, 2, 3, 0, 0});
                    return Math.abs(hessian[0][0] - 12 * 4) + Math.abs(hessian[0][1] - 12 * 2)
                        + Math.abs(hessian[2][2] - 4 * 2);
                  }
                }
                """)
            .run();
    assertNothing(result, "matrix");
    assertEquals(List.of(), result.messages());
  }
}
