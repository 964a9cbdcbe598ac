package dev.gradc.processor.analysis;

import static dev.gradc.processor.analysis.RangeText.range;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What follows from a condition for the values that it was computed from: sets that were worked out
 * by hand. The condition is the last of the statements.
 */
final class AssumptionsTest {

  private final PathFacts facts = new PathFacts();
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  private void given(String parameters) {
    for (String parameter : parameters.split("; ", -1)) {
      int end = parameter.lastIndexOf(' ');
      Variable variable = Parser.variable(parameter.substring(0, end), Role.PARAMETER);
      variables.put(variable.name(), variable);
      facts.setRange(variable, range(parameter.substring(end + 1)));
    }
  }

  private Variable run(String statements) {
    Block block =
        Parser.block(statements.replace("; ", "\n"), variables.values().toArray(new Variable[0]));
    Variable last = null;
    for (Statement statement : block.statements()) {
      Statement.Assign assign = (Statement.Assign) statement;
      last = assign.target();
      variables.put(last.name(), last);
      if (assign.operation() instanceof Operation.Copy copy) {
        facts.alias(last, copy.value());
      } else {
        facts.compute(last, (Operation.Apply) assign.operation());
      }
    }
    return last;
  }

  private void assertValues(String expected) {
    for (String one : expected.split("; ", -1)) {
      String[] words = one.split(" ", -1);
      assertEquals(range(words[1]), facts.rangeOf(variables.get(words[0])), words[0]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Comparisons, and what they are if they do not hold.
        "double x [0,5]; double y [3,9]  | c: boolean = lt(x, y)   | false | x [3,5]; y [3,5]",
        "double x [0,5]; double y [3,9]  | c: boolean = gt(x, y)   | true  | x (3,5]; y [3,5)",
        "double x [0,5]; double y [3,9]  | c: boolean = ge(y, x)   | false | x (3,5]; y [3,5)",
        "double x [0,5]; double y (3,9]  | c: boolean = ge(x, y)   | true  | x (3,5]; y (3,5]",
        "double x [0,5); double y [3,9]  | c: boolean = le(y, x)   | true  | x [3,5); y [3,5)",
        "double x [0,5]; double y [3,9]  | c: boolean = eq(x, y)   | true  | x [3,5]; y [3,5]",
        "double x [-1,5]; double y [0,0] | c: boolean = ne(x, y)   | true  | x [-1,5]!",
        "double x [-1,5]; double y [0,0] | c: boolean = eq(y, x)   | false | x [-1,5]!",
        // Signs, and values whose derivative is cut off.
        "double x [-5,5] | n: double = neg(x); c: boolean = gt(n, 1.0)     | true | x [-5,-1)",
        "double x [-5,5] | d: double = detach(x); c: boolean = gt(d, 1.0)  | true | x (1,5]",
        // x + y > 6 where y <= 2 and x <= 5.
        "double x [0,5]; double y [1,2] | s: double = add(x, y); c: boolean = gt(s, 6.0) "
            + "| true | x (4,5]; y (1,2]",
        // x - y > 3 where y >= 1 and x <= 5; then y - x < -3, though ends alone say less than -2.
        "double x [0,5]; double y [1,2] | s: double = sub(x, y); c: boolean = gt(s, 3.0) "
            + "| true | x (4,5]; y [1,2)",
        // A product is zero with one of its factors.
        "double x [-1,1]; double y [-2,2] | p: double = mul(x, y); c: boolean = gt(p, 0.0) "
            + "| true | x [-1,1]!; y [-2,2]!",
        "double x [-1,1]; double y [-2,2] | p: double = mul(x, y); c: boolean = ge(p, 0.0) "
            + "| true | x [-1,1]; y [-2,2]",
        // Sizes and roots.
        "double x all | a: double = Math.abs(x); c: boolean = lt(a, 2.0) | true  | x (-2,2)",
        "double x all | a: double = Math.abs(x); c: boolean = le(a, 2.0) | true  | x [-2,2]",
        "double x all | a: double = Math.abs(x); c: boolean = gt(a, 0.0) | true  | x (-inf,inf)!",
        "double x all | r: double = Math.sqrt(x); c: boolean = ge(r, 0.0) | true | x [0,inf)",
        "double x all | r: double = Math.sqrt(x); c: boolean = gt(r, 0.0) | true | x (0,inf)",
        "double x all | e: double = Math.exp(x); c: boolean = gt(e, 0.0) | true  | x all",
        // Integers may have come back at the other end; the largest one plus one is negative.
        "int n ints   | m: int = add(n, 1); c: boolean = lt(m, 0)        | true  | n ints",
        "int n ints   | l: long = toLong(n); c: boolean = gt(l, 5L)      | true  | n Z[6,2147483647]",
        "int n ints   | d: double = toDouble(n); c: boolean = gt(d, 0.5) | true  | n Z[1,2147483647]",
        // One half is cut off to zero, and the high bits of a long are.
        "double x all | i: int = toInt(x); c: boolean = lt(i, 1)         | true  | x all",
        "double x all | l: long = toLong(x); c: boolean = lt(l, 1L)      | true  | x all",
        "long l longs | i: int = toInt(l); c: boolean = gt(i, 0)         | true  | l longs",
        "int n ints   | i: byte = toByte(n); j: int = toInt(i); c: boolean = gt(j, 0) | true | n ints",
        // Negation, and both of two conditions, or neither.
        "double x all; double y all | a: boolean = gt(x, 1.0); c: boolean = not(a) "
            + "| true | x (-inf,1]",
        "double x all; double y all | a: boolean = gt(x, 1.0); b: boolean = lt(y, 2.0); "
            + "c: boolean = and(a, b) | true  | x (1,inf); y (-inf,2)",
        "double x all; double y all | a: boolean = gt(x, 1.0); b: boolean = lt(y, 2.0); "
            + "c: boolean = and(a, b) | false | x all; y all",
        "double x all; double y all | a: boolean = gt(x, 1.0); b: boolean = lt(y, 2.0); "
            + "c: boolean = or(a, b)  | false | x (-inf,1]; y [2,inf)",
        "double x all; double y all | a: boolean = gt(x, 1.0); b: boolean = lt(y, 2.0); "
            + "c: boolean = or(a, b)  | true  | x all; y all",
      })
  void whatFollows(String given, String statements, boolean isTrue, String expected) {
    given(given);
    new Assumptions(facts).assume(run(statements), isTrue);
    assertValues(expected);
    assertTrue(facts.isReachable());
  }

  /** x - y > 3 says of y - x that it is less than -3, where their ends alone say less than -2. */
  @ParameterizedTest
  @ValueSource(strings = {"gt(s, 3.0)", "le(3.5, s)"})
  void differencesAreKnownTheOtherWayRound(String condition) {
    given("double x [0,5]; double y [1,2]");
    new Assumptions(facts).assume(run("s: double = sub(x, y); c: boolean = " + condition), true);
    run("t: double = sub(y, x)");
    assertValues(condition.startsWith("gt") ? "t [-4,-3)" : "t [-4,-3.5]");
  }

  /** Each operator is undone four times at most. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "neg(%s)      | all | (0,inf)",
        "detach(%s)   | all | (0,inf)",
        "add(%s, 0.0) | all | (0,inf)",
        "add(0.0, %s) | all | (0,inf)",
        "sub(%s, 0.0) | all | (0,inf)",
        "sub(0.0, %s) | all | (0,inf)",
        "mul(%s, 1.0) | all | (-inf,inf)!",
        "mul(1.0, %s) | all | (-inf,inf)!",
        "Math.abs(%s) | [0,inf) | (0,inf)",
      })
  void onlySoFarBack(String operation, String unknown, String known) {
    given("double v0 all");
    for (int i = 1; i <= 6; i++) {
      run("v" + i + ": double = " + operation.formatted("v" + (i - 1)));
    }
    run("c: boolean = gt(v6, 0.0)");
    new Assumptions(facts).assume(variables.get("c"), true);
    assertValues("v2 " + known + "; v1 " + unknown);
  }

  @Test
  void alsoConversionsAreUndoneSoFarOnly() {
    given("double v0 all");
    run(
        """
        v1: float = toFloat(v0)
        v2: double = toDouble(v1)
        v3: float = toFloat(v2)
        v4: double = toDouble(v3)
        v5: float = toFloat(v4)
        v6: double = toDouble(v5)
        c: boolean = gt(v6, 0.0)
        """);
    new Assumptions(facts).assume(variables.get("c"), true);
    assertValues("v2 (0,inf); v1 all");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void aConstantIsAsItIs(boolean value, boolean assumed) {
    new Assumptions(facts).assume(run("c: boolean = " + value), assumed);
    assertEquals(value == assumed, facts.isReachable());
  }

  /** Of an integer sum little is told, but it is computed again from what it is a sum of. */
  @ParameterizedTest
  @ValueSource(strings = {"ge(m, 2)", "le(2, m)"})
  void nothingHoldsOfAValueThatThereIsNot(String condition) {
    given("int n Z[0,5]");
    run("m: int = add(n, 1)");
    new Assumptions(facts).assume(run("above: boolean = gt(m, 3)"), true);
    assertValues("n Z[0,5]; m Z[4,6]");
    new Assumptions(facts).assume(run("below: boolean = lt(n, 1)"), true);
    assertTrue(facts.isReachable());
    new Assumptions(facts).assume(run("c: boolean = " + condition), true);
    assertFalse(facts.isReachable());
  }
}
