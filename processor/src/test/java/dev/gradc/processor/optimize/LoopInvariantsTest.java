package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What leaves a loop, and what stays. */
final class LoopInvariantsTest {

  private static final Variable[] GIVEN = {
    Parser.variable("double a", Role.PARAMETER),
    Parser.variable("double b", Role.PARAMETER),
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("boolean f", Role.PARAMETER),
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double d", Role.MUTABLE)
  };

  private static final Simplifier ALONE =
      new Simplifier(
          Arrays.stream(Pass.values())
              .filter(pass -> pass != Pass.INVARIANTS)
              .map(Pass::optionName)
              .collect(Collectors.toSet()));

  private static void check(String before, String after) {
    Block simplified = ALONE.simplify(Parser.block(before, GIVEN), Set.of(), true);
    assertEquals(after, new Printer().print(simplified));
  }

  @Test
  void leavesAllLoopsInWhichItIsTheSame() {
    check(
        """
        loop i: for int i = 0; i < n; 1 {
          t: double = mul(a, b)
          k: double = toDouble(i)
          loop j: for int j = 0; j < n; 1 {
            u: double = Math.exp(t)
            v: double = mul(u, k)
            x[j] = v
          }
        }
        """,
        """
        t: double = mul(a, b)
        u: double = Math.exp(t)
        loop i: for int i = 0; i < n; 1 {
          k: double = toDouble(i)
          v: double = mul(u, k)
          loop j: for int j = 0; j < n; 1 {
            x[j] = v
          }
        }
        """);
  }

  @Test
  void takesAlongWhatItIsComputedFrom() {
    check(
        """
        loop i: for int i = 0; i < n; 1 {
          k: int = add(n, 1)
          m: int = mul(n, n)
          s: double = toDouble(n)
          r: double = toDouble(k)
          t: double = mul(a, r)
          x[m] = t
          x[i] = s
        }
        """,
        """
        k: int = add(n, 1)
        r: double = toDouble(k)
        t: double = mul(a, r)
        loop i: for int i = 0; i < n; 1 {
          m: int = mul(n, n)
          s: double = toDouble(n)
          x[m] = t
          x[i] = s
        }
        """);
  }

  @Test
  void whatChangesThrowsOrStandsInABranchStays() {
    String text =
        """
        loop i: for int i = 0; i < n; 1 {
          k: int = div(n, n)
          s: double = toDouble(k)
          e: double = load x[n]
          t: double = mul(a, e)
          u: double = mul(a, d)
          if f {
            v: double = mul(a, b)
            x[i] = v
          }
          d += t
          d += u
          d += s
        }
        """;
    check(text, text);
  }

  @Test
  void leavesTheBodyOfAWhileLoopNotItsHeader() {
    check(
        """
        loop w: while {
          h: double = mul(a, b)
          c: boolean = lt(d, h)
        } c {
          t: double = mul(a, b)
          d += t
        }
        """,
        """
        t: double = mul(a, b)
        loop w: while {
          h: double = mul(a, b)
          c: boolean = lt(d, h)
        } c {
          d += t
        }
        """);
  }

  @Test
  void whatTwoLoopsCallTheSameStays() {
    String text =
        """
        loop i: for int i = 0; i < n; 1 {
          t: double = mul(a, b)
          d += t
        }
        loop j: for int j = 0; j < n; 1 {
          t: double = mul(a, a)
          d += t
        }
        """;
    check(text, text);
  }

  @Test
  void codeOfTheCompilerStays() {
    String text =
        """
        loop i: for int i = 0; i < n; 1 {
          t: double = mul(a, b)
          x[i] = t
        }
        """;
    Variable ours = new Variable("t", Scalar.DOUBLE, Role.SINGLE);
    Block block = Parser.block(text, GIVEN);
    assertEquals(text, new Printer().print(ALONE.simplify(block, Set.of(), false)));
    assertEquals(text, new Printer().print(ALONE.simplifyMixed(block, Set.of(), Set.of(ours))));
    assertEquals(text, new Printer().print(ALONE.simplify(block, Set.of(ours), true)));
  }
}
