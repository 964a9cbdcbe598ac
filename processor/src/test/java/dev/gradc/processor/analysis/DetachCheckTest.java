package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.rules.Rules;
import org.junit.jupiter.api.Test;

/** Detached aliases that have no right derivative are found, others are left alone. */
final class DetachCheckTest {

  private static int misuses(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    return new DetachCheck(arrays, activity).misuses(function).size();
  }

  @Test
  void readingIsFine() {
    assertEquals(
        0,
        misuses(
            """
            function f(double[] a) {
              c: double[] = detachArray a
              t: double = load c[0]
              u: double = load a[0]
              v: double = mul(t, u)
              return v
            }
            """));
  }

  @Test
  void writingThroughTheAliasIsNot() {
    assertEquals(
        1,
        misuses(
            """
            function f(double[] a, double x) {
              c: double[] = detachArray a
              c[0] = x
              u: double = load a[0]
              return u
            }
            """));
  }

  @Test
  void oneVariableForBothIsNot() {
    assertEquals(
        1,
        misuses(
            """
            function f(double[] a, boolean b) {
              declare double[] p
              p = a
              if b {
                c: double[] = detachArray a
                p = c
              } else {
              }
              q: double[] = p
              u: double = load q[0]
              return u
            }
            """));
  }

  @Test
  void aDetachedWorkArrayIsFine() {
    assertEquals(
        0,
        misuses(
            """
            function f(double x, int n) {
              b: double[] = newarray primal double[n]
              c: double[] = detachArray b
              c[0] = x
              t: double = load c[0]
              u: double = mul(t, x)
              return u
            }
            """));
  }

  @Test
  void inBlocksAndByAddingAndByMembersToo() {
    String text =
        """
        member Library.fill(double[]) writes 0
        member Library.look(double[]) writes 0 opaque
        function f(double[] a, double x, boolean c) {
          if c {
            d: double[] = detachArray a
            %s
          }
          u: double = load a[0]
          return u
        }
        """;
    assertEquals(0, misuses(text.formatted("t: double = load d[0]")));
    assertEquals(1, misuses(text.formatted("d[0] = x")));
    assertEquals(1, misuses(text.formatted("d[0] += x")));
    assertEquals(1, misuses(text.formatted("invoke Library.fill(d)")));
    // What is not known is refused as such.
    assertEquals(0, misuses(text.formatted("invoke Library.look(d)")));
    assertEquals(1, misuses(text.formatted("if c {\nd[0] = x\n}")));
  }

  /** A row without a derivative, put beside rows that have one, would be taken for one of them. */
  @Test
  void aRowBesideActiveOnesIsNot() {
    String text =
        """
        function f(double[][] rows, int n) {
          b: double[] = newarray primal double[n]
          d: double[] = detachArray b
          %s
          r: double[] = load rows[0]
          u: double = load r[0]
          return u
        }
        """;
    assertEquals(1, misuses(text.formatted("rows[1] = d")));
    assertEquals(0, misuses(text.formatted("t: double = load d[0]")));
  }
}
