package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Named;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Rules;
import java.util.List;
import java.util.Set;
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

  @Test
  void arraysThatAreAddedToAreActive() {
    assertEquals(
        List.of("b", "t", "x"),
        active(
            """
            function f(double x, int n) {
              b: double[] = newarray primal double[n]
              b[0] += x
              t: double = load b[0]
              return t
            }
            """));
  }

  /** Only what has a derivative is active: neither counts nor comparisons. */
  @Test
  void countsAreNeverActive() {
    assertEquals(
        List.of("x", "y"),
        active(
            """
            function f(double x, int n, int[] k) {
              i: int = load k[n]
              j: int = add(i, n)
              c: boolean = lt(x, 1.0)
              y: double = select(c, x, 2.0)
              return y, j
            }
            """));
  }

  @Test
  void goesThroughBranches() {
    assertEquals(
        List.of("a", "b", "x"),
        active(
            """
            function f(double x, boolean c) {
              declare double a
              a = 0.0
              if c {
                a = x
              }
              b: double = a
              return b, 1.0
            }
            """));
  }

  /** From arguments that its pullback gives derivatives of, to results that it takes them of. */
  @Test
  void goesThroughMembersAsTheirPullbackSays() {
    String text =
        """
        member Library.g(active double, double): active double, double
        function f(double x, double y) {
          p: double, q: double = invoke Library.g(x, y)
          return %s
        }
        """;
    assertEquals(List.of("p", "x"), active(text.formatted("p")));
    assertEquals(List.of(), active(text.formatted("q")));
    assertEquals(
        List.of("q", "y"),
        active(
            """
            member Library.g(double, active double): double, active double
            function f(double x, double y) {
              p: double, q: double = invoke Library.g(x, y)
              return p, q
            }
            """));
    assertEquals(
        List.of(),
        active(
            """
            member Library.g(double): active double
            function f(double x) {
              p: double = invoke Library.g(x)
              return p
            }
            """));
  }

  @Test
  void goesIntoArraysThatMembersWrite() {
    String text =
        """
        member Library.fill(%s double[], %s double) writes 0
        function f(double x, int n) {
          b: double[] = newarray primal double[n]
          invoke Library.fill(b, x)
          t: double = load b[0]
          return t
        }
        """;
    assertEquals(List.of("b", "t", "x"), active(text.formatted("active", "active")));
    assertEquals(List.of(), active(text.formatted("active", "")));
    assertEquals(List.of(), active(text.formatted("", "active")));
  }

  @Test
  void variesWhetherTheResultDependsOnItOrNot() {
    Function function =
        Parser.function(
            """
            function f(double x, detached double y) {
              p: double = mul(x, y)
              q: double = Math.exp(y)
              k: int = toInt(p)
              r: double = neg(y)
              return r, k
            }
            """);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    Named named = Named.in(function);
    assertEquals(Set.of(named.variable("x"), named.variable("p")), activity.varied());
    assertEquals(Set.of(), activity.active());
    assertTrue(activity.isVaried(named.variable("p")));
    assertFalse(activity.isVaried(named.variable("q")));
    assertFalse(activity.isVaried(Constant.of(1.0)));
    assertFalse(activity.isActive(named.variable("p")));
    assertFalse(activity.isActive(Constant.of(1.0)));
  }
}
