package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many iterations a loop is said to have, for bounds from one end of {@code int} to the other.
 */
final class LoopPositionsTest {

  private static final int MIN = Integer.MIN_VALUE;
  private static final int MAX = Integer.MAX_VALUE;

  private static final int[] NUMBERS = {
    MIN, MIN + 1, MIN + 2, -1_500_000_000, -7, -2, -1, 0, 1, 2, 3, 8, 1_500_000_000, MAX - 1, MAX
  };

  private final Map<Variable, Object> values = new HashMap<>();

  /**
   * The statements before the loop, how much room is made for it, and the statements that number an
   * iteration.
   */
  private record Numbered(
      Function function,
      List<Statement> before,
      Atom size,
      Variable index,
      List<Statement> top,
      Atom position) {}

  private static Numbered numbered(String from, String relation, String bound, int step) {
    String text =
        """
        function f(int n, int k, double[] a, double x) {
        l: int = length a
        loop i: for int i = %s; i %s %s; %d {
        }
        return x
        }
        """
            .formatted(from, relation, bound, step);
    Function function = Parser.function(text);
    Statement.CountedLoop loop = (Statement.CountedLoop) function.body().statements().get(1);
    LoopPositions.Result result =
        new LoopPositions(FreshNames.in(function), Map.of("i", loop.index()))
            .number(function.body());
    List<Statement> statements = result.forward().statements();
    int last = statements.size() - 1;
    Statement.CountedLoop numbered = (Statement.CountedLoop) statements.get(last);
    LoopPosition position = result.positions().get("i");
    return new Numbered(
        function,
        statements.subList(0, last),
        position.size(),
        numbered.index(),
        numbered.body().statements(),
        position.position());
  }

  private int size(Numbered numbered, int n, int k) throws Throwable {
    values.clear();
    values.put(numbered.function().parameters().get(0).variable(), n);
    values.put(numbered.function().parameters().get(1).variable(), k);
    evaluate(numbered.before());
    return (Integer) value(numbered.size());
  }

  /** The number of the iteration with an index; for the arguments of the last call of the other. */
  private int position(Numbered numbered, int index) throws Throwable {
    values.put(numbered.index(), index);
    evaluate(numbered.top());
    return (Integer) value(numbered.position());
  }

  private void evaluate(List<Statement> statements) throws Throwable {
    for (Statement statement : statements) {
      Statement.Assign assign = (Statement.Assign) statement;
      values.put(assign.target(), value(assign.operation()));
    }
  }

  private Object value(Atom atom) {
    return atom instanceof Constant constant ? constant.value() : values.get(atom);
  }

  private Object value(Operation operation) throws Throwable {
    if (operation instanceof Operation.Length) {
      return 5;
    }
    Operation.Apply apply = (Operation.Apply) operation;
    List<Number> arguments = apply.arguments().stream().map(it -> (Number) value(it)).toList();
    boolean isLong = arguments.get(0) instanceof Long;
    if (apply.operator() instanceof Conversion conversion) {
      return conversion.result() == Scalar.LONG
          ? (Object) arguments.get(0).longValue()
          : (Object) arguments.get(0).intValue();
    }
    if (apply.operator() instanceof MathFunction function) {
      Class<?> type = isLong ? long.class : int.class;
      Class<?>[] types = Collections.nCopies(arguments.size(), type).toArray(Class<?>[]::new);
      try {
        return Math.class.getMethod(function.name(), types).invoke(null, arguments.toArray());
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
    long left = arguments.get(0).longValue();
    long right = arguments.get(1).longValue();
    long result =
        switch (((BasicOperator) apply.operator()).symbol()) {
          case ADD -> left + right;
          case SUB -> left - right;
          case DIV -> left / right;
          default -> throw new AssertionError(apply);
        };
    return isLong ? (Object) result : (Object) (int) result;
  }

  /** How often Java runs the loop, or -1 if its counter goes on at the other end. */
  private static long trips(long from, String relation, long bound, long step) {
    long span = step > 0 ? bound - from : from - bound;
    long within = relation.endsWith("=") ? span : span - 1;
    if (within < 0) {
      return 0;
    }
    long trips = within / Math.abs(step) + 1;
    long next = from + trips * step;
    return next < MIN || next > MAX ? -1 : trips;
  }

  @ParameterizedTest
  @CsvSource({
    "0, <, n, 1",
    "0, <=, n, 1",
    "1, <, n, 1",
    "1, <=, n, 1",
    "-3, <, n, 1",
    "0, <, n, 2",
    "1, <=, n, 3",
    "-3, <, n, 3",
    "k, <, n, 1",
    "k, <=, n, 1",
    "k, <, n, 3",
    "k, <=, n, 5",
    "k, >, 0, -1",
    "k, >=, 0, -1",
    "k, >=, 1, -1",
    "k, >, n, -1",
    "k, >=, n, -1",
    "k, >, n, -4",
    "k, >=, n, -4",
    "k, <, n, 65536",
    "k, >=, n, -65536",
    "7, >, n, -1",
    "7, >=, n, -2",
    "0, >=, n, -1",
    "1, <, l, 1",
    "l, >, 0, -1",
    "l, >=, n, -2",
    "n, <, l, 1",
    "n, <=, l, 2"
  })
  void iterationsAreThoseOfJava(String from, String relation, String bound, int step)
      throws Throwable {
    Numbered numbered = numbered(from, relation, bound, step);
    for (int n : NUMBERS) {
      for (int k : NUMBERS) {
        long trips = trips(number(from, n, k), relation, number(bound, n, k), step);
        String what = "from " + number(from, n, k) + " to " + number(bound, n, k);
        if (trips > MAX) {
          assertThrows(ArithmeticException.class, () -> size(numbered, n, k), what);
        } else if (trips >= 0) {
          assertEquals(trips, Math.max(0, size(numbered, n, k)), what);
          if (trips > 0) {
            long last = number(from, n, k) + (trips - 1) * step;
            assertEquals(trips - 1, position(numbered, (int) last), what);
          }
        }
      }
    }
  }

  private static int number(String text, int n, int k) {
    return switch (text) {
      case "n" -> n;
      case "k" -> k;
      case "l" -> 5;
      default -> Integer.parseInt(text);
    };
  }

  /** What cannot overflow is computed as a person would. */
  @ParameterizedTest
  @CsvSource({"1, <, l, 1", "2, <, l, 2", "l, >, 0, -1", "1, <=, l, 1", "l, >=, 2, -2"})
  void lengthsDoNotOverflow(String from, String relation, String bound, int step) {
    for (Statement statement : numbered(from, relation, bound, step).before()) {
      boolean isChecked =
          statement instanceof Statement.Assign assign
              && assign.operation() instanceof Operation.Apply apply
              && apply.operator() instanceof MathFunction function
              && !(function.name().equals("max")
                  && apply.arguments().get(0).equals(Constant.of(0)));
      assertTrue(!isChecked, statement::toString);
    }
  }

  @Test
  void lengthsThatMayBeBeforeTheBeginningAreNone() {
    assertEquals(
        List.of(Operation.Length.class, Operation.Apply.class, Operation.Apply.class),
        numbered("1", "<", "l", 1).before().stream()
            .map(it -> ((Statement.Assign) it).operation().getClass())
            .toList());
  }
}
