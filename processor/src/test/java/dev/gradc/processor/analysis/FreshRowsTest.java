package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Verifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which arrays of arrays one array may stand twice. */
final class FreshRowsTest {

  private static final String MEMBERS =
      """
      member Library.read(double[][])
      member Library.put(double[][]) writes 0 moves 0
      member Library.write(double[][]) writes 0
      member Library.twice(int): double[][] repeats 0
      member Library.fresh(int): double[][]
      """;

  /** Positions of the results that may hold one array twice. */
  private static Set<Integer> repeated(String statements) {
    Function function =
        Parser.function(
            MEMBERS
                + "function f(double[][] given, double[] row, double x, int n, int k, boolean c) {\n"
                + "m: double[][] = newarray primal double[][n]\n"
                + "l: double[][] = newarray primal double[][n]\n"
                + "cube: double[][][] = newarray primal double[][][n]\n"
                + statements
                + "\n}\n");
    assertEquals(List.of(), new Verifier().verify(function));
    return FreshRows.repeatedIn(function, new AliasAnalysis().analyze(function));
  }

  @Test
  void aMatrixMadeRowByRowIsFresh() {
    assertEquals(
        Set.of(),
        repeated(
            """
            loop i: for int i = 0; i < n; 1 {
              r: double[] = newarray primal double[n]
              r[0] = x
              r[1] = 1.0
              m[i] = r
            }
            return m
            """));
    assertEquals(Set.of(), repeated("return m"));
    assertEquals(Set.of(), repeated("return given"));
    assertEquals(Set.of(), repeated("return row"));
    assertEquals(Set.of(), repeated("return x, n, 1.0"));
  }

  @Test
  void oneRowInTwoPlacesIsFound() {
    String text =
        """
        r: double[] = newarray primal double[n]
        m[%s] = r
        m[%s] = r
        return x, l, m
        """;
    assertEquals(Set.of(2), repeated(text.formatted("0", "1")));
    assertEquals(Set.of(2), repeated(text.formatted("n", "k")));
    assertEquals(Set.of(), repeated(text.formatted("n", "n")));
    assertEquals(Set.of(), repeated(text.formatted("1", "1")));
  }

  @Test
  void aRowOfTheOutsideMayStandAnywhere() {
    assertEquals(Set.of(0), repeated("m[0] = row\nreturn m"));
    assertEquals(
        Set.of(0),
        repeated(
            """
            r: double[] = newarray primal double[n]
            loop i: for int i = 0; i < n; 1 {
              m[i] = r
            }
            return m
            """));
    assertEquals(
        Set.of(0),
        repeated(
            """
            r: double[] = newarray primal double[n]
            if c {
              m[k] = r
            }
            return m
            """));
    assertEquals(
        Set.of(0),
        repeated(
            """
            r: double[] = newarray primal double[n]
            q: double[] = r
            m[0] = q
            return m
            """));
  }

  @Test
  void rowsOfAnotherKeepTheirPlaces() {
    String text =
        """
        loop i: for int i = 0; i < n; 1 {
          r: double[] = load given[%s]
          m[%s] = r
        }
        return m
        """;
    assertEquals(Set.of(), repeated(text.formatted("i", "i")));
    assertEquals(Set.of(0), repeated(text.formatted("i", "k")));
    assertEquals(Set.of(0), repeated(text.formatted("k", "i")));
    assertEquals(Set.of(), repeated(text.formatted("0", "0")));
  }

  @Test
  void oneOfSeveralRowsOfAPlaceKeepsIt() {
    String text =
        """
        loop i: for int i = 0; i < n; 1 {
          declare double[] r
          first: double[] = load given[i]
          if c {
            r = first
          } else {
            declare double[] q
            if c {
              other: double[] = load l[%s]
              q = other
            } else {
              q = %s
            }
            held: double[] = q
            r = held
          }
          found: double[] = r
          m[%s] = found
        }
        return m, l, given
        """;
    assertEquals(Set.of(), repeated(text.formatted("i", "first", "i")));
    assertEquals(Set.of(0), repeated(text.formatted("k", "first", "i")));
    assertEquals(Set.of(0), repeated(text.formatted("i", "row", "i")));
    assertEquals(Set.of(0), repeated(text.formatted("i", "first", "k")));
    String alsoTwice = "o: double[] = newarray primal double[n]\nl[0] = o\nl[1] = o\n";
    assertEquals(Set.of(0, 1), repeated(alsoTwice + text.formatted("i", "first", "i")));
  }

  /** What an earlier iteration has left stands in another place. */
  @Test
  void aRowThatIsKeptFromIterationToIterationMayStandAnywhere() {
    assertEquals(
        Set.of(0),
        repeated(
            """
            declare double[] q
            z: double[] = load given[0]
            q = z
            loop i: for int i = 0; i < n; 1 {
              found: double[] = q
              m[0] = found
              r: double[] = load given[i]
              q = r
            }
            return m
            """));
  }

  @Test
  void oneThatIsNotReadFromAPlaceMayStandAnywhere() {
    String text =
        """
        declare double[] q
        z: double[] = load given[0]
        q = z
        if c {
          %s
          q = o
        }
        found: double[] = q
        m[0] = found
        return m
        """;
    assertEquals(Set.of(), repeated(text.formatted("o: double[] = load l[0]")));
    assertEquals(Set.of(0), repeated(text.formatted("o: double[] = newarray primal double[n]")));
    assertEquals(Set.of(0), repeated(text.formatted("o: double[] = row")));
  }

  /** From one to the next: if one of them has a row twice, so may all that have its rows. */
  @Test
  void whatIsNotFreshIsHandedOn() {
    String text =
        """
        o: double[] = newarray primal double[n]
        given[0] = o
        %s
        loop i: for int i = 0; i < n; 1 {
          r: double[] = load given[i]
          m[i] = r
          q: double[] = load m[i]
          l[i] = q
        }
        return m, l, given
        """;
    assertEquals(Set.of(), repeated(text.formatted("")));
    assertEquals(Set.of(0, 1, 2), repeated(text.formatted("given[1] = o")));
    assertEquals(Set.of(0, 1), repeated(text.formatted("m[1] = o")));
    assertEquals(Set.of(1), repeated(text.formatted("l[1] = o")));
  }

  /** What stands in each of two matrices stands twice in what holds both. */
  @Test
  void whatHoldsMatricesHoldsTheirRows() {
    String text =
        """
        a: double[][] = newarray primal double[][n]
        b: double[][] = newarray primal double[][n]
        cube[0] = a
        cube[1] = b
        r: double[] = newarray primal double[n]
        a[0] = r
        %s
        return cube, x
        """;
    assertEquals(Set.of(), repeated(text.formatted("")));
    assertEquals(Set.of(0), repeated(text.formatted("b[0] = r")));
    assertEquals(Set.of(0), repeated(text.formatted("a[1] = r")));
    assertEquals(Set.of(0), repeated(text.formatted("cube[2] = b")));
    assertEquals(Set.of(), repeated(text.formatted("cube[1] = b")));
    assertEquals(Set.of(), repeated(text.formatted("l[0] = row")));
  }

  @Test
  void membersMayPutRowsAnywhere() {
    assertEquals(Set.of(0), repeated("invoke Library.put(m)\nreturn m"));
    assertEquals(Set.of(), repeated("invoke Library.put(m)\nreturn l"));
    assertEquals(Set.of(), repeated("invoke Library.read(m)\nreturn m"));
    assertEquals(Set.of(), repeated("invoke Library.write(m)\nreturn m"));
    String given = "t: double[][] = invoke Library.%s(n)\nreturn x, t";
    assertEquals(Set.of(1), repeated(given.formatted("twice")));
    assertEquals(Set.of(), repeated(given.formatted("fresh")));
    assertEquals(Set.of(0), repeated("if c {\ninvoke Library.put(m)\n}\nreturn m"));
  }
}
