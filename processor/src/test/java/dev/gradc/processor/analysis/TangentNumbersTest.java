package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the directions, and nothing else. */
final class TangentNumbersTest {

  private static final Variable[] GIVEN = {
    Parser.variable("double a", Role.PARAMETER),
    Parser.variable("int n", Role.PARAMETER),
    Parser.variable("boolean c", Role.PARAMETER),
    Parser.variable("double[] x", Role.PARAMETER),
    Parser.variable("double[][] m", Role.PARAMETER),
    Parser.variable("double da", Role.PARAMETER),
    Parser.variable("double[] dx", Role.PARAMETER),
    Parser.variable("double[][] dm", Role.PARAMETER)
  };

  /** The names of the tangents that the block defines, in alphabetical order. */
  private static String found(String text) {
    Block block = Parser.block(text, GIVEN);
    List<Variable> directions = List.of(GIVEN[5], GIVEN[6], GIVEN[7]);
    List<Variable> others = List.of(GIVEN[0], GIVEN[1], GIVEN[2], GIVEN[3], GIVEN[4]);
    TangentNumbers tangents =
        TangentNumbers.of(
            block, directions, others, new AliasAnalysis().analyze(Arrays.asList(GIVEN), block));
    Set<Variable> defined = DefinedVariables.in(block);
    return defined.stream()
        .filter(it -> !(it.type() instanceof ArrayType) && tangents.contains(it))
        .map(Variable::name)
        .collect(Collectors.toCollection(TreeSet::new))
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          t: double = da               | [t]
          t: double = a                | []
          t: double = 0.0              | []
          t: double = mul(a, da)       | [t]
          t: double = mul(da, a)       | [t]
          t: double = mul(a, a)        | []
          t: double = Math.max(da, a)  | [t]
          t: double = select(c, da, 0.0) | [t]
          t: double = load dx[0]       | [t]
          t: double = load x[0]        | []
          t: int = length dx           | []
          """)
  void whatOneStatementDefines(String text, String expected) {
    assertEquals(expected, found(text));
  }

  /** However long the way is, and in whatever order places are looked at. */
  @Test
  void whatIsFarAway() {
    StringBuilder text = new StringBuilder("t0: double = da\ns0: double = a\n");
    Set<String> expected = new TreeSet<>(Set.of("t0"));
    for (int i = 1; i < 30; i++) {
      text.append("t%d: double = neg(t%d)\ns%d: double = neg(s%d)\n".formatted(i, i - 1, i, i - 1));
      expected.add("t" + i);
    }
    assertEquals(expected.toString(), found(text.toString()));
  }

  @Test
  void elementsOfRows() {
    assertEquals(
        "[t]",
        found(
            """
            dr: double[] = load dm[0]
            t: double = load dr[0]
            r: double[] = load m[0]
            s: double = load r[0]
            """));
  }

  /** Arrays that the method makes; zeros in them do not matter, its own numbers do. */
  @Test
  void elementsOfArraysOfItsOwn() {
    assertEquals(
        "[e, f]",
        found(
            """
            p: double[] = newarray primal double[n]
            q: double[] = newarray primal double[n]
            r: double[] = newarray primal double[n]
            u: double[] = newarray primal double[n]
            p[0] = da
            p[1] = 0.0
            q[0] += da
            r[0] = da
            r[1] += a
            u[0] = 0.0
            e: double = load p[0]
            f: double = load q[0]
            g: double = load r[0]
            h: double = load u[0]
            """));
  }

  @Test
  void rowsThatArePutIntoArrays() {
    assertEquals(
        "[e]",
        found(
            """
            p: double[][] = newarray primal double[][n]
            q: double[][] = newarray primal double[][n]
            r: double[] = newarray primal double[n]
            s: double[] = newarray primal double[n]
            r[0] = da
            s[0] = a
            p[0] = r
            q[0] = s
            f: double[] = load p[0]
            e: double = load f[0]
            g: double[] = load q[0]
            h: double = load g[0]
            """));
  }

  @Test
  void variablesThatChange() {
    assertEquals(
        "[ds, o, p]",
        found(
            """
            declare double ds
            ds = 0.0
            declare double mixed
            mixed = da
            declare double own
            own = 1.0
            declare double circle
            circle = 0.0
            loop i: for int i = 0; i < n; 1 {
              o: double = ds
              p: double = add(o, da)
              ds = p
              mixed += a
              q: double = own
              r: double = mul(q, q)
              own = r
              z: double = circle
              w: double = mul(z, z)
              circle = w
              k: double = mixed
            }
            """));
  }

  /** Nothing is known of what a function gives, or does with arrays. */
  @Test
  void whatIsCalled() {
    assertEquals(
        "[e]",
        found(
            """
            p: double[] = newarray primal double[n]
            q: double[] = newarray primal double[n]
            p[0] = da
            q[0] = da
            t: double = call f(double,double[])(da, q)
            u: double = neg(t)
            declare double given
            given = da
            given = call g()(da)
            e: double = load p[0]
            f: double = load q[0]
            """));
  }
}
