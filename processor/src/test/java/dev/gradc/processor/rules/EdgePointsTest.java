package dev.gradc.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the table in {@code docs/edge-points.md}. */
final class EdgePointsTest {

  private static final Path TABLE = Path.of("..", "docs", "edge-points.md");
  private static final Map<String, String> OPERATORS =
      Map.of("x * y", "mul", "x / y", "div", "x % y", "rem");

  /** One row, as it is written. */
  record EdgePoint(
      String operation,
      String point,
      String value,
      String gradient,
      String pytorch,
      String jax,
      String why) {

    static EdgePoint parse(String line) {
      String[] cells = line.replace("`", "").split("\\|", -1);
      assertEquals(9, cells.length, line);
      return new EdgePoint(
          cells[1].strip(),
          cells[2].strip(),
          cells[3].strip(),
          cells[4].strip(),
          cells[5].strip(),
          cells[6].strip(),
          cells[7].strip());
    }

    Row row() {
      String name = OPERATORS.get(operation);
      Rules rules = new Rules();
      return Stream.concat(rules.operatorRows().stream(), rules.functionRows().stream())
          .filter(row -> row.name().equals(name == null ? functionName() : name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no such operation: " + operation));
    }

    private String functionName() {
      return operation.substring(0, operation.indexOf('('));
    }

    Operator operator(Scalar type) {
      return Primal.operator(row(), OPERATORS.containsKey(operation), type);
    }
  }

  static List<EdgePoint> rows() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    return lines.subList(0, lines.indexOf("## Expressions")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(EdgePoint::parse)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void valueIsThatOfJava(EdgePoint edge) {
    double value = Primal.of(edge.operator(Scalar.DOUBLE), numbers(edge.point()));
    assertEquals(number(edge.value()), value, 0);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void gradientIsAsWritten(EdgePoint edge) {
    double[] arguments = numbers(edge.point());
    double[] expected = numbers(edge.gradient());
    assertEquals(arguments.length, expected.length);
    FormulaEvaluation evaluation = new FormulaEvaluation(edge.operator(Scalar.DOUBLE), arguments);
    for (int i = 0; i < expected.length; i++) {
      Partial partial = edge.row().rule().partials().get(i);
      // Zeros of both signs are the same gradient.
      assertEquals(expected[i] + 0.0, evaluation.apply(partial, 1) + 0.0, 1e-15, "argument " + i);
      assertEquals(
          -4 * expected[i] + 0.0, evaluation.apply(partial, -4) + 0.0, 4e-15, "argument " + i);
    }
  }

  /** A choice, not a product with zero. */
  @Test
  void theSignOfAMagnitudeOfZeroStopsInfiniteAdjoints() {
    MathFunction copySign = MathFunction.ofDoubles("copySign", 2);
    Partial partial = new Rules().find(copySign).orElseThrow().partials().get(0);
    double infinite = Double.POSITIVE_INFINITY;
    assertEquals(0, new FormulaEvaluation(copySign, 0, 3).apply(partial, infinite));
    assertEquals(-infinite, new FormulaEvaluation(copySign, 2, -3).apply(partial, infinite));
  }

  /**
   * The zeroth power is constant along the base, but its slope grows with the exponent: only at a
   * base of zero may the formula be replaced by one that does not mention the exponent.
   */
  @Test
  void theZerothPowerIsChosenAtABaseOfZeroAlone() {
    MathFunction pow = MathFunction.ofDoubles("pow", 2);
    Partial.Linear partial = (Partial.Linear) new Rules().find(pow).orElseThrow().partials().get(0);
    Formula.Basic choice = (Formula.Basic) partial.map();
    assertEquals(BasicOperator.Symbol.SELECT, choice.symbol());
    Partial condition = new Partial.Linear(choice.arguments().get(0));
    assertEquals(1, new FormulaEvaluation(pow, 0, 0).apply(condition, 1));
    assertEquals(0, new FormulaEvaluation(pow, 2, 0).apply(condition, 1));
    assertEquals(0, new FormulaEvaluation(pow, 0, 2).apply(condition, 1));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void differencesFromOthersAreDifferences(EdgePoint edge) {
    assertFalse(edge.why().isEmpty());
    for (String others : List.of(edge.pytorch(), edge.jax())) {
      if (!others.equals("same") && !others.equals("none")) {
        double[] theirs = numbers(others);
        assertFalse(Arrays.equals(numbers(edge.gradient()), theirs));
        assertEquals(numbers(edge.gradient()).length, theirs.length);
      }
    }
  }

  @Test
  void theTableIsFoundAndHasNoRowTwice() throws IOException {
    List<EdgePoint> rows = rows();
    assertTrue(rows.size() > 50, "rows: " + rows.size());
    assertEquals(
        rows.size(), rows.stream().map(row -> row.operation() + row.point()).distinct().count());
  }

  private static double[] numbers(String cell) {
    return Arrays.stream(cell.split(","))
        .map(String::strip)
        .mapToDouble(EdgePointsTest::number)
        .toArray();
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
