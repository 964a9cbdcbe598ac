package dev.gradc.processor.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle's derivatives are those of the textbook. */
final class JacobianTest {

  private static final double X = 0.7;
  private static final double Y = -1.3;

  static List<Arguments> formulas() {
    return List.of(
        Arguments.of("add(x, y)", 1.0, 1.0),
        Arguments.of("sub(x, y)", 1.0, -1.0),
        Arguments.of("mul(x, y)", Y, X),
        Arguments.of("div(x, y)", 1 / Y, -X / (Y * Y)),
        Arguments.of("rem(y, x)", 1.0, 1.0),
        Arguments.of("neg(x)", -1.0, 0.0),
        Arguments.of("detach(x)", 0.0, 0.0),
        Arguments.of("select(true, x, y)", 1.0, 0.0),
        Arguments.of("Math.exp(x)", Math.exp(X), 0.0),
        Arguments.of("Math.log(x)", 1 / X, 0.0),
        Arguments.of("Math.sqrt(x)", 0.5 / Math.sqrt(X), 0.0),
        Arguments.of("Math.sin(x)", Math.cos(X), 0.0),
        Arguments.of("Math.tan(x)", 1 + Math.tan(X) * Math.tan(X), 0.0),
        Arguments.of("Math.asin(x)", 1 / Math.sqrt(1 - X * X), 0.0),
        Arguments.of("Math.tanh(y)", 0.0, 1 - Math.tanh(Y) * Math.tanh(Y)),
        Arguments.of("Math.cbrt(x)", Math.cbrt(X) / (3 * X), 0.0),
        Arguments.of("Math.abs(y)", 0.0, -1.0),
        Arguments.of("Math.max(x, y)", 1.0, 0.0),
        Arguments.of("Math.min(x, y)", 0.0, 1.0),
        Arguments.of("Math.max(x, x)", 1.0, 0.0),
        Arguments.of("Math.pow(x, y)", Y * Math.pow(X, Y - 1), Math.pow(X, Y) * Math.log(X)),
        Arguments.of("Math.pow(y, 3.0)", 0.0, 3 * Y * Y),
        Arguments.of("Math.hypot(x, y)", X / Math.hypot(X, Y), Y / Math.hypot(X, Y)),
        Arguments.of("Math.atan2(x, y)", Y / (X * X + Y * Y), -X / (X * X + Y * Y)),
        Arguments.of("Math.fma(x, y, x)", Y + 1, X),
        Arguments.of("Math.copySign(x, y)", -1.0, 0.0),
        Arguments.of("Math.signum(x)", 0.0, 0.0),
        Arguments.of("Math.floor(x)", 0.0, 0.0),
        Arguments.of("Math.toRadians(x)", Math.PI / 180, 0.0),
        Arguments.of("Math.scalb(x, 3)", 8.0, 0.0),
        Arguments.of("Math.nextUp(x)", 1.0, 0.0));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void formulasHaveTheirPartials(String formula, double byX, double byY) {
    Function function =
        Parser.function(
            "function f(double x, double y) {\nr: double = " + formula + "\nreturn r\n}");
    Jacobian jacobian = Jacobian.of(function, List.of(), X, Y);
    assertEquals(Interpreter.exact().runJava(function, X, Y), jacobian.value());
    assertArrayEquals(new double[] {byX, byY}, jacobian.rows()[0], 1e-14);
  }

  @Test
  void detachedParametersAreConstantsAndHaveNoColumn() {
    Function function =
        Parser.function(
            """
            function f(detached double x, double y, detached double[] a, double[] b, int n) {
              t: double = mul(x, y)
              u: double = load a[n]
              v: double = load b[n]
              w: double = mul(u, v)
              r: double = add(t, w)
              return r
            }
            """);
    Jacobian jacobian =
        Jacobian.of(function, List.of(), 2.0, 3.0, new double[] {4, 5}, new double[] {6, 7}, 1);
    assertEquals(2.0 * 3.0 + 5 * 7, jacobian.value());
    assertArrayEquals(new double[] {2, 0, 5}, jacobian.rows()[0]);
  }

  @Test
  void detachedAliasesAreConstants() {
    Function function =
        Parser.function(
            """
            function f(double[] a) {
              c: double[] = detachArray a
              x: double = load a[0]
              y: double = load c[0]
              n: int = length c
              z: double = toDouble(n)
              p: double = mul(x, y)
              r: double = mul(p, z)
              return r
            }
            """);
    assertArrayEquals(
        new double[] {6, 0}, Jacobian.of(function, List.of(), new double[] {3, 4}).rows()[0]);
  }

  @Test
  void aDetachedAliasHoldsWhatIsWrittenThere() {
    Function function =
        Parser.function(
            """
            function f(double x, double[] a) {
              c: double[] = detachArray a
              c[0] = x
              t: double = load c[0]
              u: double = load c[1]
              v: double = load a[0]
              w: double = mul(t, u)
              y: double = add(w, v)
              return y
            }
            """);
    assertArrayEquals(
        new double[] {4, 0, 0},
        Jacobian.of(function, List.of(), 1.0, new double[] {3, 4}).rows()[0]);
  }

  @Test
  void arraysAreOverwrittenAndSummed() {
    Function function =
        Parser.function(
            """
            function f(double[] a, double x) {
              declare double s
              s = x
              t: double = load a[0]
              u: double = mul(t, t)
              a[0] = u
              a[1] += u
              loop i: for int i = 0; i < 2; 1 {
                v: double = load a[i]
                s += v
              }
              r: double = s
              a[0] = r
              return a
            }
            """);
    double[] a = {3, 4};
    Jacobian jacobian = Jacobian.of(function, List.of(), a, 5.0);
    assertArrayEquals(new double[] {5 + 9 + 13, 13}, (double[]) jacobian.value());
    assertArrayEquals(new double[] {12, 1, 1}, jacobian.rows()[0]);
    assertArrayEquals(new double[] {6, 1, 0}, jacobian.rows()[1]);
    assertArrayEquals(new double[] {3, 4}, a, "arguments are left alone");
    assertArrayEquals(new double[] {18, 2, 1}, jacobian.transposedTimes(new double[] {1, 1}));
    assertArrayEquals(new double[] {14, 7}, jacobian.times(new double[] {1, 1, 1}));
  }

  @Test
  void branchesGoByValue() {
    Function function =
        Parser.function(
            """
            function huber(double x) {
              a: double = Math.abs(x)
              c: boolean = lt(a, 1.0)
              declare double r
              if c {
                s: double = mul(x, x)
                t: double = mul(0.5, s)
                r = t
              } else {
                u: double = sub(a, 0.5)
                r = u
              }
              v: double = r
              return v
            }
            """);
    assertArrayEquals(new double[] {0.25}, Jacobian.of(function, List.of(), 0.25).rows()[0]);
    assertArrayEquals(new double[] {-1}, Jacobian.of(function, List.of(), -3.0).rows()[0]);
  }

  @Test
  void conversionsToFloatKeepTheDerivative() {
    Function function =
        Parser.function(
            """
            function f(double x) {
              y: float = toFloat(x)
              z: float = mul(y, 3.0f)
              i: int = toInt(z)
              w: float = toFloat(i)
              v: float = mul(z, w)
              r: double = toDouble(v)
              return r
            }
            """);
    Jacobian jacobian = Jacobian.of(function, List.of(), 0.7);
    assertEquals((double) ((float) 0.7 * 3.0f * 2.0f), jacobian.value());
    assertArrayEquals(new double[] {6}, jacobian.rows()[0]);
  }
}
