package dev.gradc.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table holds, what is constant, and what is refused. */
final class RulesCoverageTest {

  private static final Set<String> REFUSED = Set.of("random");

  private static final Set<String> INTEGRAL =
      Set.of(
          ("abs absExact addExact ceilDiv ceilDivExact ceilMod clamp decrementExact divideExact"
                  + " floorDiv floorDivExact floorMod getExponent incrementExact max min"
                  + " multiplyExact multiplyFull multiplyHigh negateExact powExact round"
                  + " subtractExact toIntExact unsignedMultiplyExact unsignedMultiplyHigh"
                  + " unsignedPowExact")
              .split(" "));

  private final Rules rules = new Rules();

  static Stream<Method> functions() {
    return Stream.of(Math.class, StrictMath.class)
        .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> Modifier.isStatic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionIsInTheTableOrConstantOrRefused(Method method) {
    MathFunction function = function(method);
    boolean isRefused = REFUSED.contains(method.getName());
    boolean isIntegral = function.result().isIntegral();
    assertEquals(!isRefused, rules.isSupported(function));
    assertEquals(!isRefused && !isIntegral, rules.find(function).isPresent());
    assertTrue(!isIntegral || INTEGRAL.contains(method.getName()), "a new function of integers");
    rules
        .find(function)
        .ifPresent(rule -> assertEquals(method.getParameterCount(), rule.partials().size()));
  }

  @Test
  void everyRowIsAFunctionOfMath() {
    Set<String> names = functions().map(Method::getName).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    rules.functionRows().forEach(row -> unknown.add(row.name()));
    unknown.removeAll(names);
    unknown.remove("clamp"); // since Java 21
    assertEquals(Set.of(), unknown);
  }

  @Test
  void clampHasRulesOnEveryJavaVersion() {
    for (Scalar type : List.of(Scalar.FLOAT, Scalar.DOUBLE)) {
      assertTrue(rules.find(math("clamp", type, type, type, type)).isPresent());
    }
    assertTrue(rules.isSupported(math("clamp", Scalar.INT, Scalar.LONG, Scalar.INT, Scalar.INT)));
  }

  @Test
  void whatIsNoFunctionOfMathIsRefused() {
    assertRefused(math("sine", Scalar.DOUBLE, Scalar.DOUBLE));
    assertRefused(math("hash", Scalar.INT, Scalar.INT));
    assertRefused(math("sin", Scalar.DOUBLE, Scalar.DOUBLE, Scalar.DOUBLE));
    assertRefused(math("abs", Scalar.DOUBLE, Scalar.INT));
    assertRefused(
        new MathFunction(
            "java.lang.Double", "max", List.of(Scalar.DOUBLE, Scalar.DOUBLE), Scalar.DOUBLE));
    assertRefused(new MathFunction("java.lang.Integer", "abs", List.of(Scalar.INT), Scalar.INT));
  }

  @ParameterizedTest
  @EnumSource(
      value = Symbol.class,
      names = {"ADD", "SUB", "MUL", "DIV", "REM", "NEG", "SELECT", "DETACH"})
  void arithmeticHasRules(Symbol symbol) {
    for (Scalar type : List.of(Scalar.FLOAT, Scalar.DOUBLE)) {
      BasicOperator operator = new BasicOperator(symbol, type);
      assertTrue(rules.isSupported(operator));
      assertEquals(symbol.arity(), rules.find(operator).orElseThrow().partials().size());
    }
  }

  @ParameterizedTest
  @EnumSource(Symbol.class)
  void operatorsOnIntegersAndBooleansAreConstant(Symbol symbol) {
    for (Scalar type : List.of(Scalar.BOOLEAN, Scalar.INT, Scalar.LONG)) {
      BasicOperator operator = new BasicOperator(symbol, type);
      assertTrue(rules.isSupported(operator));
      assertEquals(Optional.empty(), rules.find(operator));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Symbol.class,
      names = {"LT", "LE", "GT", "GE", "EQ", "NE"})
  void comparisonsAreConstant(Symbol symbol) {
    assertTrue(rules.isSupported(new BasicOperator(symbol, Scalar.DOUBLE)));
    assertEquals(Optional.empty(), rules.find(new BasicOperator(symbol, Scalar.DOUBLE)));
  }

  @Test
  void conversionsBetweenFloatingTypesPassTheVectorOn() {
    Rule passed = new Rule(List.of(new Partial.Linear(new Formula.Vector())));
    Rule constant = new Rule(List.of(new Partial.Zero()));
    assertEquals(Optional.of(passed), rules.find(new Conversion(Scalar.FLOAT, Scalar.DOUBLE)));
    assertEquals(Optional.of(passed), rules.find(new Conversion(Scalar.DOUBLE, Scalar.FLOAT)));
    assertEquals(Optional.of(constant), rules.find(new Conversion(Scalar.DOUBLE, Scalar.INT)));
    assertEquals(Optional.of(constant), rules.find(new Conversion(Scalar.INT, Scalar.DOUBLE)));
    assertTrue(rules.isSupported(new Conversion(Scalar.LONG, Scalar.BYTE)));
  }

  @Test
  void detachIsAConstant() {
    Rule rule = rules.find(new BasicOperator(Symbol.DETACH, Scalar.DOUBLE)).orElseThrow();
    assertEquals(List.of(new Partial.Zero()), rule.partials());
  }

  @Test
  void operatorsWithoutARowAreRefused() {
    assertRefused(new BasicOperator(Symbol.XOR, Scalar.DOUBLE));
  }

  @Test
  void derivativesFlowFromArgumentsWithAPartial() {
    BasicOperator choice = new BasicOperator(Symbol.SELECT, Scalar.DOUBLE);
    assertFalse(rules.isActive(choice, 0));
    assertTrue(rules.isActive(choice, 1));
    assertTrue(rules.isActive(choice, 2));
    assertFalse(rules.isActive(new BasicOperator(Symbol.LT, Scalar.DOUBLE), 0));
    assertTrue(rules.isActive(new Conversion(Scalar.FLOAT, Scalar.DOUBLE), 0));
    assertFalse(rules.isActive(new Conversion(Scalar.INT, Scalar.DOUBLE), 0));
  }

  @Test
  void anOperatorHasOneRow() {
    List<Row> rows = List.of(Row.of("f"), Row.of("g"));
    assertEquals(Set.of("f", "g"), Rules.byName(rows).keySet());
    assertThrows(IllegalArgumentException.class, () -> Rules.byName(rows, List.of(Row.of("f"))));
  }

  private void assertRefused(Operator operator) {
    assertFalse(rules.isSupported(operator), operator.toString());
    assertEquals(Optional.empty(), rules.find(operator));
  }

  private static MathFunction math(String name, Scalar result, Scalar... parameters) {
    return new MathFunction("java.lang.Math", name, List.of(parameters), result);
  }

  private static MathFunction function(Method method) {
    List<Scalar> parameters =
        Arrays.stream(method.getParameterTypes()).map(RulesCoverageTest::scalar).toList();
    return new MathFunction(
        method.getDeclaringClass().getName(),
        method.getName(),
        parameters,
        scalar(method.getReturnType()));
  }

  private static Scalar scalar(Class<?> type) {
    return Scalar.valueOf(type.getName().toUpperCase(Locale.ROOT));
  }
}
