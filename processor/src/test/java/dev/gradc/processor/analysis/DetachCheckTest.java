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
}
