package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Named;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Verifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What functions and their parts write: parameters, arrays of the outside, arguments of members.
 */
final class WrittenArraysTest {

  private static final String MEMBERS =
      """
      member Library.read(double[][], double[])
      member Library.write(double[][], double[]) writes 0 1
      member Library.put(double[][], double[]) writes 0 moves 0
      member Library.putDeep(double[][][]) writes 0 moves 0
      member Library.fill(double[]) writes 0
      """;

  private static Function function(String statements) {
    return verified(
        MEMBERS
            + "function f(double[] a, double[][] m, double[] b, int n, double x, boolean c,"
            + " double[][][] cube) {\n"
            + statements
            + "\n}\n");
  }

  private static Function verified(String text) {
    Function function = Parser.function(text);
    assertEquals(List.of(), new Verifier().verify(function));
    return function;
  }

  private static ArrayOrigins arrays(Function function) {
    return new AliasAnalysis().analyze(function);
  }

  /** Names of the parameters that are written, and of those whose rows are moved. */
  private static String parameters(String statements) {
    Function function = function(statements);
    WrittenParameters.Found found = new WrittenParameters(arrays(function)).find(function);
    return names(function, found.written()) + "; " + names(function, found.moved());
  }

  private static String names(Function function, Set<Integer> positions) {
    return new TreeSet<>(positions)
        .stream()
            .map(it -> function.parameters().get(it).variable().name())
            .collect(Collectors.joining(" "));
  }

  @Test
  void parametersAreWrittenUnderAllTheirNames() {
    assertEquals("; ", parameters("t: double = load a[0]"));
    assertEquals("a; ", parameters("a[0] = x"));
    assertEquals("a; ", parameters("a[0] += x"));
    assertEquals("b; ", parameters("q: double[] = b\nq[0] = x"));
    assertEquals("m; ", parameters("row: double[] = load m[0]\nrow[0] = x"));
    assertEquals("m; m", parameters("m[0] = a"));
    assertEquals("a; ", parameters("if c {\na[0] = x\n}"));
    assertEquals("b; ", parameters("loop i: for int i = 0; i < n; 1 {\nb[i] = x\n}"));
  }

  @Test
  void whatIsMadeIsNoParameter() {
    assertEquals("; ", parameters("own: double[] = newarray primal double[n]\nown[0] = x"));
    assertEquals("; ", parameters("own: double[] = newarray primal double[n]\nown[0] += x"));
    // The array that is made may later have the name of a parameter, yet it is not it.
    String shared =
        """
        declare double[] p
        p = a
        own: double[] = newarray primal double[n]
        q: double[] = p
        %s[0] = x
        p = own
        """;
    assertEquals("; ", parameters(shared.formatted("own")));
    assertEquals("a; ", parameters(shared.formatted("q")));
    String used =
        """
        own: double[] = newarray primal double[n]
        declare double[] p
        p = a
        p = own
        invoke Library.fill(%s)
        """;
    assertEquals("; ", parameters(used.formatted("own")));
    assertEquals("a; ", parameters(used.formatted("a")));
  }

  @Test
  void membersWriteParameters() {
    assertEquals("; ", parameters("invoke Library.read(m, a)"));
    assertEquals("a m; ", parameters("invoke Library.write(m, a)"));
    // What it puts into the matrix may be a row that it writes.
    assertEquals("a m; m", parameters("invoke Library.put(m, a)"));
    assertEquals("cube; cube", parameters("invoke Library.putDeep(cube)"));
    // Rows of what is made may be those of a parameter.
    String rows =
        """
        own: double[][] = newarray primal double[][n]
        own[0] = a
        invoke Library.write(own, b)
        """;
    assertEquals("a b; ", parameters(rows));
  }

  /** Which arrays of the outside the last statement changes, and in which ones rows are moved. */
  private static String changes(String statements) {
    Function function = function(statements);
    ArrayOrigins arrays = arrays(function);
    List<Statement> all = function.body().statements();
    ChangedArrays changed =
        ChangedArrays.in(new Block(all.subList(all.size() - 1, all.size())), arrays);
    List<Variable> outside =
        Named.in(function.with(new Block(all.subList(0, all.size() - 1)))).variables();
    return names(outside, changed::contains) + "; " + names(outside, changed::areRowsMoved);
  }

  private static String names(List<Variable> variables, Predicate<Variable> predicate) {
    return variables.stream()
        .filter(it -> it.type() instanceof ArrayType)
        .filter(predicate)
        .map(Variable::name)
        .collect(Collectors.joining(" "));
  }

  @Test
  void partsChangeWhatTheyStoreInto() {
    assertEquals("; ", changes("if c {\nt: double = load a[0]\n}"));
    assertEquals("a; ", changes("if c {\na[0] = x\n}"));
    assertEquals("a; ", changes("if c {\na[0] += x\n}"));
    assertEquals("a; ", changes("if c {\nif c {\na[0] = x\n}\n}"));
    assertEquals("a; ", changes("if c {\nq: double[] = a\nq[0] = x\n}"));
    assertEquals("a; ", changes("if c {\nq: double[] = detachArray a\nq[0] = x\n}"));
    assertEquals("m; ", changes("if c {\nrow: double[] = load m[0]\nrow[0] = x\n}"));
    assertEquals(
        "m; ", changes("if c {\nrow: double[] = load m[0]\nq: double[] = row\nq[0] = x\n}"));
    assertEquals("m; m", changes("if c {\nm[0] = a\n}"));
    assertEquals("cube; cube", changes("if c {\nrows: double[][] = load cube[0]\nrows[0] = a\n}"));
  }

  @Test
  void whatAPartMakesIsItsOwn() {
    assertEquals("; ", changes("if c {\no: double[] = newarray primal double[n]\no[0] = x\n}"));
    assertEquals("; ", changes("if c {\no: double[][] = newarray primal double[][n]\no[0] = a\n}"));
    assertEquals(
        "; ",
        changes(
            """
            if c {
              o: double[][] = newarray primal double[][n]
              row: double[] = load o[0]
              row[0] = x
            }
            """));
    // A row that is put in may be somebody else's.
    assertEquals(
        "a; ",
        changes(
            """
            if c {
              o: double[][] = newarray primal double[][n]
              o[0] = a
              row: double[] = load o[0]
              row[0] = x
            }
            """));
  }

  /** The array is changed under the name that it was had by, whatever else may stand for it. */
  @Test
  void changesAreOfTheNamesThatAreUsed() {
    assertEquals(
        "m; ",
        changes("other: double[] = load m[0]\nif c {\nr: double[] = load m[1]\nr[0] = x\n}"));
    assertEquals(
        "a; ", changes("other: double[] = a\nif c {\nq: double[] = detachArray a\nq[0] = x\n}"));
  }

  /** What is made inside may get the name of something outside afterwards. */
  @Test
  void whatIsMadeMayBeKept() {
    assertEquals(
        "; ",
        changes(
            """
            declare double[] p
            p = a
            if c {
              o: double[][] = newarray primal double[][n]
              row: double[] = load o[0]
              row[0] = x
              p = row
            }
            """));
    assertEquals(
        "; ",
        changes(
            """
            declare double[][] p
            p = m
            if c {
              o: double[][] = newarray primal double[][n]
              o[0] = a
              p = o
            }
            """));
  }

  /** Where a name changes what it stands for, all that it may stand for is changed. */
  @Test
  void namesThatChangeMayBeAny() {
    assertEquals(
        "a b p; ",
        changes(
            """
            declare double[] p
            p = a
            loop i: for int i = 0; i < n; 1 {
              q: double[] = p
              q[0] = x
              p = b
            }
            """));
    assertEquals(
        "p; ",
        changes(
            """
            declare double[] p
            p = a
            loop i: for int i = 0; i < n; 1 {
              q: double[] = p
              q[0] = x
            }
            """));
    assertEquals(
        "a; ",
        changes(
            """
            if c {
              declare double[] p
              p = a
              q: double[] = p
              q[0] = x
            }
            """));
  }

  @Test
  void membersChangeArraysOfTheOutside() {
    assertEquals("; ", changes("if c {\ninvoke Library.read(m, a)\n}"));
    assertEquals("a m; ", changes("if c {\ninvoke Library.write(m, a)\n}"));
    assertEquals("a m; m", changes("if c {\ninvoke Library.put(m, a)\n}"));
    assertEquals("cube; cube", changes("if c {\ninvoke Library.putDeep(cube)\n}"));
    assertEquals("a; ", changes("if c {\ninvoke Library.fill(a)\n}"));
    String own =
        """
        if c {
          o: double[][] = newarray primal double[][n]
          %s
          invoke Library.write(o, b)
        }
        """;
    assertEquals("b; ", changes(own.formatted("")));
    assertEquals("a b; ", changes(own.formatted("o[0] = a")));
    String vector =
        """
        declare double[] p
        p = a
        if c {
          o: double[] = newarray primal double[n]
          invoke Library.fill(o)
          p = o
        }
        """;
    assertEquals("; ", changes(vector));
  }

  /** A cube whose rows are moved: matrices in it and their rows may be others afterwards. */
  @Test
  void rowsMayBeMovedAtAllDepths() {
    String text =
        """
        rows: double[][] = load cube[0]
        row: double[] = load rows[0]
        if c {
          invoke Library.putDeep(cube)
        }
        """;
    assertEquals("cube rows row; cube rows", changes(text));
  }

  private static boolean meet(String statements, String one, String other) {
    Function function = function(statements);
    ArrayOrigins arrays = arrays(function);
    ChangedArrays changed = ChangedArrays.in(function.body(), arrays);
    Named named = Named.in(function);
    return changed.meet(named.variable(one), named.variable(other));
  }

  @Test
  void arraysMeetInWhatIsChanged() {
    String row = "row: double[] = load m[0]\nrow[0] = x";
    assertEquals(true, meet(row, "m", "row"));
    assertEquals(true, meet(row, "row", "m"));
    assertEquals(false, meet(row, "m", "a"));
    assertEquals(false, meet("row: double[] = load m[0]", "m", "row"));
    assertEquals(false, meet("a[0] = x", "m", "b"));
  }

  /** Arguments of each use that may be written later, then results that may be. */
  private static String arguments(boolean isUntilBackward, String statements, String results) {
    Function function = verified(MEMBERS_THAT_GIVE + statements + results + "\n}\n");
    ArrayOrigins arrays = arrays(function);
    ChangedArguments.Result found =
        isUntilBackward
            ? new ChangedArguments(arrays).findUntilBackward(function)
            : new ChangedArguments(arrays).find(function);
    Statement.Invoke use = Named.in(function).use("use");
    return new TreeSet<>(found.of(use)) + " " + new TreeSet<>(found.writtenResults(use));
  }

  private static final String MEMBERS_THAT_GIVE =
      """
      member Library.use(double[], double[][], double): double[], double
      member Library.fill(double[]) writes 0
      member Library.put(double[][]) writes 0
      member Library.change(double[]): double[] writes 0
      function f(double[] a, double[][] m, double x, int n, boolean c) {
      """;

  private static String arguments(String statements) {
    return arguments(false, statements, "");
  }

  private static final String USE = "r: double[], t: double = invoke Library.use(a, m, x)\n";

  @Test
  void argumentsMayBeWrittenLater() {
    assertEquals("[] []", arguments(USE));
    assertEquals("[0] []", arguments(USE + "a[0] = x\n"));
    assertEquals("[0] []", arguments(USE + "a[0] += x\n"));
    assertEquals("[] []", arguments("a[0] = x\n" + USE));
    assertEquals("[1] []", arguments("row: double[] = load m[0]\n" + USE + "row[0] = x\n"));
    assertEquals("[] [0]", arguments(USE + "r[0] = x\n"));
    assertEquals("[0] []", arguments(USE + "invoke Library.fill(a)\n"));
    assertEquals("[1] []", arguments(USE + "invoke Library.put(m)\n"));
    assertEquals("[0] []", arguments(USE + "if c {\na[0] = x\n}\n"));
    assertEquals("[] []", arguments("if c {\n" + USE + "} else {\na[0] = x\n}\n"));
    assertEquals("[0] []", arguments("if c {\n" + USE + "}\na[0] = x\n"));
    assertEquals("[0] []", arguments(USE + "if c {\nif c {\na[0] = x\n}\n}\n"));
  }

  /** The next iteration comes after this one. */
  @Test
  void loopsComeAround() {
    String loop = "loop i: for int i = 0; i < n; 1 {\na[0] = x\n" + USE + "}\n";
    assertEquals("[0] []", arguments(loop));
    String inside = "loop i: for int i = 0; i < n; 1 {\nif c {\na[0] = x\n}\n" + USE + "}\n";
    assertEquals("[0] []", arguments(inside));
    String header = "loop w: while {\n" + USE + "} c {\na[0] = x\n}\n";
    assertEquals("[0] []", arguments(header));
    assertEquals("[] []", arguments("loop w: while {\n} c {\n" + USE + "}\n"));
  }

  @Test
  void whatAMemberWritesItselfIsChanged() {
    String text =
        MEMBERS_THAT_GIVE + "s: double[] = invoke Library.change(a)\ninvoke Library.fill(s)\n}";
    Function function = verified(text);
    ChangedArguments.Result found = new ChangedArguments(arrays(function)).find(function);
    Statement.Invoke use = Named.in(function).use("change");
    assertEquals(Set.of(0), found.of(use));
    assertEquals(Set.of(0), found.writtenResults(use));
    Statement.Invoke unknown = Named.in(Parser.function(text)).use("change");
    assertEquals(
        Set.of(),
        found.of(
            new Statement.Invoke(
                unknown.targets(), unknown.member(), unknown.arguments(), unknown.origin())));
  }

  /** The caller may write what it is given, but not what it has given: that is guarded. */
  @Test
  void callersWriteResults() {
    assertEquals("[] []", arguments(false, USE, "return r"));
    assertEquals("[] [0]", arguments(true, USE, "return r"));
    assertEquals("[] []", arguments(true, USE, "return a, t, n"));
    assertEquals("[] []", arguments(true, USE, "return 1.0"));
    String row =
        """
        own: double[][] = newarray primal double[][n]
        row: double[] = load own[0]
        r: double[], t: double = invoke Library.use(row, m, x)
        """;
    assertEquals("[0] []", arguments(true, row, "return own"));
    assertEquals("[] []", arguments(true, row, "return m"));
    assertEquals("[] []", arguments(true, row + "own[0] = a\n", "return a"));
  }
}
