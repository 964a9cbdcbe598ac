package dev.gradc.processor.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradc.processor.ir.Variable.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Executed IR does what the same Java does. */
final class InterpreterTest {

  private static Object run(String text, Object... arguments) {
    return Interpreter.exact().runJava(Parser.function(text), arguments);
  }

  /** Values of one-line functions of {@code double x, float y, int i, long l, boolean b}. */
  static List<Arguments> expressions() {
    double x = 0.1;
    float y = 0.1f;
    int i = -7;
    long l = 16777217L;
    return List.of(
        Arguments.of("double", "add(x, 0.2)", x + 0.2),
        Arguments.of("double", "rem(x, 0.03)", x % 0.03),
        Arguments.of("double", "div(x, 0.0)", Double.POSITIVE_INFINITY),
        Arguments.of("double", "neg(x)", -x),
        Arguments.of("float", "add(y, 0.2f)", y + 0.2f),
        Arguments.of("float", "div(y, 3.0f)", y / 3.0f),
        Arguments.of("float", "mul(y, 0.7f)", y * 0.7f),
        Arguments.of("float", "toFloat(x)", (float) x),
        Arguments.of("double", "toDouble(y)", (double) y),
        Arguments.of("float", "toFloat(l)", (float) l),
        Arguments.of("double", "toDouble(l)", (double) l),
        Arguments.of("int", "toInt(l)", (int) l),
        Arguments.of("byte", "toByte(i)", (byte) i),
        Arguments.of("char", "toChar(i)", (char) i),
        Arguments.of("int", "toInt(1.0E20)", Integer.MAX_VALUE),
        Arguments.of("long", "toLong(1.0E10)", 10_000_000_000L),
        Arguments.of("int", "toInt(NaN)", 0),
        Arguments.of("byte", "toByte(300.7)", (byte) 300.7),
        Arguments.of("int", "div(i, 2)", -3),
        Arguments.of("int", "rem(i, 2)", -1),
        Arguments.of("int", "mul(i, 1000000000)", i * 1000000000),
        Arguments.of("int", "shl(i, 33)", i << 1),
        Arguments.of("int", "ushr(i, 1)", i >>> 1),
        Arguments.of("long", "shr(-9L, 1)", -9L >> 1),
        Arguments.of("long", "xor(l, -1L)", l ^ -1L),
        Arguments.of("int", "complement(i)", ~i),
        Arguments.of("boolean", "lt(x, NaN)", false),
        Arguments.of("boolean", "ne(NaN, NaN)", true),
        Arguments.of("boolean", "eq(0.0, -0.0)", true),
        Arguments.of("boolean", "ge(i, -7)", true),
        Arguments.of("boolean", "xor(b, true)", false),
        Arguments.of("boolean", "not(b)", false),
        Arguments.of("double", "select(b, x, 2.0)", x),
        Arguments.of("double", "detach(x)", x),
        Arguments.of("double", "Math.exp(x)", Math.exp(x)),
        Arguments.of("double", "StrictMath.sin(x)", StrictMath.sin(x)),
        Arguments.of("float", "Math.max(y, 0.05f)", 0.1f),
        Arguments.of("int", "Math.round(y)", 0),
        Arguments.of("long", "Math.round(x)", 0L),
        Arguments.of("int", "Math.floorMod(i, 3)", 2),
        Arguments.of("double", "Math.scalb(x, 3)", 0.8),
        Arguments.of("float", "Math.nextAfter(y, 1.0)", Math.nextUp(y)));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void expressionsHaveJavasValues(String type, String expression, Object expected) {
    String text =
        """
        function f(double x, float y, int i, long l, boolean b) {
          r: %s = %s
          return r
        }
        """
            .formatted(type, expression);
    assertEquals(expected, run(text, 0.1, 0.1f, -7, 16777217L, true));
  }

  @Test
  void loopsAndSums() {
    double[] a = {0.1, 0.2, 0.3};
    double expected = 0;
    for (double element : a) {
      expected += element * 1.1;
    }
    assertEquals(
        expected,
        run(
            """
            function f(double x, double[] a) {
              declare double sum
              sum = 0.0
              n: int = length a
              loop i: for int i = 0; i < n; 1 {
                t: double = load a[i]
                u: double = mul(t, x)
                sum += u
              }
              total: double = sum
              return total
            }
            """,
            1.1,
            a));
  }

  @Test
  void loopsRunAsOftenAsTheySay() {
    for (Object[] row :
        new Object[][] {
          {"0; i < 5; 1", 5},
          {"0; i < 5; 2", 3},
          {"0; i <= 4; 2", 3},
          {"4; i >= 0; -1", 5},
          {"5; i > 0; -2", 3},
          {"3; i < 3; 1", 0},
          {"2147483646; i <= 2147483647; 1", 2}
        }) {
      String text =
          """
          function f() {
            declare int count
            count = 0
            loop i: for int i = %s {
              count += 1
            }
            r: int = count
            return r
          }
          """;
      assertEquals(row[1], run(text.formatted(row[0])), row[0].toString());
    }
  }

  @Test
  void whileLoopsComputeTheirConditionAnew() {
    String text =
        """
        function sqrt(double x) {
          declare double y
          y = x
          loop w: while {
            a: double = y
            b: double = mul(a, a)
            c: double = sub(b, x)
            d: boolean = gt(c, 1.0E-12)
          } d {
            e: double = y
            f: double = div(x, e)
            g: double = add(e, f)
            h: double = mul(0.5, g)
            y = h
          }
          r: double = y
          return r
        }
        """;
    assertEquals(Math.sqrt(2), (Double) run(text, 2.0), 1e-12);
  }

  @Test
  void arraysAreReferences() {
    double[] a = {1, 2};
    double[] b = {3, 4};
    Object result =
        run(
            """
            function f(double[] a, double[] b, boolean swap) {
              declare double[] p
              p = a
              if swap {
                p = b
              } else {
                a[1] = 9.0
              }
              q: double[] = p
              q[0] = 7.0
              q[0] += 0.5
              return q
            }
            """,
            a,
            b,
            true);
    assertSame(b, result);
    assertArrayEquals(new double[] {1, 2}, a);
    assertArrayEquals(new double[] {7.5, 4}, b);
  }

  @Test
  void arraysOfFloatsAndIntegers() {
    float[] floats = {0.5f};
    int[] ints = {3};
    run(
        """
        function f(float[] c, int[] d) {
          x: float = load c[0]
          y: float = mul(x, 0.3f)
          c[0] = y
          i: int = load d[0]
          j: int = add(i, 1)
          d[0] = j
        }
        """,
        floats,
        ints);
    assertArrayEquals(new float[] {0.5f * 0.3f}, floats);
    assertArrayEquals(new int[] {4}, ints);
  }

  @Test
  void newArraysAreZero() {
    assertArrayEquals(
        new long[3],
        (long[]) run("function f() {\na: long[] = newarray primal long[3]\nreturn a\n}"));
    assertArrayEquals(
        new double[3],
        (double[]) run("function f() {\na: double[] = newarray primal double[3]\nreturn a\n}"));
  }

  @Test
  void voidFunctionsGiveNothing() {
    assertNull(run("function f() {\n}"));
  }

  @Test
  void javaExceptionsAreThrown() {
    String load = "function f(double[] a, int i) {\nx: double = load a[i]\nreturn x\n}";
    assertThrows(ArrayIndexOutOfBoundsException.class, () -> run(load, new double[] {1, 2}, 2));
    String divide = "function f(int i) {\nj: int = div(i, 0)\n}";
    assertThrows(ArithmeticException.class, () -> run(divide, 2));
    String exact = "function f(int i) {\nj: int = Math.addExact(i, i)\n}";
    assertThrows(ArithmeticException.class, () -> run(exact, Integer.MAX_VALUE));
  }

  @Test
  void callsSeeTheirArguments() {
    Function callee =
        Parser.function(
            """
            function Outer.half(double x, double[] into) {
              y: double = mul(x, 0.5)
              into[0] = y
              return y
            }
            """);
    Function caller =
        Parser.function(
            """
            function f(double x, double[] a) {
              h: double = call Outer.half(double,double[])(x, a)
              call Outer.half(double,double[])(h, a)
              return h
            }
            """);
    double[] a = new double[1];
    assertEquals(4.0, Interpreter.exact().with(callee).runJava(caller, 8.0, a));
    assertArrayEquals(new double[] {2.0}, a);
    assertThrows(IllegalStateException.class, () -> Interpreter.exact().runJava(caller, 8.0, a));
  }

  @Test
  void callsHaveSeveralResults() {
    Function callee =
        Parser.function(
            """
            function split(double x, int n) {
              y: double = mul(x, 0.5)
              return y, n
            }
            """);
    Function caller =
        Parser.function(
            """
            function f(double x) {
              y: double, n: int = call split(double,int)(x, 3)
              m: int = add(n, 1)
              return m, y
            }
            """);
    assertEquals(List.of(4, 1.5), Interpreter.exact().with(callee).runJava(caller, 3.0));
  }

  @Test
  void anEndlessLoopIsStopped() {
    Function function = Parser.function("function f() {\nloop w: while {\n} true {\n}\n}");
    assertThrows(
        IllegalStateException.class, () -> Interpreter.exact().atMost(1000).runJava(function));
  }

  @Test
  void storageGrowsAndKeepsWhatItHas() {
    Variable storage = Parser.variable("double[] s", Role.MUTABLE);
    Variable rows = Parser.variable("double[][] rows", Role.MUTABLE);
    Block block =
        Parser.block(
            """
            reserve s, 2
            s[1] = 5.0
            reserve s, 3
            reserve rows, 2
            reserveRow rows[1], 4
            row: double[] = load rows[1]
            row[3] = 6.0
            reserveRow rows[1], 2
            again: double[] = load rows[1]
            clear s, 1
            """,
            storage,
            rows);
    Map<String, Object> values = new LinkedHashMap<>();
    double[] first = {8};
    values.put("s", first);
    values.put("rows", new double[0][]);
    Interpreter.exact().run(block, values);
    assertNotSame(first, values.get("s"));
    assertArrayEquals(new double[] {0, 5, 0, 0}, (double[]) values.get("s"));
    assertArrayEquals(new double[] {0, 0, 0, 6}, (double[]) values.get("row"));
    assertSame(values.get("row"), values.get("again"));
  }
}
