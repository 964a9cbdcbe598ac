package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From IR text to a gradient without javac: transform and tape against Hipparchus. */
final class RegionsTest {

  private static ReverseProgram reverse(Function function, TapeLayout.Form form) {
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    AdjointRegions regions = new Adjoint(rules).differentiate(function, activity, arrays);
    SeparatedOutputs backward = SeparatedOutputs.of(regions.backward());
    return new SlotAssignment()
        .assign(
            new TapeLayout().layOut(regions, backward, arrays, form), function, List.of(), arrays);
  }

  private static void check(String text, Object seed, Object... arguments) {
    Function function = Parser.function(text);
    ReverseProgram fused = reverse(function, TapeLayout.Form.FUSED);
    ReverseProgram taped = reverse(function, TapeLayout.Form.TAPED);
    assertEquals(
        List.of(),
        ReverseLaws.complaints(
            new Derivative(
                fused,
                taped,
                Member.Effects.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                dev.gradc.processor.tape.Matrices.NONE)));
    Jacobian jacobian = Jacobian.of(function, List.of(), arguments);
    double[] expected = jacobian.transposedTimes(Numbers.flat(seed));
    for (ReverseProgram program : List.of(fused, taped)) {
      InterpretedRegions regions = new InterpretedRegions(function, program, List.of());
      for (int run = 0; run < 2; run++) {
        GeneratedApi.Answer answer = regions.run(Numbers.copy(arguments), Leaves.all(seed));
        assertArrayEquals(Numbers.flat(jacobian.value()), Numbers.flat(answer.value()));
        assertArrayEquals(expected, answer.gradient(), 1e-12);
      }
    }
  }

  @Test
  void aSumOverAnArray() {
    check(
        """
        function f(double x, double[] a) {
          declare double sum
          sum = 0.0
          n: int = length a
          loop i: for int i = 0; i < n; 1 {
            t: double = load a[i]
            e: double = Math.exp(t)
            u: double = mul(e, x)
            sum += u
          }
          total: double = sum
          return total
        }
        """,
        1.0,
        1.5,
        new double[] {0.1, -0.2, 0.3});
  }

  @Test
  void anIterationOfUnknownLength() {
    check(
        """
        function sqrt(double x) {
          declare double y
          y = x
          loop w: while {
            a: double = y
            b: double = mul(a, a)
            c: double = sub(b, x)
            d: boolean = gt(c, 1.0E-12)
          } d {
            e: double = y
            f: double = div(x, e)
            g: double = add(e, f)
            h: double = mul(0.5, g)
            y = h
          }
          r: double = y
          return r
        }
        """,
        1.0,
        2.0);
  }

  @Test
  void buffersThatSwap() {
    check(
        """
        function f(double[] a, int steps) {
          now0: double[] = newarray primal double[2]
          next0: double[] = newarray primal double[2]
          x: double = load a[0]
          now0[0] = x
          y: double = load a[1]
          now0[1] = y
          declare double[] now
          now = now0
          declare double[] next
          next = next0
          loop s: for int s = 0; s < steps; 1 {
            p: double[] = now
            q: double[] = next
            u: double = load p[0]
            v: double = load p[1]
            m: double = mul(u, v)
            q[0] = m
            k: double = add(u, v)
            q[1] = k
            now = q
            next = p
          }
          r: double[] = now
          return r
        }
        """,
        new double[] {0.3, -0.7},
        new double[] {0.9, 1.2},
        3);
  }

  /** A cotangent for each, of which those of integers and of constants are not read. */
  @Test
  void severalResults() {
    check(
        """
        function f(double x, double[] a, int n) {
          t: double = load a[0]
          u: double = mul(t, x)
          b: double[] = newarray primal double[2]
          b[1] = u
          v: double = Math.sin(x)
          return v, b, n, a, v, 2.5
        }
        """,
        List.of(2.0, new double[] {0.5, 1.0}, 0, new double[] {3.0, -1.0}, 0.25, 7.0),
        1.5,
        new double[] {0.4, 2.0},
        7);
  }

  @Test
  void branchesAndOverwrittenArguments() {
    check(
        """
        function f(double[] a, double x) {
          t: double = load a[0]
          c: boolean = gt(t, 0.0)
          declare double r
          if c {
            u: double = mul(t, x)
            a[1] = u
            r = u
          } else {
            v: double = load a[1]
            a[0] = v
            r = x
          }
          w: double = load a[0]
          z: double = load a[1]
          s: double = r
          p: double = mul(w, z)
          q: double = mul(p, s)
          return q
        }
        """,
        1.0,
        new double[] {0.9, 1.2},
        3.0);
  }
}
