package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is stored, where, and what is computed again: functions in, two regions and slots out. */
final class TapeLayoutTest {

  private static String layOut(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    AdjointRegions regions = new Adjoint(new Rules()).differentiate(function, activity, arrays);
    Set<Variable> adjoints = new LinkedHashSet<>();
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(adjoints::add));
    Simplifier simplifier = new Simplifier(Set.of());
    Block tidied = simplifier.simplify(regions.backward(), adjoints, false);
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(regions, SeparatedOutputs.of(tidied), arrays, TapeLayout.Form.FUSED);
    SeparatedOutputs backward =
        laidOut.backward().with(region -> simplifier.simplify(region, adjoints, false));
    Set<Variable> live = new LinkedHashSet<>(FreeVariables.of(backward.combined()));
    regions.results().forEach(result -> live.add((Variable) result));
    Block forward = simplifier.simplify(laidOut.forward(), live, true);
    ReverseProgram program =
        new SlotAssignment().assign(laidOut.with(forward, backward), function, List.of(), arrays);
    StringBuilder result = new StringBuilder();
    result.append(new Printer().print(program.forward()));
    result.append("---\n").append(new Printer().print(program.backward()));
    for (Slot slot : program.slots()) {
      result.append("slot ").append(slot.variable()).append(" of ").append(slot.subject());
      result.append(slot.isFreed() ? " freed\n" : "\n");
    }
    return result.toString();
  }

  @Test
  void rectangularLoopsMultiplyTheirCounters() {
    assertEquals(
        """
        declare double s
        s = 0.0
        trips: int = Math.max(0, n)
        trips2: int = Math.max(0, m)
        total: int = mul(trips, trips2)
        reserve eSlot, total
        loop i: for int i = 0; i < n; 1 {
          base: int = mul(i, m)
          loop j: for int j = 0; j < m; 1 {
            position: int = add(base, j)
            t: double = load a[j]
            u: double = mul(t, x)
            e: double = Math.exp(u)
            eSlot[position] = e
            s += e
          }
        }
        r: double = s
        ---
        declare double dX
        dX = 0.0
        bound2: int = Math.max(n, 0)
        last2: int = sub(bound2, 1)
        loop i: for int i = last2; i >= 0; -1 {
          bound: int = Math.max(m, 0)
          last: int = sub(bound, 1)
          base: int = mul(i, m)
          loop j: for int j = last; j >= 0; -1 {
            position: int = add(base, j)
            e: double = load eSlot[position]
            dU: double = mul(seed, e)
            dT: double = mul(dU, x)
            t: double = load a[j]
            product2: double = mul(dU, t)
            dX += product2
            dA[j] += dT
          }
        }
        slot x of x freed
        slot a of a freed
        slot n of n
        slot m of m
        slot eSlot of e freed
        """,
        layOut(
            """
            function f(double x, double[] a, int n, int m) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                loop j: for int j = 0; j < m; 1 {
                  t: double = load a[j]
                  u: double = mul(t, x)
                  e: double = Math.exp(u)
                  s += e
                }
              }
              r: double = s
              return r
            }
            """));
  }

  @Test
  void branchesOutsideLoopsRecordInAVariable() {
    assertEquals(
        """
        declare double eSlot
        eSlot = 0.0
        declare double s
        s = x
        if b {
          e: double = Math.exp(x)
          eSlot = e
          g: double = mul(e, e)
          s = g
        }
        r: double = s
        ---
        declare double dX
        dX = 0.0
        declare double dS
        dS = seed
        if b {
          dS = 0.0
          e: double = eSlot
          product2: double = mul(seed, e)
          dE: double = add(product2, product2)
          product: double = mul(dE, e)
          dX = product
        }
        dS2: double = dS
        dX += dS2
        slot b of b
        slot eSlot of e freed
        """,
        layOut(
            """
            function f(double x, boolean b) {
              declare double s
              s = x
              if b {
                e: double = Math.exp(x)
                g: double = mul(e, e)
                s = g
              } else {
              }
              r: double = s
              return r
            }
            """));
  }

  @Test
  void swappedArraysRecordTheirAdjoints() {
    assertEquals(
        """
        a: double[] = newarray primal double[n]
        reserve dAStorage, n
        dA: double[] = dAStorage
        b: double[] = newarray primal double[n]
        reserve dBStorage, n
        dB: double[] = dBStorage
        a[0] = x
        declare double[] p
        p = a
        declare double[] dP
        dP = dA
        declare double[] q
        q = b
        declare double[] dQ
        dQ = dB
        reserve dP2Slot, n
        reserve dQ2Slot, n
        reserve tSlot, n
        loop i: for int i = 0; i < n; 1 {
          p2: double[] = p
          dP2: double[] = dP
          dP2Slot[i] = dP2
          q2: double[] = q
          dQ2: double[] = dQ
          dQ2Slot[i] = dQ2
          t: double = load p2[0]
          tSlot[i] = t
          u: double = mul(t, t)
          q2[0] = u
          p = q2
          dP = dQ2
          q = p2
          dQ = dP2
        }
        p3: double[] = p
        dP3: double[] = dP
        r: double = load p3[0]
        ---
        dP3[0] += seed
        bound: int = Math.max(n, 0)
        last: int = sub(bound, 1)
        loop i: for int i = last; i >= 0; -1 {
          dQ2: double[] = load dQ2Slot[i]
          dU: double = load dQ2[0]
          dQ2[0] = 0.0
          t: double = load tSlot[i]
          product: double = mul(dU, t)
          dT: double = add(product, product)
          dP2: double[] = load dP2Slot[i]
          dP2[0] += dT
        }
        dAElement: double = load dA[0]
        dA[0] = 0.0
        declare double dX
        dX = dAElement
        clear dB, n
        clear dA, n
        slot n of n
        slot dA of dA
        slot dB of dB
        slot dP3 of dP3
        slot dP2Slot of dP2 freed
        slot dQ2Slot of dQ2 freed
        slot tSlot of t freed
        """,
        layOut(
            """
            function f(double x, int n) {
              declare double[] p
              declare double[] q
              a: double[] = newarray primal double[n]
              b: double[] = newarray primal double[n]
              a[0] = x
              p = a
              q = b
              loop i: for int i = 0; i < n; 1 {
                p2: double[] = p
                q2: double[] = q
                t: double = load p2[0]
                u: double = mul(t, t)
                q2[0] = u
                p = q2
                q = p2
              }
              p3: double[] = p
              r: double = load p3[0]
              return r
            }
            """));
  }

  /** A row costs nothing where it is found once for all elements: no slot for their differences. */
  @Test
  void whatIsRepeatedOutsideOfALoopIsFree() {
    assertEquals(
        """
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          ra: double[] = load a[i]
          rb: double[] = load b[k]
          loop j: for int j = 0; j < m; 1 {
            t: double = load ra[j]
            u: double = load rb[j]
            d: double = sub(t, u)
            e: double = mul(d, d)
            s += e
          }
        }
        r: double = s
        ---
        bound2: int = Math.max(n, 0)
        last2: int = sub(bound2, 1)
        loop i: for int i = last2; i >= 0; -1 {
          dRa: double[] = load dA[i]
          dRb: double[] = load dB[k]
          bound: int = Math.max(m, 0)
          last: int = sub(bound, 1)
          ra: double[] = load a[i]
          rb: double[] = load b[k]
          loop j: for int j = last; j >= 0; -1 {
            t: double = load ra[j]
            u: double = load rb[j]
            d: double = sub(t, u)
            product: double = mul(seed, d)
            dD: double = add(product, product)
            dU: double = neg(dD)
            dRb[j] += dU
            dRa[j] += dD
          }
        }
        slot a of a freed
        slot b of b freed
        slot k of k
        slot n of n
        slot m of m
        """,
        layOut(
            """
            function f(double[][] a, double[][] b, int k, int n, int m) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                ra: double[] = load a[i]
                rb: double[] = load b[k]
                loop j: for int j = 0; j < m; 1 {
                  t: double = load ra[j]
                  u: double = load rb[j]
                  d: double = sub(t, u)
                  e: double = mul(d, d)
                  s += e
                }
              }
              r: double = s
              return r
            }
            """));
  }

  /** Where no loop goes back through one that makes arrays, nobody reads their adjoints. */
  @Test
  void adjointsOfLoopsWithoutAReverseAreNotKept() {
    Function function =
        Parser.function(
            """
            function f(double x, int n) {
              declare double s
              s = 0.0
              loop i: for int i = 0; i < n; 1 {
                b: double[] = newarray primal double[2]
                b[0] = x
                t: double = load b[0]
                s += t
              }
              r: double = s
              return r
            }
            """);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    AdjointRegions regions = new Adjoint(new Rules()).differentiate(function, activity, arrays);
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(
                regions, SeparatedOutputs.of(new Block(List.of())), arrays, TapeLayout.Form.FUSED);
    assertEquals(List.of(), laidOut.storage());
    assertEquals(
        """
        declare double s
        s = 0.0
        loop i: for int i = 0; i < n; 1 {
          b: double[] = newarray primal double[2]
          dB: double[] = newarray adjoint double[2]
          b[0] = x
          t: double = load b[0]
          s += t
        }
        r: double = s
        """,
        new Printer().print(laidOut.forward()));
  }

  /** The names that two blocks are given, by role. */
  private static Variable[] around() {
    return new Variable[] {
      Parser.variable("double[] a", Role.PARAMETER),
      Parser.variable("double[] dA", Role.PARAMETER),
      Parser.variable("double f", Role.SINGLE),
      Parser.variable("int m", Role.SINGLE),
      Parser.variable("double s", Role.MUTABLE),
      Parser.variable("double d", Role.SINGLE),
      Parser.variable("double e", Role.SINGLE),
      Parser.variable("double before", Role.SINGLE)
    };
  }

  /**
   * Regions of an iteration, say: what is defined around them is there for both, so that what is
   * computed from it is computed again, and bounds do not change; but a variable that changes has
   * another value by then.
   */
  @Test
  void whatIsAroundTheRegionsIsAtHandUnlessItChanges() {
    Variable[] around = around();
    Block forward =
        Parser.block(
            """
            loop i: for int i = 0; i < 3; 1 {
              loop j: for int j = 0; j < m; 1 {
                t: double = load a[j]
                d: double = sub(t, f)
                e: double = Math.exp(d)
                before: double = s
                s += e
              }
            }
            """,
            Arrays.copyOf(around, 5));
    Block backward =
        Parser.block(
            """
            loop i: for int i = 2; i >= 0; -1 {
              last: int = sub(m, 1)
              loop j: for int j = last; j >= 0; -1 {
                u: double = mul(d, before)
                v: double = mul(u, e)
                dA[j] += v
              }
            }
            """,
            around);
    AdjointRegions regions =
        new AdjointRegions(
            List.of(around[0]), List.of(), List.of(), List.of(), List.of(), forward, backward);
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(
                regions,
                SeparatedOutputs.of(backward),
                new AliasAnalysis().analyze(List.of(around[0]), forward),
                TapeLayout.Form.FUSED);
    Printer printer = new Printer();
    assertEquals(
        """
        trips: int = Math.max(0, m)
        total: int = mul(3, trips)
        reserve eSlot, total
        reserve beforeSlot, total
        loop i: for int i = 0; i < 3; 1 {
          base: int = mul(i, m)
          loop j: for int j = 0; j < m; 1 {
            position: int = add(base, j)
            t: double = load a[j]
            d: double = sub(t, f)
            e: double = Math.exp(d)
            eSlot[position] = e
            before: double = s
            beforeSlot[position] = before
            s += e
          }
        }
        ---
        loop i: for int i = 2; i >= 0; -1 {
          last: int = sub(m, 1)
          base: int = mul(i, m)
          loop j: for int j = last; j >= 0; -1 {
            position: int = add(base, j)
            t: double = load a[j]
            d: double = sub(t, f)
            before: double = load beforeSlot[position]
            u: double = mul(d, before)
            e: double = load eSlot[position]
            v: double = mul(u, e)
            dA[j] += v
          }
        }
        """,
        printer.print(laidOut.forward()) + "---\n" + printer.print(laidOut.backward().combined()));
  }
}
