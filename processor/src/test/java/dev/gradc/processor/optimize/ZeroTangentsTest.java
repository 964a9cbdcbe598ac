package dev.gradc.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.TangentNumbers;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops along directions: before which of them somebody asks, and what. */
final class ZeroTangentsTest {

  private static final Variable[] GIVEN = {
    Parser.variable("double a", Role.PARAMETER),
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double[] y", Role.PARAMETER),
    Parser.variable("double da", Role.PARAMETER),
    Parser.variable("double db", Role.PARAMETER),
    Parser.variable("double[] dx", Role.PARAMETER),
    Parser.variable("double[] dy", Role.PARAMETER),
    Parser.variable("double s", Role.MUTABLE),
    Parser.variable("double ds", Role.MUTABLE)
  };

  private static Block guarded(Block block) {
    List<Variable> directions = new ArrayList<>();
    List<Variable> others = new ArrayList<>();
    for (Variable variable : GIVEN) {
      if (!variable.isMutable() && !variable.equals(GIVEN[7])) {
        (variable.name().startsWith("d") ? directions : others).add(variable);
      }
    }
    FreshNames names = new FreshNames();
    Stream.of(GIVEN).forEach(it -> names.reserve(it.name()));
    names.reserveAll(block);
    TangentNumbers tangents =
        TangentNumbers.of(
            block, directions, others, new AliasAnalysis().analyze(Arrays.asList(GIVEN), block));
    return new ZeroTangents(tangents, names).guard(block);
  }

  private static Block loop(String body) {
    return Parser.block("loop i: for int i = 0; i < n; 1 {\n" + body + "\n}\n", GIVEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t: double = load x[i]\nu: double = mul(da, t)\ndy[i] += u",
        "t: double = load x[i]\nu: double = mul(t, da)\nv: double = neg(u)\ndy[i] += v",
        "o: double = load dy[i]\nt: double = load x[i]\nu: double = div(da, t)\n"
            + "v: double = add(o, u)\ndy[i] = v",
        "o: double = load dy[i]\nt: double = load x[i]\nu: double = mul(da, t)\n"
            + "v: double = sub(o, u)\ndy[i] = v",
        "o: double = load dy[i]\nu: double = add(da, o)\nv: double = sub(u, da)\ndy[i] = v",
        "t: double = load x[i]\nu: double = mul(da, t)\nds += u",
        "o: double = ds\nt: double = load x[i]\nu: double = mul(da, t)\nv: double = add(o, u)\nds = v",
        "t: double = load dx[i]\nu: double = mul(da, t)\ndy[i] += u",
        "o: double = load dy[i]\nv: double = add(o, da)\ndy[i] = v\nds += da",
      })
  void whatAddsMultiplesOfATangentIsAskedForIt(String body) {
    Block block = loop(body);
    List<Statement> statements = guarded(block).statements();
    assertEquals(
        """
        isVaried: boolean = ne(da, 0.0)
        """,
        new Printer().print(new Block(statements.subList(0, 1))));
    Statement.If question = (Statement.If) statements.get(1);
    assertEquals(block, question.then());
    assertTrue(question.otherwise().isEmpty());
    assertEquals(2, statements.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The method's own numbers.
        "t: double = load x[i]\nu: double = mul(a, t)\ndy[i] += u",
        "t: double = load x[i]\nu: double = mul(a, t)\ny[i] += u",
        // Another element, or something else than what is there.
        "j: int = add(i, 1)\no: double = load dy[j]\nu: double = add(o, da)\ndy[i] = u",
        "o: double = load dx[i]\nu: double = add(o, da)\ndy[i] = u",
        "o: double = load dy[i]\nu: double = sub(da, o)\ndy[i] = u",
        "dy[i] = da",
        "o: double = ds\nv: double = sub(da, o)\nds = v",
        "ds = da",
        // Not only multiples.
        "t: double = load x[i]\nu: double = div(t, da)\ndy[i] += u",
        "t: double = load dx[i]\nu: double = add(da, t)\ndy[i] += u",
        "u: double = Math.max(da, a)\ndy[i] += u",
        // Something else in the loop.
        "ds += da\ns += a",
        "ds += da\nk: int = div(n, i)",
        // What is different in each iteration.
        "t: double = load dx[i]\nds += t",
        "o: double = ds\nt: double = mul(o, a)\nds += t",
      })
  void whatDoesSomethingElseIsNot(String body) {
    Block block = loop(body);
    assertEquals(block, guarded(block));
  }

  /** A loop along two directions, and one that is within another. */
  @Test
  void anyOfThemMayVary() {
    Block block =
        Parser.block(
            """
            loop j: for int j = 0; j < n; 1 {
              e: double = load dx[j]
              f: double = mul(db, a)
              loop i: for int i = 0; i < n; 1 {
                t: double = load x[i]
                u: double = mul(e, t)
                v: double = add(u, f)
                dy[i] += v
              }
            }
            """,
            GIVEN);
    String text = new Printer().print(guarded(block));
    assertTrue(text.contains("isVaried: boolean = ne(e, 0.0)"), text);
    assertTrue(text.contains("isVaried2: boolean = ne(f, 0.0)"), text);
    assertTrue(text.contains("isVaried3: boolean = or(isVaried, isVaried2)"), text);
    assertTrue(text.contains("if isVaried3"), text);
  }

  /** Numbers that are tangents in one place and the method's own in another. */
  @Test
  void whatIsNotAlwaysATangentIsNone() {
    Block block =
        Parser.block(
            """
            p: double[] = newarray primal double[n]
            q: double[] = newarray primal double[n]
            p[0] = da
            q[0] = da
            q[1] = a
            e: double = load p[0]
            f: double = load q[0]
            loop i: for int i = 0; i < n; 1 {
              t: double = load x[i]
              u: double = mul(e, t)
              dy[i] += u
            }
            loop k: for int k = 0; k < n; 1 {
              t2: double = load x[k]
              u2: double = mul(f, t2)
              dy[k] += u2
            }
            """,
            GIVEN);
    String text = new Printer().print(guarded(block));
    assertTrue(text.contains("ne(e, 0.0)"), text);
    assertTrue(!text.contains("ne(f, 0.0)"), text);
  }
}
