package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which variables carry a derivative. */
final class ActivityAnalysisTest {

  private static List<String> active(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    return activity.active().stream().map(Variable::name).sorted().toList();
  }

  @Test
  void needsBothAnActiveInputAndTheResult() {
    assertEquals(
        List.of("p", "x"),
        active(
            """
            function f(double x, detached double y) {
              p: double = mul(x, y)
              constant: double = mul(y, y)
              unused: double = Math.exp(x)
              return p
            }
            """));
  }

  @Test
  void detachEndsIt() {
    assertEquals(
        List.of("p", "y"),
        active(
            """
            function f(double x, double y) {
              c: double = detach(x)
              p: double = mul(c, y)
              return p
            }
            """));
  }

  @Test
  void piecewiseConstantEndsIt() {
    assertEquals(
        List.of(),
        active(
            """
            function f(double x) {
              c: double = Math.floor(x)
              return c
            }
            """));
  }

  @Test
  void goesThroughAliasesOfArrays() {
    assertEquals(
        List.of("b", "c", "t", "x"),
        active(
            """
            function f(double x, int n) {
              b: double[] = newarray primal double[n]
              c: double[] = b
              b[0] = x
              t: double = load c[0]
              return t
            }
            """));
  }

  @Test
  void stopsAtDetachedAliases() {
    assertEquals(
        List.of(),
        active(
            """
            function f(double x, int n) {
              b: double[] = newarray primal double[n]
              b[0] = x
              c: double[] = detachArray b
              t: double = load c[0]
              return t
            }
            """));
  }

  @Test
  void goesAroundLoops() {
    assertEquals(
        List.of("a", "b", "b2", "c", "x"),
        active(
            """
            function f(double x, int n) {
              declare double a
              declare double b
              a = x
              b = 0.0
              loop i: for int i = 0; i < n; 1 {
                c: double = a
                b = c
                d: double = mul(c, 0.0)
              }
              b2: double = b
              return b2
            }
            """));
  }
}
