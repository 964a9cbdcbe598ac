package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Separability;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sweeps of both matrices ask for their own directions, and for nothing else. */
final class GuardedSweepsTest {

  private static final Variable X = Parser.variable("double[] x", Role.PARAMETER);
  private static final Variable A = Parser.variable("double a", Role.PARAMETER);
  private static final Variable N = Parser.variable("int n", Role.PARAMETER);
  private static final Variable TANGENT = Parser.variable("double da", Role.PARAMETER);
  private static final Variable ADJOINT = Parser.variable("double[] p", Role.PARAMETER);
  private static final Variable PRODUCT = Parser.variable("double[] dp", Role.PARAMETER);

  /** The first adds what is zero without the tangent, the second does not. */
  private static final String LOOPS =
      """
      loop i: for int i = 0; i < n; 1 {
        r: double = load x[i]
        s: double = mul(da, r)
        dp[i] += s
      }
      loop j: for int j = 0; j < n; 1 {
        t: double = load x[j]
        u: double = mul(a, t)
        p[j] += u
      }
      """;

  private static Sweep sweep() {
    return new Sweep(
        1,
        List.of(X, A, N),
        List.of(List.of(TANGENT)),
        List.of(ADJOINT),
        List.of(List.of(PRODUCT)),
        Parser.block(LOOPS, X, A, N, TANGENT, ADJOINT, PRODUCT),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Set.of());
  }

  private static ReverseProgram program() {
    return new ReverseProgram(
        List.of(X),
        List.of(Optional.empty()),
        List.of(Constant.of(1.0)),
        List.of(Optional.empty()),
        Block.EMPTY,
        Block.EMPTY,
        List.of(),
        new Slices(List.of(), Map.of(), Map.of(), Set.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new StoreFacts(Map.of(), Map.of()));
  }

  @Test
  void loopsAskForTheDirection() {
    Matrices matrices =
        new Matrices(
            Optional.of(new Matrices.Jacobian(List.of(sweep()), true)),
            Optional.of(new Matrices.Hessian(List.of(sweep()), new Separability(List.of()), true)));
    Derivative guarded =
        new GuardedSweeps()
            .of(
                new Derivative(
                    program(),
                    program(),
                    Member.Effects.NONE,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    matrices));
    for (Sweep sweep :
        List.of(
            guarded.matrices().jacobian().orElseThrow().columns().get(0),
            guarded.matrices().hessian().orElseThrow().products().get(0))) {
      assertEquals(
          """
          isVaried: boolean = ne(da, 0.0)
          if isVaried {
            loop i: for int i = 0; i < n; 1 {
              r: double = load x[i]
              s: double = mul(da, r)
              dp[i] += s
            }
          }
          loop j: for int j = 0; j < n; 1 {
            t: double = load x[j]
            u: double = mul(a, t)
            p[j] += u
          }
          """,
          new Printer().print(sweep.body()));
    }
  }
}
