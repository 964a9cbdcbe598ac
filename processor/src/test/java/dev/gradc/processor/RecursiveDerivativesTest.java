package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derivatives of methods that call themselves, inside methods of other classes and packages. */
final class RecursiveDerivativesTest {

  private static final String POWERS =
      """
      package inner;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      public final class Powers {
        private Powers() {}
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        public static double power(double x, int n) { return n == 0 ? 1 : x * own(x, n - 1); }
        private static double own(double x, int n) { return n == 0 ? 1 : x * own(x, n - 1); }
        @Differentiable
        public static double even(double x, int n) { return n <= 0 ? x : Math.sin(x) * Odds.odd(x, n - 1); }
        @Differentiable
        public static double product(double x, int n) {
          return n <= 0 ? x : Double.sum(x * x, x) * product(x, n - 1);
        }
      }
      """;

  private static final String ODDS =
      """
      package inner;
      import dev.gradc.Differentiable;
      public final class Odds {
        private Odds() {}
        @Differentiable
        public static double odd(double x, int n) { return n <= 0 ? 1 : x * Powers.even(x, n - 1); }
      }
      """;

  private static final String RULES =
      """
      package inner;
      public final class Rules {
        private Rules() {}
        public record Both(double a, double b) {}
        @dev.gradc.DerivativeOf(type = Double.class, method = "sum")
        public static Both sum(double a, double b, double seed) { return new Both(seed, seed); }
      }
      """;

  /** Every method and its closed form, or the same with a loop. */
  private static final String SLOPES =
      """
      package middle;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      import inner.PowersGrad;
      public final class Slopes {
        private Slopes() {}
        /** n x^(n - 1) */
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        public static double slope(double x, int n) {
          return PowersGrad.Power.gradient(x, n).x();
        }
        /** d/dx of sin(x) x sin(x) x */
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        public static double mutual(double x) { return PowersGrad.Even.gradient(x, 3).x(); }
        /** d/dx of (x^2 + x)^2 x */
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        public static double ruled(double x) { return PowersGrad.Product.gradient(x, 2).x(); }
      }
      """;

  private static final String TOP =
      """
      package top;
      import dev.gradc.Differentiable;
      import dev.gradc.Mode;
      import middle.Slopes;
      import middle.SlopesGrad;
      final class Top {
        private Top() {}
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
        static double called(double x) { return x * Slopes.slope(x, 4) + SlopesGrad.Slope.gradient(x, 4).x(); }
        @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
        static double third(double x, int n) { return SlopesGrad.Slope.gradient(x, n).x() * x; }
        private static double[] all(double value, double gradient, double tangent) {
          return new double[] {value, gradient, tangent};
        }
        static double[] ofCalled() {
          return all(called(1.5), TopGrad.Called.gradient(1.5).x(), TopGrad.Called.jvp(1.5, 1).tangent());
        }
        static double[] ofThird() {
          return all(
              third(1.5, 5), TopGrad.Third.gradient(1.5, 5).x(), TopGrad.Third.jvp(1.5, 5, 1).tangent());
        }
        static double[] ofThirdHessian() {
          double h = TopGrad.Third.hessian(1.5, 5)[0][0];
          return all(h, h, h);
        }
        static double[] ofMutual() {
          return all(
              Slopes.mutual(1.5), SlopesGrad.Mutual.gradient(1.5).x(), SlopesGrad.Mutual.jvp(1.5, 1).tangent());
        }
        static double[] ofRuled() {
          return all(
              Slopes.ruled(1.5), SlopesGrad.Ruled.gradient(1.5).x(), SlopesGrad.Ruled.jvp(1.5, 1).tangent());
        }
        static double[] ofHessians() {
          return all(
              SlopesGrad.Slope.hessian(1.5, 5)[0][0], SlopesGrad.Mutual.hessian(1.5)[0][0],
              SlopesGrad.Ruled.hessian(1.5)[0][0]);
        }
      }
      """;

  private static final double X = 1.5;

  private static void check(Build.Result result, String method, double... expected) {
    double[] actual = (double[]) result.call("top.Top", method);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-11 * Math.abs(expected[i]), method + " " + i);
    }
  }

  @Test
  void theyComeAlongIntoOtherClasses(@TempDir Path directory) {
    Build.Result result =
        new Build(directory)
            .option("-Werror")
            .source("top/Top.java", TOP)
            .source("middle/Slopes.java", SLOPES)
            .source("inner/Odds.java", ODDS)
            .source("inner/Powers.java", POWERS)
            .source("inner/Rules.java", RULES)
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(List.of(), result.messages());

    // 4 x^4 + 12 x^2
    double called = 16 * Math.pow(X, 3) + 24 * X;
    check(result, "ofCalled", 4 * Math.pow(X, 4) + 12 * X * X, called, called);
    // 20 x^4
    double third = 80 * Math.pow(X, 3);
    check(result, "ofThird", 20 * Math.pow(X, 4), third, third);
    double fourth = 240 * X * X;
    check(result, "ofThirdHessian", fourth, fourth, fourth);

    // f = sin(x)^2 x, of which even(x, 3) = sin(x) x sin(x) 1
    double sin = Math.sin(2 * X);
    double cos = Math.cos(2 * X);
    double square = Math.sin(X) * Math.sin(X);
    check(result, "ofMutual", square + X * sin, 2 * sin + 2 * X * cos, 2 * sin + 2 * X * cos);

    // f = x^5 + 2 x^4 + x^3
    double ruled = 20 * X * X * X + 24 * X * X + 6 * X;
    check(result, "ofRuled", 5 * Math.pow(X, 4) + 8 * X * X * X + 3 * X * X, ruled, ruled);
    check(result, "ofHessians", 60 * X * X, 6 * cos - 4 * X * sin, 60 * X * X + 48 * X + 6);
  }
}
