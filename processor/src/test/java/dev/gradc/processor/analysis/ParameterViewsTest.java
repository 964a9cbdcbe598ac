package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which variables can be had again from a parameter, since nobody writes it. */
final class ParameterViewsTest {

  private static String views(String statements) {
    Function function =
        Parser.function(
            "function f(double[][] m, double[] a, double x, boolean c, int n) {\n"
                + statements
                + "\n}\n");
    Map<String, String> views = new TreeMap<>();
    new ParameterViews(new AliasAnalysis().analyze(function))
        .find(
            function.parameters().stream().map(Function.Parameter::variable).toList(),
            function.body())
        .forEach((view, parameter) -> views.put(view.name(), parameter.name()));
    return views.toString();
  }

  @Test
  void namesAndRowsAreViews() {
    assertEquals(
        "{a=a, d=a, m=m, q=m, row=m}",
        views(
            """
            row: double[] = load m[0]
            t: double = load row[1]
            own: double[] = newarray primal double[n]
            if c {
              q: double[] = row
              d: double[] = detachArray a
            }
            """));
  }

  @Test
  void whatIsWrittenIsNone() {
    assertEquals("{m=m}", views("q: double[] = a\nq[0] = x"));
    assertEquals("{a=a}", views("row: double[] = load m[0]\nrow[0] = x"));
  }

  @Test
  void whatStandsInAnotherArrayIsNone() {
    assertEquals("{m=m}", views("own: double[][] = newarray primal double[][n]\nown[0] = a"));
    assertEquals(
        "{a=a}",
        views(
            """
            own: double[][] = newarray primal double[][n]
            row: double[] = load m[0]
            own[0] = row
            """));
    // What is stored elsewhere is no part of either.
    assertEquals(
        "{a=a, m=m}",
        views(
            """
            own: double[][] = newarray primal double[][n]
            r: double[] = newarray primal double[n]
            own[0] = r
            """));
  }

  @Test
  void whereSomethingElseMayBeMeantNoneIsAView() {
    assertEquals(
        "{m=m}",
        views(
            """
            declare double[] p
            p = a
            q: double[] = p
            """));
    // A name that may be a row of the matrix, or an array that is made.
    assertEquals(
        "{a=a}",
        views(
            """
            row: double[] = load m[0]
            declare double[] p
            p = row
            own: double[] = newarray primal double[n]
            p = own
            """));
    assertEquals(
        "{}",
        views(
            """
            row: double[] = load m[0]
            declare double[] p
            p = row
            p = a
            """));
  }
}
