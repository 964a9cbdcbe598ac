package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which loops go back as they run, and where they stand then; that the numbers are right is tested
 * by the corpus.
 */
final class MergedLoopsTest {

  private static final Simplifier SIMPLIFIER = new Simplifier(Set.of());

  private static Set<Variable> adjoints(AdjointRegions regions) {
    Set<Variable> adjoints = new LinkedHashSet<>();
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(adjoints::add));
    return adjoints;
  }

  private static String merge(String text, boolean isInOne) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    AdjointRegions regions = new Adjoint(new Rules()).differentiate(function, activity, arrays);
    Set<Variable> adjoints = adjoints(regions);
    Block backward = SIMPLIFIER.simplify(regions.backward(), adjoints, false);
    MergedLoops.Merged merged =
        new MergedLoops(
                block -> SIMPLIFIER.simplify(block, Set.of(), false), MergedLoops.Choice.ALL)
            .merge(regions, SeparatedOutputs.of(backward), arrays, isInOne);
    Block rest = SIMPLIFIER.simplify(merged.separated().combined(), adjoints, false);
    return new Printer().print(merged.regions().forward()) + "---\n" + new Printer().print(rest);
  }

  private static final String SUM =
      """
      function f(double x, double[] a, int n) {
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          u: double = mul(t, x)
          e: double = Math.exp(u)
          s += e
        }
        whole: double = s
        r: double = mul(whole, 0.5)
        return r
      }
      """;

  @Test
  void anIterationGoesBackWhenItHasRun() {
    assertEquals(
        """
        declare double dXSum
        dXSum = 0.0
        declare double s
        s = 0.0
        dWhole3: double = mul(seed, 0.5)
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          u: double = mul(t, x)
          e: double = Math.exp(u)
          s += e
          dU: double = mul(dWhole3, e)
          dT: double = mul(dU, x)
          product2: double = mul(dU, t)
          dXSum += product2
          dA[i] += dT
        }
        whole: double = s
        r: double = mul(whole, 0.5)
        ---
        dXSum2: double = dXSum
        declare double dX
        dX = dXSum2
        """,
        merge(SUM, true));
  }

  @Test
  void aTapeGoesBackInTheSameOrder() {
    assertEquals(
        """
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          u: double = mul(t, x)
          e: double = Math.exp(u)
          s += e
        }
        whole: double = s
        r: double = mul(whole, 0.5)
        ---
        declare double dXSum
        dXSum = 0.0
        dWhole3: double = mul(seed, 0.5)
        loop i: for int i = 0; i < n; 1 {
          dU: double = mul(dWhole3, e)
          dT: double = mul(dU, x)
          product2: double = mul(dU, t)
          dXSum += product2
          dA[i] += dT
        }
        dXSum2: double = dXSum
        declare double dX
        dX = dXSum2
        """,
        merge(SUM, false));
  }

  private static final String OWN =
      """
      function f(double[] a, double[] b, int n) {
        table: double[] = newarray primal double[2]
        x: double = load b[0]
        table[0] = x
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          own: double[] = newarray primal double[2]
          t: double = load a[i]
          w: double = load table[0]
          u: double = mul(t, w)
          own[0] = u
          v: double = load own[0]
          e: double = Math.exp(v)
          s += e
        }
        r: double = s
        return r
      }
      """;

  /**
   * The gradient of the table is added up in its adjoint, and that of the own array goes with it.
   */
  @Test
  void anIterationSeesToTheAdjointsOfItsOwnArrays() {
    assertEquals(
        """
        table: double[] = newarray primal double[2]
        dTable: double[] = newarray adjoint double[2]
        x: double = load b[0]
        table[0] = x
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          own: double[] = newarray primal double[2]
          reserve dOwnStorage, 2
          dOwn: double[] = dOwnStorage
          t: double = load a[i]
          w: double = load table[0]
          u: double = mul(t, w)
          own[0] = u
          v: double = load own[0]
          e: double = Math.exp(v)
          s += e
          dV: double = mul(seed, e)
          dOwn[0] += dV
          dU: double = load dOwn[0]
          dOwn[0] = 0.0
          dT: double = mul(dU, w)
          dW: double = mul(dU, t)
          dTable[0] += dW
          dA[i] += dT
          clear dOwn, 2
        }
        r: double = s
        ---
        dX: double = load dTable[0]
        dTable[0] = 0.0
        dB[0] += dX
        clear dTable, 2
        """,
        merge(OWN, true));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(
            "the next iteration has the array",
            OWN.replace("s = 0.0", "s = 0.0\n declare double[] last\n last = a")
                .replace("s += e", "s += e\n last = own")),
        Arguments.of(
            "an array from outside has the array",
            OWN.replace("s = 0.0", "s = 0.0\n all: double[][] = newarray primal double[][n]")
                .replace("s += e", "s += e\n all[i] = own")),
        Arguments.of(
            "the table changes later", OWN.replace("r: double", "table[0] = x\n r: double")),
        Arguments.of(
            "the table changes in the loop", OWN.replace("s += e", "s += e\n table[1] = e")),
        Arguments.of(
            "the table is read later, and changes before that",
            OWN.replace(
                "r: double = s",
                "q: double = s\n table[0] = q\n z: double = load table[0]\n r: double = mul(z, q)")),
        Arguments.of(
            "the adjoint needs the sum", SUM.replace("mul(whole, 0.5)", "Math.log(whole)")),
        Arguments.of("a term needs the sum", SUM.replace("mul(t, x)", "mul(t, s)")),
        Arguments.of("elements are overwritten later", SUM.replace("whole:", "a[0] = x\n  whole:")),
        Arguments.of(
            "elements are overwritten by the loop", SUM.replace("s += e", "s += e\n a[i] = e")),
        Arguments.of(
            "the terms are elements of an array of its own",
            SUM.replace("s = 0.0", "s = 0.0\n b: double[] = newarray primal double[n]")
                .replace("s += e", "b[i] = e\n f: double = load b[i]\n s += f")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void othersWait(String reason, String text) {
    String apart = merge(text, false);
    assertEquals(apart, merge(text, true), reason);
    String back = apart.substring(apart.indexOf("---"));
    assertTrue(back.contains("; -1 {"), () -> "counts down: " + back);
  }

  @Test
  void branchesAreOneAndInnerLoopsStoreForOneIteration() {
    assertEquals(
        """
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          isGT: boolean = gt(t, 0.0)
          declare double dT
          dT = 0.0
          if isGT {
            declare double p
            p = t
            reserve eSlot, i
            loop j: for int j = 0; j < i; 1 {
              q: double = p
              e: double = Math.exp(q)
              eSlot[j] = e
              p = e
            }
            whole: double = p
            s += whole
            declare double dP
            dP = seed
            last: int = sub(i, 1)
            loop j2: for int j = last; j >= 0; -1 {
              dE: double = dP
              e2: double = load eSlot[j]
              dQ: double = mul(dE, e2)
              dP = dQ
            }
            dP2: double = dP
            dT = dP2
          }
          dT2: double = dT
          dA[i] += dT2
        }
        r: double = s
        ---
        """,
        merge(
            """
            function f(double[] a, int n) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                t: double = load a[i]
                isGT: boolean = gt(t, 0.0)
                if isGT {
                  declare double p
                  p = t
                  loop j: for int j = 0; j < i; 1 {
                    q: double = p
                    e: double = Math.exp(q)
                    p = e
                  }
                  whole: double = p
                  s += whole
                }
              }
              r: double = s
              return r
            }
            """,
            true));
  }

  private static final String CALL =
      "member Library.f(active double[], active double): active double\n";

  private static final String CALLS =
      CALL
          + """
            function f(double[] a, double[] b, int n) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                t: double = load a[i]
                v: double = invoke Library.f(b, t)
                s += v
              }
              r: double = s
              return r
            }
            """;

  @Test
  void aPullbackTakesThePlaceOfACallInALoop() {
    assertEquals(
        """
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          kept: Pullback.Gradient = fGradient
          fGradient2: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dB)
          fGradient = fGradient2
          v: double = invoke Pullback.pullback(b, t, seed, fGradient2)
          s += v
          dTPart: double = invoke Pullback.Gradient.of2(fGradient2)
          dA[i] += dTPart
        }
        r: double = s
        ---
        """,
        merge(CALLS, true));
  }

  @Test
  void aTapeHasBothCalls() {
    assertEquals(
        """
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          v: double = invoke Library.f(b, t)
          s += v
        }
        r: double = s
        ---
        loop i: for int i = 0; i < n; 1 {
          kept: Pullback.Gradient = fGradient
          fGradient2: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dB)
          fGradient = fGradient2
          invoke Pullback.pullback(b, t, seed, fGradient2)
          dTPart: double = invoke Pullback.Gradient.of2(fGradient2)
          dA[i] += dTPart
        }
        """,
        merge(CALLS, false));
  }

  /** Without a loop too, where nobody takes the regions apart. */
  @Test
  void aPullbackTakesThePlaceOfACall() {
    String text =
        CALL
            + """
              function f(double x, double[] b) {
                v: double = invoke Library.f(b, x)
                r: double = mul(v, 2.0)
                return r
              }
              """;
    assertEquals(
        """
        dV: double = mul(seed, 2.0)
        kept: Pullback.Gradient = fGradient
        fGradient2: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dB)
        fGradient = fGradient2
        v: double = invoke Pullback.pullback(b, x, dV, fGradient2)
        r: double = mul(v, 2.0)
        ---
        dXPart: double = invoke Pullback.Gradient.of2(fGradient2)
        declare double dX
        dX = dXPart
        """,
        merge(text, true));
    assertEquals(
        """
        v: double = invoke Library.f(b, x)
        r: double = mul(v, 2.0)
        ---
        dV: double = mul(seed, 2.0)
        kept: Pullback.Gradient = fGradient
        fGradient2: Pullback.Gradient = invoke Pullback.Gradient.wrap(kept, dB)
        fGradient = fGradient2
        invoke Pullback.pullback(b, x, dV, fGradient2)
        dXPart: double = invoke Pullback.Gradient.of2(fGradient2)
        declare double dX
        dX = dXPart
        """,
        merge(text, false));
  }
}
