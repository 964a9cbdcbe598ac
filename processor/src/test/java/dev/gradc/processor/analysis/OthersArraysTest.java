package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Named;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Variable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which names may stand for arrays that others hold; those that may not, may be written. */
final class OthersArraysTest {

  private static final String MEMBERS =
      """
      member Library.look(double[]) opaque
      member Library.lookAtRows(double[][]) opaque
      member Library.lookAtCounts(int[][]) opaque
      member Library.give(int): double[], int opaque
      member Library.same(double[]): double[], int shares 0
      member Library.put(double[][], double[]) writes 0 moves 0
      member Library.fill(double[], double[]) writes 0
      """;

  private static final String HELD = "h: double[] = inspect FIELD Library held(o)\n";

  /** The arrays, in order, of a function that has some of its caller's. */
  private static String told(String statements) {
    Function function =
        Parser.function(
            MEMBERS
                + "function f(double[] a, double[][] m, Library o, boolean c, int n) {\n"
                + statements
                + "}\n");
    OthersArrays others = OthersArrays.in(function, new AliasAnalysis().analyze(function));
    return Named.in(function).variables().stream()
        .filter(it -> it.type() instanceof ArrayType && others.contains(it))
        .map(Variable::name)
        .collect(Collectors.joining(" "));
  }

  @Test
  void fieldsHoldArraysOfOthers() {
    assertEquals("", told("b: double[] = a\nr: double[] = load m[0]\n"));
    assertEquals("h", told(HELD));
    assertEquals("h b", told(HELD + "b: double[] = h\nk: int = length h\nt: double = load h[0]\n"));
    assertEquals(
        "s r", told("s: double[][] = inspect FIELD Library rows(o)\nr: double[] = load s[0]\n"));
  }

  /** What was handed out is everybody's under all its names, those from before among them. */
  @Test
  void whatUnknownCodeHasSeenIsOthers() {
    String made = "b: double[] = newarray primal double[3]\ne: double[] = b\n";
    assertEquals("b e", told(made + "invoke Library.look(b)\n"));
    assertEquals("m r", told("r: double[] = load m[0]\ninvoke Library.lookAtRows(m)\n"));
    assertEquals("m r", told("r: double[] = load m[0]\ninvoke Library.look(r)\n"));
    assertEquals(
        "h b", told(HELD + "c2: double[] = a\nb: double[], k: int = invoke Library.give(n)\n"));
  }

  /** A member that is known may give what it was given, or put it where it is found later. */
  @Test
  void membersPassThemOn() {
    assertEquals("", told("b: double[], k: int = invoke Library.same(a)\n"));
    assertEquals("h b", told(HELD + "b: double[], k: int = invoke Library.same(h)\n"));
    assertEquals("m h r", told(HELD + "invoke Library.put(m, h)\nr: double[] = load m[0]\n"));
    assertEquals("h", told(HELD + "invoke Library.put(m, a)\n"));
    assertEquals("h", told(HELD + "invoke Library.fill(a, h)\n"));
  }

  /** One of the names of {@code c ? a : h} is the caller's own array as before. */
  @Test
  void whatSharesANameWithOthersIsNone() {
    assertEquals(
        "h b e",
        told(HELD + "declare double[] b\nif c {\nb = a\n} else {\nb = h\n}\ne: double[] = b\n"));
  }

  @Test
  void whatHoldsSuchArraysIsOthersToo() {
    String rows = "s: double[][] = newarray primal double[][2]\nr: double[] = load s[1]\n";
    assertEquals("", told(rows + "s[0] = a\n"));
    assertEquals("h s r", told(HELD + rows + "s[0] = h\n"));
  }

  /** In a loop names come before what they stand for. */
  @Test
  void whatAnIterationGetsTheNextOneHas() {
    assertEquals(
        "w b e now h",
        told(
            """
            w: int[][] = newarray primal int[][3]
            invoke Library.lookAtCounts(w)
            declare double[] b
            declare double[] e
            b = a
            e = a
            loop i: for int i = 0; i < n; 1 {
              now: double[] = b
              e = now
              h: double[] = inspect FIELD Library held(o)
              b = h
            }
            """));
  }
}
