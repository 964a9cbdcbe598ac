package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.rules.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What an operator gives for arguments from sets is in the set that is said to hold it. */
final class OperatorRangesTest {

  private static final double[] ENDS = {-30, -2, -1, -0.5, 0, 0.5, 1, 3, 30};
  private static final int ROUNDS = 3 * Integer.getInteger("property.programs", 1000);

  /** Neighbours are rounded copies, and a random number has no arguments. */
  private static final Set<String> PASSED_OVER =
      Set.of("nextUp", "nextDown", "nextAfter", "random");

  private static final Set<String> ROUNDED_TO_THEIR_LIMIT = Set.of("tanh", "expm1");

  private interface Evaluation {
    Object at(Object... arguments) throws ReflectiveOperationException;
  }

  @TestFactory
  Stream<DynamicTest> functionsOfMath() {
    return Arrays.stream(Math.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !PASSED_OVER.contains(method.getName()))
        .map(
            method -> {
              List<Scalar> parameters =
                  Arrays.stream(method.getParameterTypes())
                      .map(OperatorRangesTest::scalar)
                      .toList();
              Operator function =
                  new MathFunction(
                      "java.lang.Math",
                      method.getName(),
                      parameters,
                      scalar(method.getReturnType()));
              return dynamicTest(
                  method.getName() + parameters,
                  () -> check(function, values -> call(method, values)));
            });
  }

  @TestFactory
  Stream<DynamicTest> operatorsOfTheLanguage() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Symbol symbol : List.of(Symbol.ADD, Symbol.SUB, Symbol.MUL, Symbol.DIV, Symbol.REM)) {
      Operator ofDoubles = new BasicOperator(symbol, Scalar.DOUBLE);
      tests.add(dynamicTest(symbol + " double", () -> check(ofDoubles, it -> doubles(symbol, it))));
      Operator ofFloats = new BasicOperator(symbol, Scalar.FLOAT);
      tests.add(dynamicTest(symbol + " float", () -> check(ofFloats, it -> floats(symbol, it))));
      Operator ofInts = new BasicOperator(symbol, Scalar.INT);
      tests.add(dynamicTest(symbol + " int", () -> check(ofInts, it -> ints(symbol, it))));
    }
    for (Symbol symbol : List.of(Symbol.AND, Symbol.OR, Symbol.SHR, Symbol.USHR)) {
      Operator ofInts = new BasicOperator(symbol, Scalar.INT);
      tests.add(dynamicTest(symbol + " int", () -> check(ofInts, it -> ints(symbol, it))));
    }
    Operator cut = new Conversion(Scalar.DOUBLE, Scalar.INT);
    tests.add(dynamicTest("(int)", () -> check(cut, it -> (int) (double) (Double) it[0])));
    Operator narrow = new Conversion(Scalar.INT, Scalar.BYTE);
    tests.add(dynamicTest("(byte)", () -> check(narrow, it -> (byte) (int) (Integer) it[0])));
    return tests.stream();
  }

  private static Object doubles(Symbol symbol, Object... arguments) {
    double a = (Double) arguments[0];
    double b = (Double) arguments[1];
    return switch (symbol) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      default -> a % b;
    };
  }

  private static Object floats(Symbol symbol, Object... arguments) {
    float a = (Float) arguments[0];
    float b = (Float) arguments[1];
    return switch (symbol) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      default -> a % b;
    };
  }

  private static Object ints(Symbol symbol, Object... arguments) {
    int a = (Integer) arguments[0];
    int b = (Integer) arguments[1];
    return switch (symbol) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> b == 0 ? null : (Object) (a / b);
      case REM -> b == 0 ? null : (Object) (a % b);
      case AND -> a & b;
      case OR -> a | b;
      case SHR -> a >> b;
      default -> a >>> b;
    };
  }

  private static Object call(Method method, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException thrown) {
      return null;
    }
  }

  private static void check(Operator operator, Evaluation evaluation)
      throws ReflectiveOperationException {
    Random random = new Random(operator.mnemonic().hashCode());
    int checked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Range> ranges = new ArrayList<>();
      List<Object> values = new ArrayList<>();
      for (Scalar type : operator.parameters()) {
        Range range = range(type, random);
        ranges.add(range);
        values.add(valueIn(range, type, random));
      }
      if (values.contains(null)) {
        continue;
      }
      Object result = evaluation.at(values.toArray());
      double number = result == null ? Double.NaN : ((Number) result).doubleValue();
      // Outside the domain, at a pole, or after an exception there is nothing to be in.
      if (!Double.isNaN(number) && !Double.isInfinite(number)) {
        Range image = OperatorRanges.of(operator, ranges, false);
        boolean isRounded =
            ROUNDED_TO_THEIR_LIMIT.contains(operator.mnemonic()) && Math.abs(number) == 1;
        assertTrue(
            image.contains(number) || isRounded,
            operator.mnemonic() + values + " = " + result + ", in " + ranges + ", not in " + image);
        checked++;
      }
    }
    assertTrue(checked > ROUNDS / 20, "checked " + checked);
  }

  private static Range range(Scalar type, Random random) {
    double low = ENDS[random.nextInt(ENDS.length)];
    double high = ENDS[random.nextInt(ENDS.length)];
    Range range =
        new Range(
            random.nextInt(8) == 0 ? Double.NEGATIVE_INFINITY : Math.min(low, high),
            random.nextBoolean(),
            random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY : Math.max(low, high),
            random.nextBoolean(),
            random.nextInt(4) == 0,
            random.nextInt(4) == 0);
    return range.intersection(OperatorRanges.of(type));
  }

  /** A number of the set, often one of its ends; null if none is found. */
  private static Object valueIn(Range range, Scalar type, Random random) {
    for (int attempt = 0; attempt < 50; attempt++) {
      double low = Math.max(range.low(), -40);
      double high = Math.min(range.high(), 40);
      double between = low + random.nextDouble() * (high - low);
      double value =
          switch (random.nextInt(4)) {
            case 0 -> low;
            case 1 -> high;
            case 2 -> Math.rint(between);
            default -> (float) between;
          };
      if (range.contains(value)) {
        return boxed(value, type);
      }
    }
    return null;
  }

  private static Object boxed(double value, Scalar type) {
    return switch (type) {
      case DOUBLE -> (Object) value;
      case FLOAT -> (Object) (float) value;
      case INT -> (Object) (int) value;
      case LONG -> (Object) (long) value;
      default -> throw new IllegalArgumentException(type.keyword());
    };
  }

  private static Scalar scalar(Class<?> type) {
    return Scalar.valueOf(type.getName().toUpperCase(Locale.ROOT));
  }

  @Test
  void someAreExact() {
    BasicOperator product = new BasicOperator(Symbol.MUL, Scalar.DOUBLE);
    assertEquals(
        Range.NOT_NEGATIVE, OperatorRanges.of(product, List.of(Range.ALL, Range.ALL), true));
    BasicOperator quotient = new BasicOperator(Symbol.DIV, Scalar.DOUBLE);
    Range aboveOne = Range.open(1, Double.POSITIVE_INFINITY);
    assertEquals(
        Range.open(0, 1), OperatorRanges.of(quotient, List.of(Range.point(1), aboveOne), false));
    assertEquals(
        Range.POSITIVE,
        OperatorRanges.of(quotient, List.of(Range.point(1), Range.NOT_NEGATIVE), false));
    assertEquals(
        Range.POSITIVE,
        OperatorRanges.of(MathFunction.ofDoubles("exp", 1), List.of(Range.ALL), false));
  }

  @Test
  void integersThatMayComeBackAtTheOtherEndMayBeAnything() {
    Range ints = OperatorRanges.of(Scalar.INT);
    BasicOperator sum = new BasicOperator(Symbol.ADD, Scalar.INT);
    Range notNegative = ints.intersection(Range.NOT_NEGATIVE);
    assertEquals(ints, OperatorRanges.of(sum, List.of(notNegative, Range.point(1)), false));
    BasicOperator square = new BasicOperator(Symbol.MUL, Scalar.INT);
    assertEquals(ints, OperatorRanges.of(square, List.of(ints, ints), true));
  }
}
