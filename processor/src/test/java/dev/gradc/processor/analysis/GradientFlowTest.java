package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.rules.Rules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where gradients end, and which words of the user's end none. */
final class GradientFlowTest {

  /** What becomes of the gradient of the parameters at these positions. */
  private static String flow(String text, Integer... positions) {
    Function function = Parser.function(text);
    GradientFlow.Flow flow =
        new GradientFlow(new Rules(), new AliasAnalysis().analyze(function))
            .of(function, Set.of(positions));
    String end = flow.flows() ? "flows" : flow.isRead() ? "is read" : "nothing reads it";
    return end + flow.cut().map(cut -> ", cut at " + cut.text()).orElse("");
  }

  @Test
  void gradientsOfUsedParametersFlow() {
    String text =
        """
        function f(double x, double y, double unused, detached double d) {
          p: double = mul(x, y)
          q: double = mul(p, d)
          return q
        }
        """;
    assertEquals("flows", flow(text, 0));
    assertEquals("flows", flow(text, 1));
    assertEquals("flows", flow(text, 0, 2));
    assertEquals("flows", flow(text, 2, 0));
    assertEquals("nothing reads it", flow(text, 2));
    assertEquals("nothing reads it", flow(text, 3));
  }

  @Test
  void theFirstStatementWithoutDerivativeCutsItOff() {
    String text =
        """
        function f(double x, double y, boolean c) {
          p: double = mul(x, y)
          if c {
            k: int = toInt(p) // (int) p in int k = (int) p;
          }
          j: int = toInt(p) // (int) p in int j = (int) p;
          r: double = toDouble(j)
          return r
        }
        """;
    assertEquals("is read, cut at int k = (int) p;", flow(text, 0));
    // What is read and goes nowhere has no end.
    assertEquals("is read", flow("function f(double x) {\np: double = neg(x)\nreturn 1.0\n}", 0));
  }

  @Test
  void shapesAndRowsAreNoEnds() {
    String text =
        """
        function f(double[][] m) {
          n: int = length m // length
          r: double[] = load m[0] // row
          k: int = length r // length
          t: double = load r[0] // element
          j: int = toInt(t) // cast
          return 1.0
        }
        """;
    assertEquals("is read, cut at cast", flow(text, 0));
    String other =
        """
        function f(double[][] m, double[] a) {
          m[0] = a // put
          d: double[] = detachArray a // detach
          return 1.0
        }
        """;
    assertEquals("is read, cut at detach", flow(other, 1));
    String rows =
        """
        function f(double[][] m) {
          d: double[][] = detachArray m // detach
          r: double[] = load d[0] // row
          return 1.0
        }
        """;
    assertEquals("is read, cut at detach", flow(rows, 0));
  }

  /** Members cut it off that give nothing with a derivative, and change nothing with one. */
  @Test
  void membersMayCutItOff() {
    String text =
        """
        member Library.print(double)
        member Library.constant(double): double
        member Library.fill(active double[], active double) writes 0
        member Library.smooth(active double): active double
        member dev.gradc.Retain(double)
        function f(double x, int n) {
          %s
          return 1.0
        }
        """;
    assertEquals(
        "is read, cut at print", flow(text.formatted("invoke Library.print(x) // print"), 0));
    assertEquals(
        "is read, cut at it",
        flow(text.formatted("c: double = invoke Library.constant(x) // it"), 0));
    assertEquals("is read", flow(text.formatted("c: double = invoke Library.smooth(x) // it"), 0));
    assertEquals(
        "is read",
        flow(
            text.formatted(
                "b: double[] = newarray primal double[n]\ninvoke Library.fill(b, x) // it"),
            0));
    assertEquals("is read", flow(text.formatted("invoke dev.gradc.Retain(x) // it"), 0));
  }

  /** Where a gradient ends, if it ends in all of these statements, in this order. */
  private static String cut(String... statements) {
    return flow(
        """
        member Library.print(double)
        member Library.constant(double): double
        member Library.count(double): int
        member Library.both(double): int, double
        function f(double x, double[] a, int n) {
          p: double = mul(x, x)
          r: double = load a[0]
          %s
          return 1.0
        }
        """
            .formatted(String.join("\n", statements)),
        0,
        1);
  }

  /** What is detached is meant to end a gradient; what is no floating point could hardly go on. */
  @Test
  void theLikeliestEndIsTold() {
    String rank = "k: int = toInt(p) // rank";
    String counted = "l: int = invoke Library.count(p) // counted";
    String printed = "invoke Library.print(p) // printed";
    String called = "q: double = invoke Library.constant(p) // called";
    String both = "i: int, j: double = invoke Library.both(p) // both";
    String rounded = "g: double = Math.floor(p) // rounded";
    String number = "h: double = detach(p) // number";
    String array = "d: double[] = detachArray a // array";
    for (String other : List.of(rank, counted)) {
      for (String same : List.of(printed, called, both, rounded)) {
        String name = same.substring(same.indexOf("//") + 3);
        assertEquals("is read, cut at " + name, cut(other, same));
        assertEquals("is read, cut at " + name, cut(same, other));
        for (String detached : List.of(number, array)) {
          String end = detached.equals(array) ? "array" : "number";
          assertEquals("is read, cut at " + end, cut(other, same, detached));
          assertEquals("is read, cut at " + end, cut(detached, same, other));
        }
      }
    }
    // Of two that are as likely, the first.
    assertEquals("is read, cut at counted", cut(counted, rank));
    assertEquals("is read, cut at rank", cut(rank, counted));
    assertEquals("is read, cut at rounded", cut(rounded, called));
    assertEquals("is read, cut at called", cut(called, rounded));
    assertEquals("is read, cut at number", cut(number, array));
  }

  /** Places where what is detached has no derivative anyway. */
  private static List<String> useless(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    return new DetachEffects(activity).useless(function).stream().map(Origin::text).toList();
  }

  @Test
  void detachedConstantsAreFound() {
    assertEquals(
        List.of("(@Detach double) n", "(@dev.gradc.Detach double) d"),
        useless(
            """
            function f(double x, detached double d, int n, boolean b) {
              k: double = toDouble(n)
              c: double = detach(k) // (@Detach double) n in double c = (@Detach double) n;
              e: double = detach(x) // (@Detach double) x in double e = (@Detach double) x;
              if b {
                g: double = detach(d) // (@dev.gradc.Detach double) d in double g = 1;
              }
              return x
            }
            """));
  }

  @Test
  void declarationsAreFoundByTheirStatement() {
    assertEquals(
        List.of("final @Detach double c = 1;", "@Detach double[] o = own;"),
        useless(
            """
            function f(double x, double[] a, int n) {
              c: double = detach(1.0) // 1 in final @Detach double c = 1;
              e: double = detach(x) // x in @Detach double e = x;
              own: double[] = newarray primal double[n]
              o: double[] = detachArray own // own in @Detach double[] o = own;
              q: double[] = detachArray a // a in @Detach double[] q = a;
              g: double = detach(1.0) // helper(1) in double g = helper(1);
              p: double = neg(1.0) // -1 in @Detach double p = -1;
              b: double[] = newarray primal double[n] // new in @Detach double[] b = new;
              return x
            }
            """));
  }

  /** One that stands in several copies has an effect if it has one in any of them. */
  @Test
  void copiesOfOnePlaceAreOne() {
    Function function =
        Parser.function(
            """
            function f(double x) {
              c: double = detach(1.0) // (@Detach double) y
              e: double = detach(x)
              return x
            }
            """);
    Origin place = function.body().statements().get(0).origin();
    var second = (dev.gradc.processor.ir.Statement.Assign) function.body().statements().get(1);
    var copy =
        new dev.gradc.processor.ir.Statement.Assign(second.target(), second.operation(), place);
    var first = function.body().statements().get(0);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    for (var statements : List.of(List.of(first, copy), List.of(copy, first))) {
      Function both = function.with(new dev.gradc.processor.ir.Block(statements));
      assertEquals(List.of(), new DetachEffects(activity).useless(both));
    }
  }
}
