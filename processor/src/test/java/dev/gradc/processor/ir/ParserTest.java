package dev.gradc.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Printing and reading are inverse to each other. */
final class ParserTest {

  private static final String WEIGHTED_SUM =
      """
      function f(double x, detached double y, double[] a) {
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
      """;

  private static final String EVERYTHING =
      """
      detached function Outer.Inner.g(float x, int n, long m, boolean b, double[] a, float[] c, byte[] d) {
        e: double[] = newarray primal double[n]
        s: double[][] = newarray slot double[][n]
        dE: double[] = newarray adjoint double[10]
        h: float[] = detachArray c
        declare boolean found
        found = false
        declare double[] p
        p = a
        q: double[] = p
        k: int = length q
        v: byte = load d[0]
        w: double = load q[k]
        q[k] = -1.5E-10
        q[3] += w
        reserve p, k
        reserveRow s[n], 4
        clear e, n
        if found {
          z: double = sub(w, -0.0)
        }
        if b {
        } else {
          z: double = add(1.0E300, w)
        }
        if b {
          z: double = neg(w)
        } else {
          z: double = detach(w)
        }
        loop w: while {
          r: boolean = ge(m, 3L)
          o: boolean = and(r, b)
        } o {
          r1: float = toFloat(m)
          r2: float = select(b, r1, 2.0f)
          r3: int = shl(n, 3)
          r4: long = ushr(m, 3)
          r5: int = rem(n, -7)
          r6: boolean = ne(r5, r3)
          r7: boolean = not(r6)
          r8: int = complement(n)
        }
        loop outer: for int j = k; j >= n; -2 {
          e0: double = Math.exp(w)
          e1: double = StrictMath.fma(w, e0, 1.0)
          e2: long = Math.round(e1)
          e3: int = Math.round(x)
          e4: int = Math.floorMod(m, 3)
        }
        c0: double = call Outer.Inner.f(double,double[])(w, q)
        call h(float[])(c)
        call none()()
        s0: double, s1: double[] = call several(double)(w)
        k0: byte = 3b
        k1: short = -3s
        k2: char = 97c
        k3: float = NaNf
        k4: double = -Infinity
        k5: double = NaN
        k6: float = Infinityf
        k7: int = -2147483648
        k8: long = -9223372036854775808L
        k9: boolean = true
        k10: double = 4.9E-324
        return x, s1, 1
      }
      """;

  private static final String NAMES_LIKE_WORDS =
      """
      function f(double[] load, int length, double call) {
        declare double clear
        clear = call
        clear += call
        load[length] = call
        load[length] += call
        reserveRow: double = load load[length]
        loop: int = length load
        reserve: double = clear
        newarray: int = length
        loop loop: for int declare = 0; declare < length; 1 {
        }
        return reserve
      }
      """;

  static List<String> texts() {
    return List.of(WEIGHTED_SUM, EVERYTHING, NAMES_LIKE_WORDS);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textSurvivesReadingAndPrinting(String text) {
    assertEquals(text, new Printer().print(Parser.function(text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void recordsSurvivePrintingAndReading(String text) {
    Function function = Parser.function(text);
    assertEquals(function, Parser.function(new Printer().print(function)));
  }

  @Test
  void recordsAreWhatTheTextSays() {
    Variable x = new Variable("x", Scalar.DOUBLE, Role.PARAMETER);
    Variable y = new Variable("y", Scalar.DOUBLE, Role.PARAMETER);
    Variable a = new Variable("a", new ArrayType(Scalar.DOUBLE), Role.PARAMETER);
    Variable sum = new Variable("sum", Scalar.DOUBLE, Role.MUTABLE);
    Variable n = single("n", Scalar.INT);
    Variable i = single("i", Scalar.INT);
    Variable t = single("t", Scalar.DOUBLE);
    Variable u = single("u", Scalar.DOUBLE);
    Variable total = single("total", Scalar.DOUBLE);
    Block loop =
        new Block(
            List.of(
                new Statement.Assign(t, new Operation.Load(a, i), Origin.NONE),
                new Statement.Assign(
                    u,
                    Operation.Apply.of(new BasicOperator(Symbol.MUL, Scalar.DOUBLE), t, x),
                    Origin.NONE),
                new Statement.Accumulate(sum, u, Origin.NONE)));
    Block body =
        new Block(
            List.of(
                new Statement.Declare(sum, Origin.NONE),
                new Statement.Assign(sum, new Operation.Copy(Constant.of(0.0)), Origin.NONE),
                new Statement.Assign(n, new Operation.Length(a), Origin.NONE),
                new Statement.CountedLoop(
                    "i", i, Constant.of(0), Symbol.LT, n, 1, loop, Origin.NONE),
                new Statement.Assign(total, new Operation.Copy(sum), Origin.NONE)));
    Function expected =
        new Function(
            "f(double,double,double[])",
            "f",
            List.of(
                new Function.Parameter(x, false, Origin.NONE),
                new Function.Parameter(y, true, Origin.NONE),
                new Function.Parameter(a, false, Origin.NONE)),
            body,
            List.of(total),
            false,
            Origin.NONE);
    assertEquals(expected, Parser.function(WEIGHTED_SUM));
  }

  @Test
  void operandTypesAreInferred() {
    Block block =
        Parser.block(
            """
            a: float = toFloat(m)
            b: boolean = lt(a, 1.0f)
            c: float = select(b, a, 2.0f)
            d: int = Math.getExponent(a)
            e: long = shl(m, 3)
            f: double[][] = newarray slot double[][7]
            """,
            Parser.variable("long m", Role.PARAMETER));
    List<Operation> operations =
        block.statements().stream().map(it -> ((Statement.Assign) it).operation()).toList();
    assertEquals(new Conversion(Scalar.LONG, Scalar.FLOAT), operator(operations.get(0)));
    assertEquals(new BasicOperator(Symbol.LT, Scalar.FLOAT), operator(operations.get(1)));
    assertEquals(new BasicOperator(Symbol.SELECT, Scalar.FLOAT), operator(operations.get(2)));
    assertEquals(
        new MathFunction("java.lang.Math", "getExponent", List.of(Scalar.FLOAT), Scalar.INT),
        operator(operations.get(3)));
    assertEquals(new BasicOperator(Symbol.SHL, Scalar.LONG), operator(operations.get(4)));
    assertEquals(
        new Operation.NewArray(new ArrayType(Scalar.DOUBLE), Constant.of(7), Purpose.SLOT),
        operations.get(5));
  }

  @Test
  void marksStandBeforeStatementsAndAreNotRead() {
    Function function = Parser.function(WEIGHTED_SUM);
    String marked =
        new Printer()
            .print(
                function,
                statement ->
                    statement instanceof Statement.Accumulate
                            || statement instanceof Statement.CountedLoop
                        ? "[ACTIVE]"
                        : "");
    assertEquals(
        """
        function f(double x, detached double y, double[] a) {
          declare double sum
          sum = 0.0
          n: int = length a
          [ACTIVE] loop i: for int i = 0; i < n; 1 {
            t: double = load a[i]
            u: double = mul(t, x)
            [ACTIVE] sum += u
          }
          total: double = sum
          return total
        }
        """,
        marked);
    assertEquals(function, Parser.function(marked));
  }

  @Test
  void blocksStandAlone() {
    Variable storage = Parser.variable("double[] storage", Role.MUTABLE);
    String text =
        """
        reserve storage, 3
        dA: double[] = storage
        """;
    assertEquals(text, new Printer().print(Parser.block(text, storage)));
  }

  @Test
  void whatIsNoPrintedIrIsRefused() {
    for (String text :
        List.of(
            "x: double = y", "x: double = 1.0 2.0", "jump away", "x: double = twice(1.0)", "}")) {
      assertThrows(RuntimeException.class, () -> Parser.block(text), text);
    }
  }

  private static Variable single(String name, Type type) {
    return new Variable(name, type, Role.SINGLE);
  }

  private static Operator operator(Operation operation) {
    return ((Operation.Apply) operation).operator();
  }
}
