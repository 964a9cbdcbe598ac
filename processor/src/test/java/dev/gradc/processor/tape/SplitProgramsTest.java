package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradc.processor.analysis.Separability;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Which programs of a derivative have their loops split, that new names are new in all regions of
 * one, and which programs are a method's own.
 */
final class SplitProgramsTest {

  private static final Variable X = Parser.variable("double[] x", Role.PARAMETER);
  private static final Variable N = Parser.variable("int n", Role.PARAMETER);

  /** Names that a second loop would like to have. */
  private static final Variable I2 = Parser.variable("double i2", Role.PARAMETER);

  private static final Variable R2 = Parser.variable("double r2", Role.MUTABLE);
  private static final Variable T2 = Parser.variable("double t2", Role.PARAMETER);
  private static final Variable P = Parser.variable("double[] p", Role.PARAMETER);
  private static final Variable Q = Parser.variable("double[] q", Role.MUTABLE);
  private static final Variable I3 = Parser.variable("double[] i3", Role.MUTABLE);

  private static final String FORWARD =
      """
      loop i: for int i = 0; i < n; 1 {
        r: double = load x[i]
        s: double = mul(r, r)
        q[i] += s
        t: double = div(r, 3.0)
        i3[i] += t
      }
      """;
  private static final String BACKWARD =
      """
      loop i: for int i = 0; i < n; 1 {
        r3: double = load q[i]
        s3: double = mul(r3, t2)
        p[i] += s3
        v: double = div(r3, 3.0)
        i3[i] += v
      }
      """;
  private static final String OUTPUT =
      """
      loop i: for int i = 0; i < n; 1 {
        r4: double = load q[i]
        s: double = mul(r4, t2)
        p[i] += s
        t3: double = div(r4, 3.0)
        i3[i] += t3
      }
      """;

  private static final KeptPart PART =
      new KeptPart(
          "g",
          "G",
          Member.ofStatic("G", "evaluate", List.of(), Optional.empty()),
          false,
          false,
          false);

  private static Block block(String text) {
    return Parser.block(text, X, N, I2, R2, T2, P, Q, I3);
  }

  private static ReverseProgram reverse() {
    return new ReverseProgram(
        List.of(X, N, I2),
        List.of(Optional.of(P), Optional.empty(), Optional.of(R2)),
        List.of(Constant.of(1.0)),
        List.of(Optional.of(T2)),
        block(FORWARD),
        block(BACKWARD),
        List.of(block(OUTPUT)),
        new Slices(List.of(), Map.of(), Map.of(), Set.of()),
        List.of(Q, I3),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new StoreFacts(Map.of(), Map.of()));
  }

  private static ForwardProgram forward() {
    Function function =
        Parser.function(
            """
            function f(double[] x, double i2, int n) {
              q: double[] = newarray primal double[n]
              i3: double[] = newarray primal double[n]
              loop i: for int i = 0; i < n; 1 {
                r: double = load x[i]
                s: double = mul(r, i2)
                v: double = neg(s)
                q[i] = v
                t: double = div(r, 3.0)
                w: double = mul(t, t)
                i3[i] = w
              }
              result: double = load q[0]
              return result
            }
            """);
    return new ForwardProgram(function, Set.of(0));
  }

  private static Sweep sweep() {
    return new Sweep(
        1,
        List.of(X, N, I2),
        List.of(List.of(T2)),
        List.of(P),
        List.of(List.of(Q)),
        block(
            """
            loop i: for int i = 0; i < n; 1 {
              r: double = load x[i]
              s: double = mul(r, r)
              q[i] += s
              t: double = div(r, 3.0)
              p[i] += t
              v: double = mul(r, t2)
              i3[i] += v
            }
            """),
        List.of(),
        List.of(),
        List.of(),
        List.of(I3),
        Set.of());
  }

  private static Derivative derivative() {
    Derivative.Recursive recursive =
        new Derivative.Recursive(
            "G",
            "g",
            forward().function(),
            Scalar.DOUBLE,
            Optional.of(reverse()),
            Optional.of(new Derivative.Evaluation(reverse(), PART)),
            Optional.empty(),
            Optional.of(forward()));
    return new Derivative(
        reverse(),
        reverse(),
        Member.Effects.NONE,
        Optional.of(reverse()),
        List.of(recursive),
        Optional.empty(),
        Optional.of(forward()),
        new Matrices(
            Optional.of(new Matrices.Jacobian(List.of(sweep()), true)),
            Optional.of(
                new Matrices.Hessian(
                    List.of(sweep(), sweep()), new Separability(List.of()), true))));
  }

  private static String text(Block block) {
    return new Printer().print(block);
  }

  /** Names of parameters, adjoints, seeds and storage are taken, and those of all other regions. */
  @Test
  void gradientsAndTapesAreSplitRegionByRegion() {
    Derivative split = new SplitPrograms().of(derivative());
    List<ReverseProgram> programs =
        List.of(
            split.fused(),
            split.taped(),
            split.inPlace().orElseThrow(),
            split.recursive().get(0).pullback().orElseThrow(),
            split.recursive().get(0).evaluation().orElseThrow().program());
    assertSame(PART, split.recursive().get(0).evaluation().orElseThrow().part());
    for (ReverseProgram program : programs) {
      assertEquals(
          """
          loop i: for int i = 0; i < n; 1 {
            r: double = load x[i]
            s: double = mul(r, r)
            q[i] += s
          }
          loop i4: for int i4 = 0; i4 < n; 1 {
            r5: double = load x[i4]
            t4: double = div(r5, 3.0)
            i3[i4] += t4
          }
          """,
          text(program.forward()));
      assertEquals(
          """
          loop i: for int i = 0; i < n; 1 {
            r3: double = load q[i]
            s3: double = mul(r3, t2)
            p[i] += s3
          }
          loop i5: for int i5 = 0; i5 < n; 1 {
            r6: double = load q[i5]
            v2: double = div(r6, 3.0)
            i3[i5] += v2
          }
          """,
          text(program.backward()));
      assertEquals(1, program.outputs().size());
      assertEquals(
          """
          loop i: for int i = 0; i < n; 1 {
            r4: double = load q[i]
            s: double = mul(r4, t2)
            p[i] += s
          }
          loop i6: for int i6 = 0; i6 < n; 1 {
            r7: double = load q[i6]
            t5: double = div(r7, 3.0)
            i3[i6] += t5
          }
          """,
          text(program.outputs().get(0)));
    }
  }

  /** What is one array is so by what a statement says somewhere in the program. */
  @Test
  void namesOfOneArrayAreKnown() {
    String text =
        """
        other: double[] = q
        loop i: for int i = 0; i < n; 1 {
          r: double = load q[i]
          s: double = mul(r, r)
          u: double = load i3[i]
          i3[i] += s
          t: double = div(u, 3.0)
          other[i] += t
        }
        """;
    ReverseProgram program =
        new ReverseProgram(
            List.of(X, N),
            List.of(Optional.of(P), Optional.empty()),
            List.of(Constant.of(1.0)),
            List.of(Optional.of(T2)),
            block(text),
            Block.EMPTY,
            List.of(),
            new Slices(List.of(), Map.of(), Map.of(), Set.of()),
            List.of(Q, I3),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new StoreFacts(Map.of(), Map.of()));
    Derivative split = new SplitPrograms().of(derivative().with(any -> program));
    assertEquals(text, text(split.fused().forward()));
  }

  @Test
  void forwardModeIsSplit() {
    Derivative split = new SplitPrograms().of(derivative());
    Stream.of(split.forward(), split.recursive().get(0).forward())
        .map(Optional::orElseThrow)
        .forEach(
            program -> {
              assertEquals(
                  """
                  function f(double[] x, double i2, int n) {
                    q: double[] = newarray primal double[n]
                    i3: double[] = newarray primal double[n]
                    loop i: for int i = 0; i < n; 1 {
                      r: double = load x[i]
                      s: double = mul(r, i2)
                      v: double = neg(s)
                      q[i] = v
                    }
                    loop i4: for int i4 = 0; i4 < n; 1 {
                      r2: double = load x[i4]
                      t2: double = div(r2, 3.0)
                      w2: double = mul(t2, t2)
                      i3[i4] = w2
                    }
                    result: double = load q[0]
                    return result
                  }
                  """,
                  new Printer().print(program.function()));
              assertEquals(Set.of(0), program.written());
            });
  }

  @Test
  void sweepsAreSplit() {
    Matrices split = new SplitPrograms().of(derivative()).matrices();
    assertEquals(1, split.jacobian().orElseThrow().columns().size());
    assertEquals(2, split.hessian().orElseThrow().products().size());
    Stream.concat(
            split.jacobian().orElseThrow().columns().stream(),
            split.hessian().orElseThrow().products().stream())
        .forEach(
            sweep ->
                assertEquals(
                    """
                  loop i: for int i = 0; i < n; 1 {
                    r: double = load x[i]
                    s: double = mul(r, r)
                    q[i] += s
                  }
                  loop i4: for int i4 = 0; i4 < n; 1 {
                    r2: double = load x[i4]
                    t3: double = div(r2, 3.0)
                    p[i4] += t3
                  }
                  loop i5: for int i5 = 0; i5 < n; 1 {
                    r3: double = load x[i5]
                    v2: double = mul(r3, t2)
                    i3[i5] += v2
                  }
                  """,
                    text(sweep.body())));
  }

  private static Sweep sweep(List<Variable> adjoints, List<Variable> products, String body) {
    return new Sweep(
        1,
        List.of(X, N),
        List.of(List.of(P)),
        adjoints,
        List.of(products),
        block(body),
        List.of(),
        List.of(),
        List.of(),
        List.of(Q, I3),
        Set.of());
  }

  private static String split(Sweep sweep) {
    Derivative derivative =
        derivative()
            .with(
                new Matrices(
                    Optional.of(new Matrices.Jacobian(List.of(sweep), true)), Optional.empty()));
    Matrices split = new SplitPrograms().of(derivative).matrices();
    return text(split.jacobian().orElseThrow().columns().get(0).body());
  }

  /** Those that the statements do not mention are declared, too. */
  @Test
  void namesOfAllArraysOfASweepAreTaken() {
    Variable adjoint = Parser.variable("double[] r2", Role.PARAMETER);
    Variable product = Parser.variable("double[] s2", Role.PARAMETER);
    String body =
        """
        loop i: for int i = 0; i < n; 1 {
          r: double = load x[i]
          t: double = mul(r, 2.0)
          q[i] += t
          s: double = mul(r, r)
          i3[i] += s
        }
        """;
    assertEquals(
        """
        loop i: for int i = 0; i < n; 1 {
          r: double = load x[i]
          t: double = mul(r, 2.0)
          q[i] += t
        }
        loop i2: for int i2 = 0; i2 < n; 1 {
          r3: double = load x[i2]
          s3: double = mul(r3, r3)
          i3[i2] += s3
        }
        """,
        split(sweep(List.of(adjoint), List.of(product), body)));
  }

  @Test
  void directionsAreWrittenInOneLoop() {
    String body =
        """
        loop i: for int i = 0; i < n; 1 {
          r: double = load x[i]
          t: double = mul(r, 2.0)
          q[i] += t
          s: double = mul(r, r)
          p[i] += s
        }
        """;
    assertEquals(body, split(sweep(List.of(), List.of(), body)));
  }

  @Test
  void primalsChangeAlone() {
    Function primal = forward().function();
    Function other = Parser.function("function f(double x) {\n  return x\n}\n");
    Derivative.Recursive called =
        new Derivative.Recursive(
            "G",
            "g",
            primal,
            Scalar.DOUBLE,
            Optional.of(reverse()),
            Optional.of(primal),
            Optional.of(forward()));
    Derivative derivative =
        new Derivative(
            reverse(),
            reverse(),
            Member.Effects.NONE,
            Optional.empty(),
            List.of(called),
            Optional.of(primal),
            Optional.of(forward()),
            Matrices.NONE);
    Derivative changed = derivative.withPrimals(any -> other);
    assertSame(other, changed.primal().orElseThrow());
    assertSame(other, changed.recursive().get(0).primal().orElseThrow());
    assertEquals(primal, changed.recursive().get(0).function());
    assertEquals(derivative.fused(), changed.fused());
    assertEquals(derivative.forward(), changed.forward());
  }

  /** What has this name is the method itself, as others call it. */
  @Test
  void methodsOnKeptMemoryAreKnownByTheirName() {
    for (String name : List.of("G", "OnKeptMemory")) {
      Derivative.Recursive called =
          new Derivative.Recursive(
              name,
              "g",
              forward().function(),
              Scalar.DOUBLE,
              Optional.of(reverse()),
              Optional.empty(),
              Optional.empty());
      assertEquals(!name.equals("G"), called.isOnKeptMemory());
    }
  }

  /** Checks of what is given have texts for the parameters of the method, not of what it calls. */
  @Test
  void ownProgramsChangeAlone() {
    Derivative derivative = derivative();
    ReverseProgram other = reverse();
    Derivative changed = derivative.withOwn(program -> other);
    assertSame(other, changed.fused());
    assertSame(other, changed.taped());
    assertSame(other, changed.inPlace().orElseThrow());
    assertEquals(derivative.recursive(), changed.recursive());
    assertEquals(derivative.forward(), changed.forward());
    assertEquals(derivative.matrices(), changed.matrices());
  }

  @Test
  void ownTangentsChangeAlone() {
    Derivative derivative = derivative();
    ForwardProgram other = forward();
    Derivative changed = derivative.withOwnTangents(program -> other);
    assertSame(other, changed.forward().orElseThrow());
    assertEquals(derivative.recursive(), changed.recursive());
    assertEquals(derivative.fused(), changed.fused());
    assertEquals(derivative.matrices(), changed.matrices());
  }
}
