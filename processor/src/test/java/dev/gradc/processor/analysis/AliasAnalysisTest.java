package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Named;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which variables may stand for one array, and which arrays are written. */
final class AliasAnalysisTest {

  private static String groups(
      List<Variable> variables, java.util.function.Function<Variable, Variable> classes) {
    Map<Variable, String> groups = new LinkedHashMap<>();
    for (Variable variable : variables) {
      groups.merge(classes.apply(variable), variable.name(), (some, one) -> some + " " + one);
    }
    return String.join(" | ", groups.values());
  }

  private static String names(List<Variable> variables, Predicate<Variable> predicate) {
    return variables.stream()
        .filter(predicate)
        .map(Variable::name)
        .collect(Collectors.joining(" "));
  }

  /** Groups of variables that may be one array, groups that adjoints follow, and what is known. */
  private static String told(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    List<Variable> variables =
        Named.in(function).variables().stream()
            .filter(it -> it.type() instanceof ArrayType)
            .toList();
    for (Variable variable : variables) {
      int rank = ((ArrayType) variable.type()).rank();
      assertEquals(rank, arrays.classesOf(variable).size(), variable.name());
      assertEquals(rank, arrays.flowsOf(variable).size(), variable.name());
    }
    String memory = groups(variables, arrays::classOf);
    String flows = groups(variables, it -> arrays.flowsOf(it).get(0));
    return """
        memory %s
        flows %s
        written %s
        moved %s
        foreign %s
        """
        .formatted(
            memory,
            flows.equals(memory) ? "the same" : flows,
            names(variables, arrays::isWritten),
            names(variables, arrays::areRowsMoved),
            names(variables, arrays::isForeign))
        .replaceAll(" \n", "\n");
  }

  @Test
  void whatIsNotConnectedIsApart() {
    assertEquals(
        """
        memory a | m | c | unused | p
        flows the same
        written a
        moved
        foreign
        """,
        told(
            """
            function f(double[] a, double[][] m, double[][][] c, double[][] unused, double x) {
              declare double[][][] p
              a[0] = x
              n: int = length a
            }
            """));
  }

  @Test
  void copiesAndRowsAreConnected() {
    assertEquals(
        """
        memory a b q | m k | c | row other
        flows the same
        written row other
        moved
        foreign
        """,
        told(
            """
            function f(double[] a, double[][] m, double[][][] c, double x) {
              b: double[] = a
              declare double[] q
              q = b
              k: double[][] = m
              t: double = load a[0]
              row: double[] = load k[1]
              other: double[] = load m[0]
              other[1] = x
            }
            """));
  }

  @Test
  void whatIsStoredIsConnectedWithTheRows() {
    assertEquals(
        """
        memory m | a row | b
        flows the same
        written m
        moved m
        foreign
        """,
        told(
            """
            function f(double[][] m, double[] a, double[] b) {
              m[0] = a
              row: double[] = load m[1]
            }
            """));
  }

  @Test
  void matricesThatBecomeOneShareTheirRows() {
    assertEquals(
        """
        memory m k p | one other
        flows the same
        written one other
        moved
        foreign
        """,
        told(
            """
            function f(double[][] m, double[][] k, boolean b, double x) {
              one: double[] = load m[0]
              other: double[] = load k[0]
              declare double[][] p
              if b {
                t: double = load one[0]
              } else {
                p = m
                p = k
                one[0] += x
              }
            }
            """));
  }

  @Test
  void adjointsDoNotFollowDetachedNames() {
    assertEquals(
        """
        memory a d e
        flows a | d e
        written a d e
        moved
        foreign
        """,
        told(
            """
            function f(double[] a, double x) {
              d: double[] = detachArray a
              e: double[] = d
              e[0] = x
            }
            """));
  }

  @Test
  void storageIsWritten() {
    assertEquals(
        """
        memory a | s
        flows the same
        written a s
        moved s
        foreign
        """,
        told(
            """
            function f(double[] a, double[][] s, int n) {
              clear a, n
              reserveRow s[0], n
            }
            """));
  }

  /** Two arrays of one type that somebody else holds may be one. */
  @Test
  void whatOthersHoldMayBeOne() {
    assertEquals(
        """
        memory a f h | b | g | i
        flows the same
        written
        moved
        foreign a f g h i
        """,
        told(
            """
            member Library.look(double[]) opaque
            member Library.give(): double[] opaque
            function f(double[] a, double[] b, Library o) {
              f: double[] = inspect FIELD Library some(o)
              g: int[] = inspect FIELD Library counts(o)
              invoke Library.look(a)
              h: double[] = invoke Library.give()
              i: float[] = inspect FIELD Library other(o)
            }
            """));
  }

  /** The rows of what others hold, and what holds them. */
  @Test
  void whatIsConnectedWithOthersIsForeign() {
    assertEquals(
        """
        memory m | row | other | held | r | own
        flows the same
        written
        moved
        foreign m row held r
        """,
        told(
            """
            member Library.look(double[]) opaque
            function f(double[][] m, Library o, int n) {
              row: double[] = load m[0]
              invoke Library.look(row)
              other: double[] = newarray primal double[n]
              held: int[][] = inspect FIELD Library held(o)
              r: int[] = load held[0]
              own: int[] = newarray primal int[n]
            }
            """));
  }

  /** Results that may be arguments or parts of them, or parts of one another. */
  @Test
  void membersShareWhatTheyGive() {
    assertEquals(
        """
        memory a x | b | n | z1 z2 | w | y
        flows the same
        written n
        moved n
        foreign
        """,
        told(
            """
            member Library.same(double[], double[]): double[] shares 0
            member Library.two(int): double[][], double[][], double[] joins 0 1
            function f(double[] a, double[] b, int i) {
              x: double[] = invoke Library.same(a, b)
              n: double[][] = newarray primal double[i][i]
              z1: double[][], z2: double[][], w: double[] = invoke Library.two(i)
              n[0] = b
              y: double[] = load z1[0]
            }
            """));
  }

  /** Whether a result, an array or a matrix, may be an argument, or share a part with it. */
  private static boolean areOne(String result, String shared, String argument) {
    Function function =
        Parser.function(
            """
            member Library.give(double[], double[][], int[]): %s shares %s
            function f(double[] a, double[][] m, int[] k) {
              r: %s = invoke Library.give(a, m, k)
            }
            """
                .formatted(result, shared, result));
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Variable one = Named.in(function).variable("r");
    Variable other = Named.in(function).variable(argument);
    boolean areOne = !Collections.disjoint(arrays.classesOf(one), arrays.classesOf(other));
    assertEquals(areOne, !Collections.disjoint(arrays.flowsOf(one), arrays.flowsOf(other)));
    return areOne;
  }

  @Test
  void resultsMayBeRowsOfArgumentsOrHoldThem() {
    String array = "double[]";
    assertTrue(areOne(array, "0", "a"));
    assertFalse(areOne(array, "0", "m"));
    assertTrue(areOne(array, "1", "m"));
    assertFalse(areOne(array, "1", "a"));
    assertFalse(areOne(array, "2", "k"));
    assertFalse(areOne(array, "", "a"));
    assertTrue(areOne("double[][]", "0", "a"));
    assertFalse(areOne("double[][]", "0", "m"));
    assertTrue(areOne("double[][]", "1", "m"));
    assertTrue(areOne("double[][][]", "0", "a"));
    assertTrue(areOne("double[][][]", "1", "m"));
  }

  @Test
  void arraysOfObjectsMayBeOneWhateverTheirClass() {
    Function function =
        Parser.function(
            """
            member Library.give(Model[], double[]): Library[] shares 0 1
            function f(Model[] models, double[] a) {
              r: Library[] = invoke Library.give(models, a)
            }
            """);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Named named = Named.in(function);
    Variable result = named.variable("r");
    assertEquals(arrays.classOf(result), arrays.classOf(named.variable("models")));
    assertFalse(arrays.classOf(result).equals(arrays.classOf(named.variable("a"))));
  }

  @Test
  void membersWriteTheInnermostArraysOrPutOthersIn() {
    String text =
        """
        member Library.write(double[][][], double[]) writes 0 %s
        function f(double[][][] c, double[] a) {
          m: double[][] = load c[0]
          row: double[] = load m[0]
          invoke Library.write(c, a)
        }
        """;
    assertEquals(
        """
        memory c | a | m | row
        flows the same
        written row
        moved
        foreign
        """,
        told(text.formatted("")));
    assertEquals(
        """
        memory c | a row | m
        flows c | a | m | row
        written c a m row
        moved c m
        foreign
        """,
        told(text.formatted("moves 0")));
  }

  /** Of a region, whose arrays may come from elsewhere. */
  @Test
  void arraysOfRegionsNeedNoDefinition() {
    ArrayType numbers = new ArrayType(Scalar.DOUBLE);
    Variable a = new Variable("a", numbers, Role.SINGLE);
    Variable m = new Variable("m", new ArrayType(numbers), Role.SINGLE);
    List<String> writing =
        List.of(
            "a[0] = 1.0",
            "a[0] += 1.0",
            "clear a, 1",
            "c: double[] = a\nc[0] = 1.0",
            "c: double[] = detachArray a\nc[0] = 1.0",
            "m[0] = a\nc: double[] = load m[0]\nc[0] = 1.0");
    for (String text : writing) {
      Block block = Parser.block(text, a, m);
      assertTrue(new AliasAnalysis().analyze(List.of(), block).isWritten(a), text);
    }
    String members =
        """
        member Library.fill(double[]) writes 0
        member Library.same(double[]): double[] shares 0
        member Library.look(double[]) opaque
        member Library.put(double[][], double[]) writes 0 moves 0
        member Library.putInto(double[], double[][]) writes 1 moves 1
        """;
    for (String text : List.of("invoke Library.put(m, a)", "invoke Library.putInto(a, m)")) {
      Block put = Parser.block(members + text, a, m);
      assertTrue(new AliasAnalysis().analyze(List.of(), put).isWritten(a), text);
    }
    Block fill = Parser.block(members + "invoke Library.fill(a)", a, m);
    assertTrue(new AliasAnalysis().analyze(List.of(), fill).isWritten(a));
    Block same = Parser.block(members + "c: double[] = invoke Library.same(a)\nc[0] = 1.0", a, m);
    assertTrue(new AliasAnalysis().analyze(List.of(), same).isWritten(a));
    Block look = Parser.block(members + "invoke Library.look(a)", a, m);
    assertTrue(new AliasAnalysis().analyze(List.of(), look).isForeign(a));
    Block rows = Parser.block("reserveRow m[0], 1", a, m);
    assertTrue(new AliasAnalysis().analyze(List.of(), rows).isWritten(m));
    Block row = Parser.block("c: double[] = load m[0]\nc[0] = 1.0", a, m);
    ArrayOrigins arrays = new AliasAnalysis().analyze(List.of(), row);
    assertTrue(arrays.isWrittenWithin(m));
    assertFalse(arrays.isWritten(m));
  }

  @Test
  void resultsMayBeParametersOrParts() {
    Function function =
        Parser.function(
            """
            function f(double x, double[] a, double[][] m, double[] b, int n) {
              row: double[] = load m[0]
              own: double[] = newarray primal double[n]
              t: double = load a[0]
              return row, m, own, t, n, 1.0, a
            }
            """);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    assertEquals(Set.of(1, 2), arrays.sharedWithResult(function));
    assertEquals(Set.of(0, 1), arrays.sharedAmongResults(function));
  }

  /** What one object holds may be a row of what another one, or the same, holds. */
  @Test
  void rowsOfWhatOthersHoldAreAmongTheOthers() {
    assertEquals(
        """
        memory h r s | m k | c | i
        flows the same
        written h r s
        moved
        foreign h m r c k s i
        """,
        told(
            """
            function f(Library o, double x) {
              h: double[] = inspect FIELD Library held(o)
              m: double[][] = inspect FIELD Library rows(o)
              r: double[] = load m[0]
              c: double[][][] = inspect FIELD Library cube(o)
              k: double[][] = load c[0]
              s: double[] = load k[1]
              i: int[][] = inspect FIELD Library counts(o)
              h[0] = x
            }
            """));
    assertEquals(
        """
        memory c | m k | h r s
        flows the same
        written m k
        moved c m k
        foreign c m h k r s
        """,
        told(
            """
            function f(Library o, double x) {
              c: double[][][] = inspect FIELD Library cube(o)
              m: double[][] = inspect FIELD Library rows(o)
              h: double[] = inspect FIELD Library held(o)
              k: double[][] = load c[0]
              r: double[] = load m[0]
              s: double[] = load k[1]
              m[0] = h
            }
            """));
  }

  /** Unknown code may write what it is given, and put it anywhere. */
  @Test
  void unknownCodeMayDoEverything() {
    assertEquals(
        """
        memory a b r | m | c
        flows the same
        written a b m r
        moved m
        foreign a b m r
        """,
        told(
            """
            member Library.use(double[], double[], double[][]) opaque writes 0 1 2 moves 0 1 2
            function f(double[] a, double[] b, double[][] m, double[] c) {
              invoke Library.use(a, b, m)
              r: double[] = load m[0]
            }
            """));
  }

  /** For each array, those that it may be. */
  private static String sharing(String text) {
    Function function = Parser.function(text);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    List<Variable> variables =
        Named.in(function).variables().stream()
            .filter(it -> it.type() instanceof ArrayType)
            .toList();
    return variables.stream()
        .map(
            it ->
                it.name()
                    + ": "
                    + names(variables, other -> arrays.sharing(it).contains(arrays.classOf(other)))
                    + (arrays.mayChange(it) ? ", changes" : "")
                    + (arrays.mayChangeWithin(it) ? ", changes within" : ""))
        .collect(Collectors.joining("\n"));
  }

  /** Nothing compares what the caller passes with what objects hold. */
  @Test
  void parametersMayBeWhatObjectsHold() {
    String text =
        """
        function f(double[] a, double[][] m, float[] g, Library o, int n) {
          row: double[] = load m[0]
          h: double[] = inspect FIELD Library held(o)
          own: double[] = newarray primal double[n]
          %s
        }
        """;
    assertEquals(
        """
        a: a h
        m: m
        g: g
        row: row h
        h: a row h
        own: own\
        """,
        sharing(text.formatted("")));
    assertEquals(
        """
        a: a h, changes, changes within
        m: m, changes within
        g: g
        row: row h, changes, changes within
        h: a row h, changes, changes within
        own: own\
        """,
        sharing(text.formatted("h[0] = 1.0")));
    assertEquals(
        """
        a: a h, changes, changes within
        m: m
        g: g
        row: row h
        h: a row h, changes, changes within
        own: own\
        """,
        sharing(text.formatted("a[0] = 1.0")));
    assertEquals(
        """
        a: a r, changes, changes within
        m: m s, changes within
        s: m s, changes within
        r: a r, changes, changes within\
        """,
        sharing(
            """
            function f(double[] a, double[][] m, Library o) {
              s: double[][] = inspect FIELD Library rows(o)
              r: double[] = load s[1]
              r[0] = 1.0
            }
            """));
  }

  @Test
  void arraysOfObjectsMayBeWhatObjectsHoldWhateverTheirClass() {
    assertEquals(
        """
        models: models h, changes, changes within
        a: a
        h: models h, changes, changes within\
        """,
        sharing(
            """
            function f(Model[] models, double[] a, Library o, Other other) {
              h: Library[] = inspect FIELD Library held(o)
              h[0] = other
            }
            """));
  }

  /** What a member may put somewhere may be found there, or a row of it may. */
  @Test
  void membersPutArraysIntoOthers() {
    assertEquals(
        """
        memory c | m k | a b r s | other | n
        flows c | m | a | b | other | n | k | r | s
        written c m a b k r s
        moved c m k
        foreign
        """,
        told(
            """
            member Library.put(double[][][], double[], double[][], int[], int) writes 0 moves 0
            member Library.add(double[][], double[]) writes 0 moves 0
            function f(double[][][] c, double[][] m, double[] a, double[] b, float[] other, int[] n) {
              invoke Library.put(c, a, m, n, 1)
              invoke Library.add(m, b)
              k: double[][] = load c[0]
              r: double[] = load k[0]
              s: double[] = load m[0]
            }
            """));
    assertEquals(
        """
        memory m | k | r s
        flows m | k | r | s
        written m r s
        moved m
        foreign
        """,
        told(
            """
            member Library.swap(double[][], double[][]) writes 0 moves 0
            function f(double[][] m, double[][] k) {
              invoke Library.swap(m, k)
              r: double[] = load m[0]
              s: double[] = load k[0]
            }
            """));
  }
}
