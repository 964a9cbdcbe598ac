package dev.gradc.processor.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.RandomProgram;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Tangent;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forward mode on the text of functions, against derivatives that owe nothing to the rules. */
final class TangentTest {

  private static final int PROGRAMS = 400;

  private static Function tangent(String text, int directions) {
    Rules rules = new Rules();
    Function primal = Parser.function(text);
    assertEquals(List.of(), complaints(primal), text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(primal);
    Function tangent =
        new Tangent(rules)
            .differentiate(
                primal, new ActivityAnalysis(rules, arrays).analyze(primal), arrays, directions);
    assertEquals(List.of(), complaints(tangent), () -> new Printer().print(tangent));
    return tangent;
  }

  /** Laid-out programs work on mutable arrays directly, as regions may. */
  private static List<String> complaints(Function function) {
    return new Verifier()
        .verify(
            function.parameters().stream().map(Function.Parameter::variable).toList(),
            List.of(new Verifier.Region(function.body(), function.results())));
  }

  private static void assertText(String expected, Function tangent) {
    assertEquals(expected.strip(), new Printer().print(tangent).strip());
  }

  @Test
  void everyActiveStatementIsFollowedByThatOfItsTangent() {
    assertText(
        """
        function f(double x, detached double c, double dX) {
          t: double = mul(x, c)
          dT: double = mul(dX, c)
          e: double = Math.exp(t)
          dE: double = mul(dT, e)
          r: double = mul(e, x)
          product3: double = mul(dE, x)
          product4: double = mul(dX, e)
          dR: double = add(product3, product4)
          return r, dR
        }
        """,
        tangent(
            """
            function f(double x, detached double c) {
              t: double = mul(x, c)
              e: double = Math.exp(t)
              r: double = mul(e, x)
              return r
            }
            """,
            1));
  }

  @Test
  void whatHasNoTangentIsZeroAndNoStatementIsMadeForIt() {
    assertText(
        """
        function f(double x, double y, int n, double dX0, double dX1, double dY0, double dY1) {
          declare double m
          declare double dM0
          declare double dM1
          m = 1.0
          dM0 = 0.0
          dM1 = 0.0
          loop i: for int i = 0; i < n; 1 {
            z: double = toDouble(i)
            m += z
            m += x
            dM0 += dX0
            dM1 += dX1
          }
          r: double = m
          dR0: double = dM0
          dR1: double = dM1
          return r, dR0, dR1
        }
        """,
        tangent(
            """
            function f(double x, double y, int n) {
              declare double m
              m = 1.0
              loop i: for int i = 0; i < n; 1 {
                z: double = toDouble(i)
                m += z
                m += x
              }
              r: double = m
              return r
            }
            """,
            2));
  }

  @Test
  void arraysOfTangentsFollowTheirArrays() {
    assertText(
        """
        function f(double[] a, detached double[] b, boolean c, int n, double[] dA) {
          bLength: int = length b
          dB: double[] = newarray primal double[bLength]
          declare double[] m
          declare double[] dM
          m = a
          dM = dA
          if c {
            m = b
            dM = dB
          }
          v: double[] = m
          dV: double[] = dM
          w: double[] = newarray primal double[n]
          dW: double[] = newarray primal double[n]
          x: double = load v[0]
          dX: double = load dV[0]
          w[1] = x
          dW[1] = dX
          w[0] = 2.0
          dW[0] = 0.0
          w[0] += x
          dW[0] += dX
          s: boolean = not(c)
          t: double = select(s, x, 1.0)
          dT: double = select(s, dX, 0.0)
          return w, t, n, dW, dT
        }
        """,
        tangent(
            """
            function f(double[] a, detached double[] b, boolean c, int n) {
              declare double[] m
              m = a
              if c {
                m = b
              } else {
              }
              v: double[] = m
              w: double[] = newarray primal double[n]
              x: double = load v[0]
              w[1] = x
              w[0] = 2.0
              w[0] += x
              s: boolean = not(c)
              t: double = select(s, x, 1.0)
              return w, t, n
            }
            """,
            1));
  }

  @Test
  void resultsWithoutDerivativeHaveZeros() {
    assertText(
        """
        function f(double x, int n, double dX) {
          a: double[][] = newarray primal double[][n][2]
          aLength: int = length a
          dA: double[][] = newarray primal double[][aLength]
          loop k: for int k = 0; k < aLength; 1 {
            aElement: double[] = load a[k]
            aElementLength: int = length aElement
            dARow: double[] = newarray primal double[aElementLength]
            dA[k] = dARow
          }
          return 3.0, x, n, a, 0.0, dX, dA
        }
        """,
        tangent(
            """
            function f(double x, int n) {
              a: double[][] = newarray primal double[][n][2]
              return 3.0, x, n, a
            }
            """,
            1));
  }

  /** As reversed programs are when they are laid out. */
  private static final String LAID_OUT =
      """
      function f(double x, double[] a, int n) {
        declare double[] slot
        empty: double[] = newarray slot double[0]
        slot = empty
        declare double[][] slots
        rows: double[][] = newarray slot double[][n][0]
        slots = rows
        kept: double[] = adjointlike a
        declare int count
        count = 0
        loop w: while {
          c: int = count
          more: boolean = lt(c, n)
        } more {
          i: int = count
          size: int = add(i, 1)
          reserve slot, size
          slotArray: double[] = slot
          y: double = mul(x, x)
          z: double = load a[i]
          p: double = mul(y, z)
          slotArray[i] = p
          rowsNow: double[][] = slots
          reserveRow rowsNow[i], 2
          row: double[] = load rowsNow[i]
          row[0] = p
          row[1] = 3.0
          count += 1
        }
        kept[0] += x
        declare double sum
        sum = 0.0
        loop k: for int k = 0; k < n; 1 {
          slotAgain: double[] = slot
          q: double = load slotAgain[k]
          rowsThen: double[][] = slots
          rowThen: double[] = load rowsThen[k]
          r: double = load rowThen[0]
          s: double = load rowThen[1]
          t: double = load kept[0]
          qr: double = mul(q, r)
          u: double = mul(s, t)
          sum += qr
          sum += u
          kept[0] += u
          clear rowThen, 2
        }
        clear kept, 1
        v: double = sum
        return v, kept
      }
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void laidOutProgramsHaveTangents(int directions) {
    double[] a = {0.7, -1.2, 0.4};
    assertTangents(Parser.function(LAID_OUT), LAID_OUT, directions, new Random(3), 0.8, a, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void referencesAreSwapped(int directions) {
    String text =
        """
        function f(double[][] a, double x, float y) {
          declare double[] p
          declare double[] q
          first: double[] = load a[0]
          second: double[] = load a[1]
          p = first
          q = second
          loop i: for int i = 0; i < 3; 1 {
            one: double[] = p
            other: double[] = q
            o: double = load one[0]
            product: double = mul(o, x)
            other[1] = product
            other[0] += o
            p = other
            q = one
          }
          a[0] = second
          row: double[] = load a[0]
          u: double = load row[1]
          v: double = load row[0]
          f: float = toFloat(u)
          g: float = mul(f, y)
          h: float = Math.max(g, y)
          w: double = toDouble(h)
          k: double = Math.fma(v, w, x)
          n: double[][] = newarray primal double[][2]
          n[0] = row
          n[1] = first
          return k, n, g
        }
        """;
    double[][] a = {{0.3, 1.1}, {-0.6, 0.9}};
    assertTangents(Parser.function(text), text, directions, new Random(5), a, 0.8, 1.5f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void randomProgramsHaveTheDerivativesOfTheOracle(int directions) {
    Random random = new Random(11);
    int compared = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String text = new RandomProgram(seed).text();
      double x = 0.25 + random.nextDouble();
      double y = 0.25 + random.nextDouble();
      compared += assertTangents(Parser.function(text), text, directions, random, x, y, 3) ? 1 : 0;
    }
    assertTrue(compared > PROGRAMS / 2, "compared " + compared);
  }

  /** Whether there was something to compare: all derivatives are numbers. */
  private static boolean assertTangents(
      Function primal, String text, int directions, Random random, Object... arguments) {
    Jacobian jacobian = Jacobian.of(primal, List.of(), arguments);
    Function tangent = tangent(text, directions);
    List<Object> all = new ArrayList<>();
    for (Object argument : arguments) {
      all.add(copy(argument));
    }
    List<List<Double>> lines = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      lines.add(new ArrayList<>());
    }
    for (int i = 0; i < arguments.length; i++) {
      if (primal.parameters().get(i).isActive()) {
        for (List<Double> direction : lines) {
          all.add(random(arguments[i], random, direction));
        }
      }
    }
    List<Object> plain = new ArrayList<>();
    for (Object argument : arguments) {
      plain.add(copy(argument));
    }
    Object primals = Interpreter.exact().runJava(primal, plain.toArray());
    List<?> values = primals instanceof List<?> several ? several : List.of(primals);
    List<?> results = (List<?>) Interpreter.exact().runJava(tangent, all.toArray());
    for (int i = 0; i < values.size(); i++) {
      assertArrayEquals(flat(values.get(i)), flat(results.get(i)), 0.0, text);
    }
    if (!values.stream().allMatch(it -> Arrays.stream(flat(it)).allMatch(TangentTest::isFinite))) {
      return false;
    }
    if (Arrays.stream(jacobian.rows())
        .flatMapToDouble(Arrays::stream)
        .anyMatch(d -> !isFinite(d))) {
      return false;
    }
    int next = values.size();
    int row = 0;
    for (Object value : values) {
      int count = flat(value).length;
      for (List<Double> direction : lines) {
        double[] u = direction.stream().mapToDouble(it -> it).toArray();
        double[] expected = Arrays.copyOfRange(jacobian.times(u), row, row + count);
        double[] found = flat(results.get(next++));
        for (int k = 0; k < count; k++) {
          if (Double.isNaN(found[k])) {
            // No tangent of a constant beside others in an array, times a derivative at a pole.
            return false;
          }
          double scale = scale(jacobian.rows()[row + k], u);
          assertEquals(expected[k], found[k], 1e-6 * single(value) + 1e-11 * scale, text);
        }
      }
      row += count;
    }
    return true;
  }

  /** Whether the result is a float, whose derivatives are rounded to floats. */
  private static double single(Object value) {
    return value instanceof Float ? 1 : 0;
  }

  private static boolean isFinite(double number) {
    return Math.abs(number) < 1e8;
  }

  private static double scale(double[] row, double[] u) {
    double sum = 1;
    for (int i = 0; i < u.length; i++) {
      sum += Math.abs(row[i] * u[i]);
    }
    return sum;
  }

  private static Object copy(Object argument) {
    if (!argument.getClass().isArray()) {
      return argument;
    }
    Object copy = Array.newInstance(argument.getClass().getComponentType(), length(argument));
    for (int i = 0; i < length(argument); i++) {
      Array.set(copy, i, copy(Array.get(argument, i)));
    }
    return copy;
  }

  private static int length(Object array) {
    return Array.getLength(array);
  }

  /** A direction in the shape of an argument, its numbers added to a list. */
  private static Object random(Object argument, Random random, List<Double> direction) {
    if (argument.getClass().isArray()) {
      Object array = copy(argument);
      for (int i = 0; i < length(array); i++) {
        Array.set(array, i, random(Array.get(array, i), random, direction));
      }
      return array;
    }
    float number = (float) random.nextGaussian();
    direction.add((double) number);
    return argument instanceof Float ? (Object) number : (Object) (double) number;
  }

  private static double[] flat(Object value) {
    if (value instanceof Number number) {
      return new double[] {number.doubleValue()};
    }
    double[] all = {};
    for (int i = 0; i < length(value); i++) {
      double[] element = flat(Array.get(value, i));
      int end = all.length;
      all = Arrays.copyOf(all, end + element.length);
      System.arraycopy(element, 0, all, end, element.length);
    }
    return all;
  }
}
