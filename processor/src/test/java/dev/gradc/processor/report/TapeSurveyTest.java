package dev.gradc.processor.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.report.TapeReport.Life;
import dev.gradc.processor.report.TapeReport.Row;
import dev.gradc.processor.tape.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes as formulas, and reasons. */
final class TapeSurveyTest {

  private static Row row(TapeReport report, String value) {
    return report.rows().stream()
        .filter(row -> row.variable().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row of " + value + ": " + report.rows()));
  }

  private static TapeReport survey(String text) {
    return new TapeSurvey().survey(new Reported(text).whole().method());
  }

  private static Row because(TapeReport report, Reason reason) {
    return report.rows().stream()
        .filter(row -> row.reason() == reason)
        .findFirst()
        .orElseThrow(() -> new AssertionError(reason + ": " + report.rows()));
  }

  private static String size(String text, String value) {
    return row(survey(text), value).size().text();
  }

  @Test
  void rectangularLoopsMultiply() {
    TapeReport report =
        survey(
            """
            function f(double x, double[] a, int n, int m) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                loop j: for int j = 1; j <= m; 1 {
                  t: double = load a[j]
                  u: double = mul(t, x)
                  e: double = Math.exp(u)
                  s += e
                }
              }
              r: double = s
              return r
            }
            """);
    Row exp = row(report, "exp(a[j] * x)");
    assertEquals("8·n·m bytes", exp.size().text());
    assertEquals(Reason.COSTLY, exp.reason());
    assertEquals(Life.FREED, exp.life());
    assertEquals(Reason.UNCHANGED, row(report, "a[j]").reason());
    assertEquals(Size.NONE, row(report, "a[j]").size());
    assertEquals(Reason.PARAMETER, row(report, "a").reason());
    assertEquals("4 bytes", row(report, "a").size().text());
    assertEquals(Life.KEPT, row(report, "n").life());
    assertEquals("8·n·m + 24 bytes", report.total().text());
  }

  @Test
  void boundsFromBothEndsAndSteps() {
    TapeReport report =
        survey(
            """
        function f(double x, int k, int n) {
          declare double s
          s = x
          loop i: for int i = k; i < n; 3 {
            loop j: for int j = n; j >= 2; -1 {
              old: double = s
              e: double = Math.sin(old)
              s = e
            }
          }
          r: double = s
          return r
        }
        """);
    assertEquals(
        "8·⌈(n - k)/3⌉·(n - 1) bytes", because(report, Reason.CHANGES_LATER).size().text());
  }

  @Test
  void triangularLoopsAddUp() {
    assertEquals(
        "8·(Σ[0 ≤ i < n] i) bytes",
        size(
            """
            function f(double x, int n) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                loop j: for int j = 0; j < i; 1 {
                  c: double = toDouble(j)
                  u: double = mul(c, x)
                  e: double = Math.exp(u)
                  s += e
                }
              }
              r: double = s
              return r
            }
            """,
            "exp(j * x)"));
  }

  @Test
  void innerLoopsWithinTriangularOnesAreInTheSum() {
    assertEquals(
        "8·n·(Σ[0 ≤ j < m] (m - (j + 1))) bytes",
        size(
            """
            function f(double x, int n, int m) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                loop j: for int j = 0; j < m; 1 {
                  from: int = add(j, 1)
                  loop k: for int k = from; k < m; 1 {
                    c: double = toDouble(k)
                    u: double = mul(c, x)
                    e: double = Math.exp(u)
                    s += e
                  }
                }
              }
              r: double = s
              return r
            }
            """,
            "exp(k * x)"));
  }

  @Test
  void whileLoopsAreWords() {
    TapeReport report =
        survey(
            """
            function f(double x, int m) {
              declare double s
              s = x
              loop w: while {
                t: double = s
                big: boolean = gt(t, 1.0)
              } big {
                loop j: for int j = 0; j < m; 1 {
                  old: double = s
                  e: double = Math.sin(old)
                  s = e
                }
              }
              r: double = s
              return r
            }
            """);
    Row old =
        report.rows().stream()
            .filter(row -> row.reason() == Reason.CHANGES_LATER)
            .findFirst()
            .get();
    assertEquals("8·(iterations of the while loop)·m bytes", old.size().text());
    Row position =
        report.rows().stream()
            .filter(row -> row.reason() == Reason.LOOP_POSITION)
            .findFirst()
            .get();
    assertEquals("position in slots", position.variable());
    assertEquals("4·(iterations of the while loop) bytes", position.size().text());
  }

  @Test
  void boundsThatAreComputedOnTheWayAreWords() {
    assertEquals(
        "8·(iterations of the loop) bytes",
        size(
            """
            function f(double x, int n) {
              declare double s
              s = 0.0
              declare int m
              m = 1
              loop i: for int i = 0; i < n; 1 {
                bound: int = m
                loop j: for int j = 0; j < bound; 1 {
                  c: double = toDouble(j)
                  u: double = mul(c, x)
                  e: double = Math.exp(u)
                  s += e
                }
                next: int = add(bound, i)
                m = next
              }
              r: double = s
              return r
            }
            """,
            "exp(j * x)"));
  }

  @Test
  void branchesOutsideOfLoopsHaveOneSlot() {
    TapeReport report =
        survey(
            """
            function f(double x, boolean b) {
              declare double s
              s = x
              if b {
                e: double = Math.exp(x)
                u: double = mul(e, x)
                s = u
              }
              r: double = s
              return r
            }
            """);
    assertEquals("8 bytes", row(report, "exp(x)").size().text());
    assertEquals(Reason.COSTLY, row(report, "exp(x)").reason());
    assertEquals("1 bytes", row(report, "b").size().text());
  }

  @Test
  void elementsThatAreWrittenLaterAreStored() {
    TapeReport report =
        survey(
            """
            function f(double[] x, int n) {
              a: double[] = newarray primal double[n]
              loop i: for int i = 0; i < n; 1 {
                old: double = load a[0]
                t: double = load x[i]
                u: double = mul(t, old)
                v: double = add(u, t)
                a[0] = v
              }
              r: double = load a[0]
              return r
            }
            """);
    Row old = row(report, "a[0]");
    assertEquals(Reason.WRITTEN_LATER, old.reason());
    assertEquals("8·n bytes", old.size().text());
    assertEquals("8·n bytes", because(report, Reason.ADJOINT).size().text());
  }

  @Test
  void longChainsOfCheapOperationsAreStored() {
    TapeReport report =
        survey(
            """
            function f(double[] x, int n) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                t: double = load x[i]
                a: double = mul(t, t)
                b: double = add(a, t)
                c: double = mul(b, t)
                d: double = add(c, b)
                e: double = mul(d, c)
                g: double = mul(e, e)
                s += g
              }
              r: double = s
              return r
            }
            """);
    assertEquals("8·n bytes", because(report, Reason.MANY_OPERATIONS).size().text());
    assertEquals(Reason.CHEAP, row(report, "(x[i] * x[i] + x[i]) * x[i]").reason());
  }

  private static final String TWO =
      """
      function f(double w, double v, detached double data) {
        a: double = mul(w, data)
        b: double = Math.exp(a)
        cut: double = detach(b)
        c: double = mul(v, cut)
        d: double = Math.sin(c)
        e: double = mul(d, b)
        g: double = Math.exp(b)
        return g, e
      }
      """;

  @Test
  void slicesOfTwoOutputs() {
    TapeReport report =
        new TapeSurvey()
            .survey(
                new Reported(TWO)
                    .output("l1", "data", "b", "g")
                    .output("l2", "data", "b", "cut", "c", "d")
                    .shared("data", "b")
                    .retained("data")
                    .method());
    assertEquals(
        List.of("l1", "l2"), report.outputs().stream().map(TapeReport.Output::name).toList());
    assertEquals(List.of("l2"), report.outputs().get(0).blocks());
    assertEquals("24 bytes", report.outputs().get(0).size().text());
    assertEquals(Life.SHARED, row(report, "exp(w * data)").life());
    assertEquals(List.of("l1", "l2"), row(report, "exp(w * data)").outputs());
    assertEquals(Life.RETAINED, row(report, "data").life());
    assertEquals(List.of("l2"), row(report, "detach(exp(w * data))").outputs());
    assertEquals(Life.FREED, row(report, "detach(exp(w * data))").life());
  }
}
