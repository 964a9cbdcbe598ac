package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the second table in {@code docs/edge-points.md}, that of expressions. */
final class EdgeExpressionsTest {

  private static final Path PAGE = Path.of("..", "docs", "edge-points.md");

  @TempDir private Path directory;

  /** One row, as it is written. */
  private record Row(String expression, double[] point, double value, double[] gradient) {

    static Row parse(String line) {
      String[] cells = line.split("\\|", -1);
      assertEquals(9, cells.length, line);
      assertFalse(cells[7].isBlank(), line);
      return new Row(
          cells[1].strip().replace("`", ""),
          numbers(cells[2]),
          numbers(cells[3])[0],
          numbers(cells[4]));
    }

    private static double[] numbers(String cell) {
      return Arrays.stream(cell.replace("`", "").split(","))
          .mapToDouble(text -> Double.parseDouble(text.strip().replace("inf", "Infinity")))
          .toArray();
    }

    boolean isOfTwo() {
      return point.length == 2;
    }

    String method(int number) {
      return "  @Differentiable\n  static double e%d(double x%s) {\n    return %s;\n  }\n"
          .formatted(number, isOfTwo() ? ", double y" : "", expression);
    }

    /** Code that gives value and gradient, of the fused form and of a tape. */
    String run(int number) {
      String arguments =
          String.join(", ", Arrays.stream(point).mapToObj(EdgeExpressionsTest::java).toList());
      String y = isOfTwo() ? ", %s.y()" : "";
      String name = "EdgesGrad.E" + number;
      return """
            var g%1$d = %2$s.gradient(%3$s);
            var t%1$d = %2$s.forward(%3$s);
            var b%1$d = t%1$d.backward();
            all.add(new double[] {g%1$d.value(), g%1$d.x()%4$s});
            all.add(new double[] {t%1$d.value(), b%1$d.x()%5$s});
        """
          .formatted(number, name, arguments, y.formatted("g" + number), y.formatted("b" + number));
    }

    /** Zeros of both signs are the same gradient. */
    double[] expected() {
      double[] all = new double[gradient.length + 1];
      all[0] = value + 0.0;
      for (int i = 0; i < gradient.length; i++) {
        all[i + 1] = gradient[i] + 0.0;
      }
      return all;
    }
  }

  private static String java(double number) {
    return Double.isInfinite(number)
        ? "Double." + (number > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY"
        : Double.toString(number);
  }

  private static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    return lines.subList(lines.indexOf("## Expressions"), lines.size()).stream()
        .filter(line -> line.startsWith("| `"))
        .map(Row::parse)
        .toList();
  }

  @Test
  void valuesAndGradientsAreAsWritten() throws IOException {
    List<Row> rows = rows();
    assertTrue(rows.size() > 20, "rows: " + rows.size());
    StringBuilder text = new StringBuilder();
    text.append("import dev.gradc.Differentiable;\nimport java.util.*;\nclass Edges {\n");
    for (int i = 0; i < rows.size(); i++) {
      text.append(rows.get(i).method(i));
    }
    text.append("  static double[][] run() {\n    List<double[]> all = new ArrayList<>();\n");
    for (int i = 0; i < rows.size(); i++) {
      text.append(rows.get(i).run(i));
    }
    text.append("    return all.toArray(new double[0][]);\n  }\n}\n");
    Build.Result result = new Build(directory).source("Edges.java", text.toString()).run();
    assertEquals(List.of(), result.errors());

    double[][] found = (double[][]) result.call("Edges", "run");
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      Row row = rows.get(i / 2);
      double[] actual = Arrays.stream(found[i]).map(number -> number + 0.0).toArray();
      try {
        assertArrayEquals(row.expected(), actual, 1e-15);
      } catch (AssertionError e) {
        wrong.add(row.expression() + ": " + Arrays.toString(actual));
      }
    }
    assertEquals(List.of(), wrong);
  }
}
