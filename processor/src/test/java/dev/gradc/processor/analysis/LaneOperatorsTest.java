package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which operators vectors have, of doubles and of floats. */
final class LaneOperatorsTest {

  private static Operation.Apply apply(String type, String operation) {
    Function function =
        Parser.function(
            """
            function f(double x, float p, int n, long l, boolean c) {
              t: %s = %s
              return x
            }
            """
                .formatted(type, operation));
    assertEquals(List.of(), new Verifier().verify(function));
    Statement.Assign assign = (Statement.Assign) function.body().statements().get(0);
    return (Operation.Apply) assign.operation();
  }

  private static String obstacle(String type, String operation, Scalar lanes) {
    return LaneOperators.obstacle(apply(type, operation), lanes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add(x, x)",
        "sub(x, x)",
        "mul(x, x)",
        "div(x, x)",
        "neg(x)",
        "detach(x)",
        "select(c, x, x)",
        "Math.abs(x)",
        "Math.sqrt(x)",
        "Math.max(x, x)",
        "Math.min(x, x)",
        "Math.signum(x)",
        "Math.exp(x)",
        "Math.log(x)",
        "Math.log1p(x)",
        "Math.expm1(x)",
        "Math.sin(x)",
        "Math.cos(x)",
        "Math.pow(x, -2.0)",
        "Math.pow(x, -1.0)",
        "Math.pow(x, 0.0)",
        "Math.pow(x, 1.0)",
        "Math.pow(x, 2.0)",
        "Math.pow(x, 3.0)",
        "Math.pow(x, 4.0)",
        "toDouble(n)",
        "toDouble(p)"
      })
  void numbersHaveVectors(String operation) {
    assertEquals("", obstacle("double", operation, Scalar.DOUBLE));
    assertEquals("", obstacle("double", operation, Scalar.FLOAT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lt(x, x)", "le(x, x)", "gt(x, x)", "ge(x, x)", "eq(x, x)", "ne(x, x)", "lt(n, n)",
        "le(n, n)", "gt(n, n)", "ge(n, n)", "eq(n, n)", "ne(n, n)", "and(c, c)", "or(c, c)",
        "not(c)"
      })
  void conditionsHaveMasks(String operation) {
    assertEquals("", obstacle("boolean", operation, Scalar.DOUBLE));
    assertEquals("", obstacle("boolean", operation, Scalar.FLOAT));
  }

  /** Floats are computed with where all arrays are of floats; they are converted anyway. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "float; add(p, p); + of FLOAT",
        "float; neg(p); - of FLOAT",
        "float; select(c, p, p); ?: of FLOAT",
        "boolean; lt(p, p); < of FLOAT",
        "float; Math.abs(p); Math.abs",
        "float; Math.max(p, p); Math.max",
        "double; Math.tanh(x); Math.tanh"
      })
  void floatsHaveVectorsOfTheirOwn(String type, String operation, String obstacle) {
    assertEquals(obstacle, obstacle(type, operation, Scalar.DOUBLE));
    assertEquals("", obstacle(type, operation, Scalar.FLOAT));
    for (String conversion : List.of("toFloat(x)", "toFloat(n)")) {
      assertEquals("", obstacle("float", conversion, Scalar.DOUBLE));
      assertEquals("", obstacle("float", conversion, Scalar.FLOAT));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "double; rem(x, x); % of DOUBLE",
        "int; add(n, n); + of INT",
        "int; neg(n); - of INT",
        "int; select(c, n, n); ?: of INT",
        "int; and(n, n); & of INT",
        "int; complement(n); ~ of INT",
        "int; shl(n, n); << of INT",
        "boolean; lt(l, l); < of LONG",
        "boolean; eq(c, c); == of BOOLEAN",
        "boolean; xor(c, c); ^ of BOOLEAN",
        "boolean; select(c, c, c); ?: of BOOLEAN",
        "int; toInt(x); a conversion to int",
        "long; toLong(n); a conversion to long",
        "double; toDouble(l); a conversion to double",
        "float; toFloat(l); a conversion to float",
        "int; Math.abs(n); Math.abs",
        "double; Math.atan(x); Math.atan",
        "double; StrictMath.exp(x); StrictMath.exp",
        "double; Math.pow(x, x); Math.pow",
        "double; Math.pow(x, 0.5); Math.pow",
        "double; Math.pow(x, 5.0); Math.pow"
      })
  void theRestHasNone(String type, String operation, String obstacle) {
    assertEquals(obstacle, obstacle(type, operation, Scalar.DOUBLE));
    assertEquals(obstacle, obstacle(type, operation, Scalar.FLOAT));
  }

  @Test
  void functionsAreWhatHotSpotHasNoVectorsOf() {
    assertTrue(LaneOperators.isFunction(apply("double", "Math.exp(x)").operator()));
    assertTrue(LaneOperators.isFunction(apply("double", "Math.pow(x, 2.0)").operator()));
    assertFalse(LaneOperators.isFunction(apply("double", "Math.sqrt(x)").operator()));
    assertFalse(LaneOperators.isFunction(apply("double", "add(x, x)").operator()));
  }

  /** Smaller numbers would be zero or lose digits, larger ones would be infinite. */
  @Test
  void floatsAreNormalNumbers() {
    for (double size : new double[] {0, 1, Float.MIN_NORMAL, Float.MAX_VALUE, 1.0 / 0, 0.1}) {
      assertTrue(LaneOperators.isFloat(Constant.of(size)), () -> "" + size);
      assertTrue(LaneOperators.isFloat(Constant.of(-size)), () -> "-" + size);
    }
    assertTrue(LaneOperators.isFloat(Constant.of(Double.NaN)));
    assertTrue(LaneOperators.isFloat(Constant.of(7)));
    double below = Math.nextDown((double) Float.MIN_NORMAL);
    double above = Math.nextUp((double) Float.MAX_VALUE);
    for (double size : new double[] {below, above, Double.MIN_VALUE, Double.MAX_VALUE}) {
      assertFalse(LaneOperators.isFloat(Constant.of(size)), () -> "" + size);
      assertFalse(LaneOperators.isFloat(Constant.of(-size)), () -> "-" + size);
    }
  }
}
