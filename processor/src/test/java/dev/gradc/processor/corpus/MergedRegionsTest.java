package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Interpretation;
import dev.gradc.processor.ir.Jacobian;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.LaidOutRegions;
import dev.gradc.processor.tape.Matrices;
import dev.gradc.processor.tape.MergedLoops;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From IR text to a gradient without javac, where loops go back as they run: which of them do, and
 * that what comes of it is what Hipparchus computes, in the same bits in one function, with slots
 * and with arrays made anew, and on a tape.
 */
final class MergedRegionsTest {

  private static final Simplifier SIMPLIFIER = new Simplifier(Set.of());

  private record Merged(Set<String> labels, ReverseProgram program) {}

  private static Set<Variable> adjoints(AdjointRegions regions) {
    Set<Variable> adjoints = new LinkedHashSet<>();
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(adjoints::add));
    return adjoints;
  }

  private static Merged merge(Function function, TapeLayout.Form form) {
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    AdjointRegions regions = new Adjoint(rules).differentiate(function, activity, arrays);
    ArrayOrigins all = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    Set<Variable> adjoints = adjoints(regions);
    SeparatedOutputs separated =
        new OutputSeparation()
            .separate(regions, List.of())
            .with(region -> SIMPLIFIER.simplify(region, adjoints, false));
    MergedLoops.Merged merged =
        new MergedLoops(
                block -> SIMPLIFIER.simplify(block, Set.of(), false), MergedLoops.Choice.ALL)
            .merge(regions, separated, all, form == TapeLayout.Form.FUSED);
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(merged.regions(), merged.separated(), all, form)
            .with(merged.storage());
    Set<String> labels = outermost(separated.combined());
    if (form == TapeLayout.Form.FUSED) {
      labels.removeAll(outermost(merged.separated().combined()));
    }
    return new Merged(labels, new SlotAssignment().assign(laidOut, function, List.of(), all));
  }

  /** Labels of loops that are in no other loop. */
  private static Set<String> outermost(Block block) {
    Set<String> labels = new TreeSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop) {
        labels.add(loop.label());
      } else {
        statement.blocks().forEach(inner -> labels.addAll(outermost(inner)));
      }
    }
    return labels;
  }

  private static void check(Function function, ReverseProgram fused, ReverseProgram taped) {
    Derivative derivative =
        new Derivative(
            fused,
            taped,
            Member.Effects.NONE,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Matrices.NONE);
    assertEquals(List.of(), ReverseLaws.complaints(derivative));
    SeededRandom random = new SeededRandom(function.name());
    InterpretedRegions ofFused = new InterpretedRegions(function, fused, List.of());
    InterpretedRegions ofTaped = new InterpretedRegions(function, taped, List.of());
    for (int sample = 0; sample < 4; sample++) {
      Object[] arguments = LayoutsTest.arguments(function, sample, random);
      Object value = Interpretation.exact(function, List.of(), List.of(), Numbers.copy(arguments));
      List<Object> seeds = new ArrayList<>();
      Leaves.all(value).forEach(it -> seeds.add(Checks.seedOfLeaf(it, random)));
      Jacobian jacobian = Jacobian.of(function, List.of(), arguments);
      double[] expected = jacobian.transposedTimes(Numbers.flat(seeds));
      GeneratedApi.Answer inOne = ofFused.run(Numbers.copy(arguments), seeds);
      GeneratedApi.Answer onTape = ofTaped.run(Numbers.copy(arguments), seeds);
      assertTrue(Numbers.sameBits(Numbers.flat(value), Numbers.flat(inOne.value())), "value");
      assertArrayEquals(expected, inOne.gradient(), 1e-10 * Numbers.norm(expected) + 1e-14);
      assertTrue(Numbers.sameBits(inOne.gradient(), onTape.gradient()), "in one, and on a tape");
      new SecondDerivatives(function, fused).areTheRegions(arguments, seeds);
    }
  }

  private static Arguments merging(String what, String labels, String statements) {
    return Arguments.of(what, labels, statements);
  }

  private static final String HEADER =
      """
      member Failure.of(): Failure opaque
      function f(double x, double y, double[] a, double[] b, double[][] m, int n, boolean c) {
      declare double s
      s = 0.0
      """;

  private static final String TERMS =
      """
      loop i: for int i = 0; i < n; 1 {
        t: double = load a[i]
        u: double = mul(t, x)
        e: double = Math.exp(u)
        s += e
      }
      """;

  private static final String OTHERS =
      """
      loop k: for int k = 0; k < n; 1 {
        t2: double = load b[k]
        u2: double = mul(t2, x)
        e2: double = Math.sin(u2)
        s += e2
      }
      """;

  private static final String RETURN = "whole: double = s\nreturn whole\n";

  private static final String THROW =
      """
      far: boolean = gt(x, 100.0)
      if far {
        none: Failure = invoke Failure.of()
        throw none
      }
      """;

  /** Statements with blocks, so that numbers of statements are no numbers of lines. */
  private static final String BLOCKS =
      """
      declare int w
      w = 0
      loop while1: while {
        now: int = w
        goes: boolean = lt(now, n)
      } goes {
        before: int = w
        if c {
          next: int = add(before, 1)
          w = next
        } else {
          next2: int = add(before, 2)
          w = next2
        }
      }
      declare int w2
      w2 = 0
      loop j: for int j = 0; j < n; 1 {
        loop j2: for int j2 = 0; j2 < n; 1 {
          w2 = j2
        }
        if c {
          w2 = j
        }
      }
      """;

  static Stream<Arguments> places() {
    return Stream.of(
        merging("one", "i", TERMS + RETURN),
        merging("two", "i k", TERMS + OTHERS + RETURN),
        merging("in a branch", "i", "if c {\n" + TERMS + "}\n" + RETURN),
        merging(
            "in both", "i k", "if c {\n" + TERMS + "} else {\n" + OTHERS + "}\ns += y\n" + RETURN),
        merging(
            "in a branch of a branch",
            "i k",
            "d: boolean = gt(y, 1.0)\nif d {\n} else {\nif c {\n"
                + TERMS
                + "}\n"
                + OTHERS
                + "}\n"
                + RETURN),
        merging("in another", "o", "loop o: for int o = 0; o < 2; 1 {\n" + TERMS + "}\n" + RETURN),
        merging(
            "two in another",
            "o",
            "loop o: for int o = 0; o < 2; 1 {\n" + TERMS + OTHERS + "}\n" + RETURN),
        merging(
            "in one of unknown length",
            "",
            """
            declare int at
            at = 0
            loop w: while {
              now: int = at
              goes: boolean = lt(now, 2)
            } goes {
            """
                + TERMS
                + "before: int = at\nnext: int = add(before, 1)\nat = next\n}\n"
                + RETURN),
        merging("after a throw", "i", THROW + TERMS + RETURN),
        merging("after blocks and a throw", "i", BLOCKS + THROW + TERMS + RETURN),
        merging("after a throw and blocks", "i", THROW + BLOCKS + TERMS + RETURN),
        merging("before a throw", "", TERMS + THROW + RETURN),
        merging("blocks, then it, then a throw", "", BLOCKS + TERMS + THROW + RETURN),
        merging("it, then blocks, then a throw", "", TERMS + BLOCKS + THROW + RETURN),
        merging("one before, one after a throw", "k", TERMS + THROW + OTHERS + RETURN),
        merging(
            "the same in a branch",
            "k",
            "if c {\n" + BLOCKS + TERMS + THROW + OTHERS + "} else {\ns = x\n}\n" + RETURN),
        merging(
            "it throws itself",
            "k",
            "loop i: for int i = 0; i < n; 1 {\nt: double = load a[i]\nu: double = mul(t, x)\n"
                + "s += u\n"
                + THROW
                + "}\n"
                + OTHERS
                + RETURN),
        merging(
            "another throws before",
            "i",
            "loop j: for int j = 0; j < n; 1 {\nt: double = load a[j]\n"
                + "far: boolean = gt(t, 100.0)\nif far {\nnone: Failure = invoke Failure.of()\n"
                + "throw none\n}\n}\n"
                + TERMS.replace("t: ", "t1: ").replace("(t,", "(t1,")
                + RETURN),
        merging(
            "another throws afterwards",
            "",
            TERMS
                + "loop j: for int j = 0; j < n; 1 {\nt1: double = load a[j]\n"
                + "far: boolean = gt(t1, 100.0)\nif far {\nnone: Failure = invoke Failure.of()\n"
                + "throw none\n}\n}\n"
                + RETURN));
  }

  static Stream<Arguments> adjointsKnownBefore() {
    return Stream.of(
        merging(
            "of the seed",
            "i",
            TERMS + "whole: double = s\nr: double = mul(whole, 0.25)\nreturn r\n"),
        merging(
            "a parameter", "i", TERMS + "whole: double = s\nr: double = mul(whole, y)\nreturn r\n"),
        merging(
            "computed before",
            "i",
            "z: double = Math.sin(y)\n"
                + TERMS
                + "whole: double = s\nr: double = mul(whole, z)\nreturn r\n"),
        merging(
            "computed afterwards, of what was there before",
            "i",
            TERMS
                + "whole: double = s\nz: double = Math.sin(y)\nz2: double = mul(z, z)\n"
                + "r: double = mul(whole, z2)\nreturn r\n"),
        merging(
            "a count",
            "i",
            TERMS
                + "whole: double = s\nn2: int = mul(n, n)\nz: double = toDouble(n2)\n"
                + "r: double = div(whole, z)\nreturn r\n"),
        merging(
            "a quotient of counts, which might throw",
            "",
            TERMS
                + "whole: double = s\nn2: int = div(n, n)\nz: double = toDouble(n2)\n"
                + "r: double = div(whole, z)\nreturn r\n"),
        merging(
            "the sum", "", TERMS + "whole: double = s\nr: double = Math.log(whole)\nreturn r\n"),
        merging(
            "of the sum",
            "",
            TERMS
                + "whole: double = s\nz: double = mul(whole, y)\nr: double = Math.log(z)\nreturn r\n"),
        merging(
            "an element that is read afterwards",
            "",
            TERMS
                + "whole: double = s\nz: double = load b[0]\nr: double = mul(whole, z)\nreturn r\n"),
        merging(
            "what a variable was before",
            "i",
            "declare double v\nv = y\nz: double = v\n"
                + TERMS
                + "v = 2.0\nwhole: double = s\nr: double = mul(whole, z)\nreturn r\n"),
        merging(
            "what a variable was afterwards",
            "",
            "declare double v\nv = y\n"
                + TERMS
                + "v = 2.0\nwhole: double = s\nz: double = v\nr: double = mul(whole, z)\nreturn r\n"),
        merging(
            "several, each of another",
            "i k",
            TERMS.replace("s += e", "s2 += e").replace("loop", "declare double s2\ns2 = y\nloop")
                + OTHERS
                + """
                p: double = s2
                q: double = s
                z: double = Math.cos(y)
                p1: double = mul(p, z)
                q1: double = mul(q, z)
                r: double = add(p1, q1)
                return r
                """),
        merging(
            "one that two are computed from",
            "i",
            """
            declare double s2
            s2 = y
            """
                + TERMS.replace("s += e", "s += e\n  s2 += u")
                + """
                p: double = s2
                q: double = s
                z: double = Math.cos(y)
                zz: double = mul(z, z)
                z2: double = mul(z, y)
                p1: double = mul(p, zz)
                q1: double = mul(q, z2)
                r: double = add(p1, q1)
                return r
                """));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        merging(
            "rows",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              row: double[] = load m[i]
              loop j: for int j = 0; j < n; 1 {
                t: double = load row[j]
                u: double = mul(t, x)
                s += u
              }
            }
            """
                + RETURN),
        merging(
            "a row of the outside",
            "i",
            """
            row: double[] = load m[0]
            loop i: for int i = 0; i < n; 1 {
              t: double = load row[i]
              u: double = mul(t, t)
              s += u
            }
            """
                + RETURN),
        merging(
            "a branch at its end",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              high: boolean = gt(t, 0.9)
              if high {
                e: double = Math.exp(t)
                u: double = mul(e, x)
                s += u
              } else {
                u2: double = mul(t, y)
                s += u2
              }
            }
            """
                + RETURN),
        merging(
            "a branch of which one side is a constant",
            "i",
            """
            declare int high
            high = 0
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              if c {
                u: double = mul(t, x)
                s += u
              } else {
                is: boolean = gt(t, 0.9)
                if is {
                  high = i
                }
              }
            }
            """
                + RETURN),
        merging(
            "a loop of unknown length",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              declare double p
              p = t
              loop w: while {
                q: double = p
                goes: boolean = lt(q, 3.0)
              } goes {
                q2: double = p
                e: double = Math.exp(q2)
                p = e
              }
              last: double = p
              s += last
            }
            """
                + RETURN),
        merging(
            "an inner loop that goes on from the outside",
            "",
            """
            loop i: for int i = 0; i < n; 1 {
              loop j: for int j = 0; j < n; 1 {
                t: double = load a[j]
                q: double = s
                u: double = mul(q, t)
                s = u
              }
              s += x
            }
            """
                + RETURN),
        merging(
            "a variable of its own",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              declare double p
              p = t
              loop j: for int j = 0; j < i; 1 {
                q: double = p
                e: double = Math.sin(q)
                f: double = mul(e, x)
                p = f
              }
              last: double = p
              high: boolean = gt(last, 0.5)
              if high {
                g: double = mul(last, y)
                s += g
              }
              h: double = Math.cos(last)
              s += h
            }
            """
                + RETURN),
        merging(
            "two loops of one variable",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              declare double p
              p = t
              loop j: for int j = 0; j < i; 1 {
                q: double = p
                e: double = Math.sin(q)
                p = e
              }
              loop j2: for int j2 = 0; j2 < n; 1 {
                q2: double = p
                e2: double = Math.exp(q2)
                f2: double = mul(e2, x)
                p = f2
              }
              last: double = p
              s += last
            }
            """
                + RETURN),
        merging(
            "the variable goes from iteration to iteration",
            "",
            """
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              q: double = s
              u: double = mul(q, t)
              v: double = add(u, x)
              s = v
            }
            """
                + RETURN),
        merging(
            "its adjoint goes from iteration to iteration",
            "",
            """
            s = y
            loop i: for int i = 0; i < n; 1 {
              q: double = s
              u: double = mul(q, x)
              s = u
            }
            """
                + RETURN),
        merging(
            "an array of its own",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              own: double[] = newarray primal double[2]
              own[0] = x
              t: double = load own[0]
              u: double = mul(t, t)
              s += u
            }
            """
                + RETURN),
        merging(
            "an array of its own within a branch",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              if c {
                own: double[] = newarray primal double[2]
                own[0] = x
                t: double = load own[0]
                u: double = mul(t, t)
                s += u
              }
            }
            """
                + RETURN),
        merging(
            "an array of its own that is a constant",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              own: int[] = newarray primal int[2]
              own[0] = i
              k: int = load own[0]
              d: double = toDouble(k)
              u: double = mul(d, x)
              s += u
            }
            """
                + RETURN),
        merging(
            "an array of the method's own",
            "i",
            """
            own: double[] = newarray primal double[n]
            own[0] = x
            loop i: for int i = 0; i < n; 1 {
              t: double = load own[i]
              u: double = mul(t, t)
              s += u
            }
            """
                + RETURN),
        merging(
            "an array of its own that is written again and again",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              t: double = load a[i]
              own: double[][] = newarray primal double[][2][2]
              row: double[] = load own[0]
              same: double[] = row
              same[0] = t
              loop j: for int j = 0; j < i; 1 {
                u: double = load row[0]
                v: double = mul(u, x)
                e: double = Math.sin(v)
                row[0] = e
                row[1] += e
              }
              w: double = load row[1]
              z: double = mul(w, w)
              s += z
            }
            """
                + RETURN),
        merging(
            "arrays that the next iteration has under another name",
            "",
            """
            declare double[] last
            first: double[] = newarray primal double[2]
            last = first
            loop i: for int i = 0; i < n; 1 {
              own: double[] = newarray primal double[2]
              old: double[] = last
              t: double = load old[0]
              k: double = load a[i]
              u: double = mul(t, k)
              v: double = add(u, x)
              own[0] = v
              last = own
              s += u
            }
            """
                + RETURN),
        merging(
            "rows of a table of the method's own",
            "i",
            """
            own: double[][] = newarray primal double[][n][2]
            loop k: for int k = 0; k < n; 1 {
              row: double[] = load own[k]
              q: double = load a[k]
              e: double = Math.exp(q)
              row[1] = e
            }
            loop i: for int i = 0; i < n; 1 {
              row2: double[] = load own[i]
              t: double = load row2[1]
              u: double = mul(t, t)
              s += u
            }
            """
                + RETURN),
        merging(
            "one row of such a table",
            "i",
            """
            own: double[][] = newarray primal double[][2][n]
            row: double[] = load own[1]
            row[0] = x
            loop i: for int i = 0; i < n; 1 {
              t: double = load row[i]
              u: double = mul(t, t)
              s += u
            }
            """
                + RETURN),
        merging(
            "the table changes afterwards",
            "",
            """
            own: double[] = newarray primal double[n]
            own[0] = x
            loop i: for int i = 0; i < n; 1 {
              t: double = load own[i]
              u: double = mul(t, t)
              s += u
            }
            own[0] = y
            v: double = load own[0]
            s += v
            """
                + RETURN),
        merging(
            "the sum goes through an array of the method's own",
            "",
            """
            own: double[] = newarray primal double[2]
            """
                + TERMS
                + """
            whole: double = s
            own[0] = whole
            r: double = load own[0]
            return r
            """),
        merging(
            "the sum goes through a parameter",
            "",
            TERMS
                + """
            whole: double = s
            b[0] = whole
            r: double = load b[0]
            return r
            """),
        merging(
            "lengths",
            "i",
            """
            loop i: for int i = 0; i < n; 1 {
              row: double[] = load m[i]
              count: int = length row
              loop j: for int j = 0; j < count; 1 {
                t: double = load row[j]
                u: double = mul(t, t)
                s += u
              }
            }
            """
                + RETURN),
        merging(
            "an array that was written before",
            "i",
            "b[0] = y\n"
                + """
                loop i: for int i = 0; i < n; 1 {
                  t: double = load a[i]
                  k: double = load b[i]
                  u: double = mul(t, k)
                  s += u
                }
                """
                + RETURN),
        merging(
            "an array that changes afterwards, to which nothing is added",
            "i",
            TERMS + "b[0] = y\n" + RETURN.replace("return ", "z: double = load b[0]\nreturn z, ")));
  }

  static Stream<Arguments> gradients() {
    return Stream.of(
        merging("elements change afterwards", "", TERMS + "a[0] = y\n" + RETURN),
        merging("elements of another one change", "k", TERMS + "a[0] = y\n" + OTHERS + RETURN),
        merging("elements change before", "i", "a[0] = y\n" + TERMS + RETURN),
        merging(
            "rows change afterwards",
            "",
            """
            loop i: for int i = 0; i < n; 1 {
              row: double[] = load m[i]
              t: double = load row[0]
              u: double = mul(t, x)
              s += u
            }
            first: double[] = load m[0]
            first[0] = y
            """
                + RETURN),
        merging(
            "rows change places",
            "",
            """
            loop i: for int i = 0; i < n; 1 {
              row: double[] = load m[i]
              t: double = load row[0]
              u: double = mul(t, x)
              s += u
            }
            first: double[] = load m[0]
            second: double[] = load m[1]
            m[0] = second
            m[1] = first
            """
                + RETURN),
        merging("an array that is given back", "i", TERMS + "whole: double = s\nreturn whole, a\n"),
        merging(
            "one of two arrays",
            "",
            """
            declare double[] either
            if c {
              either = a
            } else {
              either = b
            }
            one: double[] = either
            loop i: for int i = 0; i < n; 1 {
              t: double = load one[i]
              u: double = mul(t, x)
              s += u
            }
            """
                + RETURN),
        merging(
            "another name",
            "i",
            """
            other: double[] = a
            loop i: for int i = 0; i < n; 1 {
              t: double = load other[i]
              u: double = mul(t, x)
              s += u
            }
            """
                + RETURN));
  }

  static Stream<Arguments> cases() {
    return Stream.of(places(), adjointsKnownBefore(), bodies(), gradients()).flatMap(it -> it);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void goesBackAsItRuns(String what, String labels, String statements) {
    Function function = Parser.function(HEADER + statements + "}\n");
    assertEquals(List.of(), new Verifier().verify(function));
    Merged fused = merge(function, TapeLayout.Form.FUSED);
    Merged taped = merge(function, TapeLayout.Form.TAPED);
    check(function, fused.program(), taped.program());
    assertEquals(labels, String.join(" ", fused.labels()));
  }
}
