package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Named;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What statements mention, define and leave to others; which values are asked for later. */
final class FlowsOfVariablesTest {

  private static final Type NUMBERS = new ArrayType(Scalar.DOUBLE);
  private static final Variable[] GIVEN = {
    new Variable("x", Scalar.DOUBLE, Role.PARAMETER),
    new Variable("y", Scalar.DOUBLE, Role.SINGLE),
    new Variable("m", Scalar.DOUBLE, Role.MUTABLE),
    new Variable("n", Scalar.INT, Role.PARAMETER),
    new Variable("c", Scalar.BOOLEAN, Role.SINGLE),
    new Variable("a", NUMBERS, Role.PARAMETER),
    new Variable("s", new ArrayType(NUMBERS), Role.MUTABLE),
  };

  private static Block block(String text) {
    return Parser.block(text, GIVEN);
  }

  private static String names(Collection<? extends Atom> atoms) {
    return atoms.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String free(String text) {
    return names(FreeVariables.of(block(text)));
  }

  /** Of the only statement: mentions, definitions. */
  private static String mentions(String text) {
    Statement statement = block(text).statements().get(0);
    return names(Mentions.in(statement).stream().filter(Variable.class::isInstance).toList())
        + "; "
        + names(Mentions.definitions(statement));
  }

  @Test
  void statementsMentionWhatTheyReadAndChange() {
    assertEquals("; z", mentions("declare double z"));
    assertEquals("x y; z", mentions("z: double = add(x, y)"));
    assertEquals("x m; ", mentions("m = x"));
    assertEquals("a n x; ", mentions("a[n] = x"));
    assertEquals("m x; ", mentions("m += x"));
    assertEquals("a n x; ", mentions("a[n] += x"));
    assertEquals("x; z", mentions("z: double = call g(double)(x)"));
    assertEquals("x n; z w", mentions("z: double, w: int = call g(double,int)(x, n)"));
    assertEquals("x; ", mentions("throw x"));
    assertEquals("c; ", mentions("if c {\nm = x\n}"));
    assertEquals("n n; ", mentions("loop i: for int i = n; i < n; 1 {\nm = x\n}"));
    assertEquals("; ", mentions("loop w: while {\n} c {\nm = x\n}"));
    assertEquals("s n; ", mentions("reserve s, n"));
    assertEquals("s n n; ", mentions("reserveRow s[n], n"));
    assertEquals("a n; ", mentions("clear a, n"));
  }

  @Test
  void membersDefineTheirResults() {
    Function function =
        Parser.function(
            """
            member Library.g(double, int): double, int
            function f(double x, int n) {
              y: double, k: int = invoke Library.g(x, n)
            }
            """);
    Statement use = function.body().statements().get(0);
    assertEquals("x n", names(Mentions.in(use)));
    assertEquals("y k", names(Mentions.definitions(use)));
    assertEquals("x n", names(FreeVariables.of(use)));
    assertEquals("y k", names(DefinedVariables.in(function.body())));
  }

  @Test
  void whatIsDefinedBeforeIsNotFree() {
    assertEquals("x y", free("z: double = mul(x, y)\nw: double = mul(z, x)"));
    assertEquals("x", free("declare double z\nz = x\nz += x"));
    assertEquals("x m", free("z: double = neg(x)\nm += z"));
    assertEquals("a n s", free("t: double = load a[n]\nreserve s, n"));
    assertEquals("x m", free("throw x\nw: double = m"));
  }

  @Test
  void blocksHaveTheirOwnVariables() {
    assertEquals(
        "c x y",
        free(
            """
            if c {
              z: double = neg(x)
              w: double = neg(z)
            } else {
              v: double = neg(y)
            }
            """));
    // The one that is read at the end is another one.
    assertEquals(
        "c x y",
        free(
            """
            if c {
              v: double = neg(x)
            }
            z: double = neg(y)
            """));
    Variable outer = new Variable("z", Scalar.DOUBLE, Role.SINGLE);
    Block twice =
        new Block(
            List.of(
                new Statement.If(
                    GIVEN[4],
                    block("z: double = neg(x)"),
                    Block.EMPTY,
                    dev.gradc.processor.ir.Origin.NONE),
                Parser.block("w: double = neg(z)", outer).statements().get(0)));
    assertEquals("c x z", names(FreeVariables.of(twice)));
  }

  @Test
  void loopsDefineTheirIndex() {
    assertEquals(
        "n m a",
        free(
            """
            loop i: for int i = 0; i < n; 1 {
              w: double = m
              a[i] = w
            }
            """));
    Variable index = new Variable("i", Scalar.INT, Role.SINGLE);
    List<Statement> statements =
        new java.util.ArrayList<>(
            block("loop i: for int i = 0; i < n; 1 {\na[i] = 1.0\n}").statements());
    statements.addAll(Parser.block("k: int = i", index).statements());
    assertEquals("n a i", names(FreeVariables.of(new Block(statements))));
  }

  @Test
  void headersDefineTheirCondition() {
    assertEquals(
        "m x n",
        free(
            """
            loop w: while {
              p: double = m
              goesOn: boolean = lt(p, x)
            } goesOn {
              m += 1.0
              k: int = n
            }
            """));
    assertEquals("x c m", free("loop w: while {\np: double = x\n} c {\nm += 1.0\n}"));
    // What the header defines is of the header alone.
    Variable inner = new Variable("p", Scalar.DOUBLE, Role.SINGLE);
    Block header = block("p: double = x");
    Block body = Parser.block("q: double = neg(p)", inner);
    Statement loop =
        new Statement.WhileLoop("w", header, GIVEN[4], body, dev.gradc.processor.ir.Origin.NONE);
    assertEquals("x c p", names(FreeVariables.of(loop)));
    assertEquals("p q", names(DefinedVariables.in(new Block(List.of(loop)))));
  }

  /** For each statement the variables that are asked for after it, but indices of loops. */
  private static String live(String text) {
    Function function =
        Parser.function(
            "function f(double x, double y, boolean c, int n, double[] a) {\n" + text + "}\n");
    IdentityHashMap<Statement, Set<Variable>> after = new LiveVariables().after(function);
    StringBuilder told = new StringBuilder();
    tell(function.body(), after, told);
    return told.toString();
  }

  private static String firstLine(Statement statement) {
    String text = new Printer().print(new Block(List.of(statement)));
    return text.lines().findFirst().orElseThrow().replace(" {", "");
  }

  private static void tell(
      Block block, IdentityHashMap<Statement, Set<Variable>> after, StringBuilder told) {
    for (Statement statement : block.statements()) {
      Set<String> names =
          after.get(statement).stream()
              .map(Variable::name)
              .filter(name -> !name.equals("i"))
              .collect(Collectors.toCollection(java.util.TreeSet::new));
      told.append(firstLine(statement)).append("; ").append(String.join(" ", names));
      told.append("\n");
      statement.blocks().forEach(inner -> tell(inner, after, told));
    }
  }

  @Test
  void valuesLiveUntilTheirLastUse() {
    assertEquals(
        """
        declare double m; n x y
        m = x; m n y
        p: double = m; n p y
        q: double = mul(p, y); n q
        """,
        live(
            """
            declare double m
            m = x
            p: double = m
            q: double = mul(p, y)
            return q, n, 1.0
            """));
  }

  @Test
  void whatGetsAnotherValueIsNotAskedFor() {
    assertEquals(
        """
        declare double m; x y
        m = x; y
        m = y; m
        p: double = m; m p
        m += p; m
        q: double = m; q
        """,
        live(
            """
            declare double m
            m = x
            m = y
            p: double = m
            m += p
            q: double = m
            return q
            """));
  }

  @Test
  void branchesAskForWhatEitherNeeds() {
    assertEquals(
        """
        declare double m; c x y
        if c; m
        m = x; m
        m = y; m
        q: double = m; q
        """,
        live(
            """
            declare double m
            if c {
              m = x
            } else {
              m = y
            }
            q: double = m
            return q
            """));
  }

  /** Nothing is asked for where an exception leaves, but what it is made of. */
  @Test
  void whatThrowsAsksForNothing() {
    assertEquals(
        """
        if c; y
        p: double = neg(x); p
        throw p; y
        """,
        live(
            """
            if c {
              p: double = neg(x)
              throw p
            }
            return y
            """));
  }

  @Test
  void loopsAskForTheNextIteration() {
    assertEquals(
        """
        declare double m; n x y
        m = x; m n y
        loop i: for int i = 0; i < n; 1; m
        p: double = m; p y
        q: double = mul(p, y); q y
        m = q; m y
        r: double = m; r
        """,
        live(
            """
            declare double m
            m = x
            loop i: for int i = 0; i < n; 1 {
              p: double = m
              q: double = mul(p, y)
              m = q
            }
            r: double = m
            return r
            """));
  }

  @Test
  void headersRunOnceMoreThanBodies() {
    assertEquals(
        """
        declare double m; x y
        m = x; m y
        loop w: while; m
        p: double = m; m p y
        goesOn: boolean = lt(p, 2.0); goesOn m y
        q: double = mul(y, y); m q y
        m += q; m y
        r: double = m; r
        """,
        live(
            """
            declare double m
            m = x
            loop w: while {
              p: double = m
              goesOn: boolean = lt(p, 2.0)
            } goesOn {
              q: double = mul(y, y)
              m += q
            }
            r: double = m
            return r
            """));
  }

  /** What one iteration leaves for the one after the next. */
  @Test
  void loopsAreGoneThroughUntilNothingIsNew() {
    String told =
        live(
            """
            declare double one
            declare double two
            declare double three
            one = x
            two = x
            three = x
            loop i: for int i = 0; i < n; 1 {
              p: double = two
              one = p
              q: double = three
              two = q
              three = y
            }
            r: double = one
            return r
            """);
    assertTrue(told.contains("three = y; one three two y\n"), told);
    assertTrue(told.contains("three = x; n one three two y\n"), told);
    String header =
        live(
            """
            declare double one
            declare double two
            declare double three
            one = x
            two = x
            three = x
            loop w: while {
              t: double = one
              goesOn: boolean = lt(t, 9.0)
            } goesOn {
              p: double = two
              one = p
              q: double = three
              two = q
              three = y
            }
            return c
            """);
    assertTrue(header.contains("three = y; c one three two y\n"), header);
    assertTrue(header.contains("three = x; c one three two y\n"), header);
  }

  @Test
  void blocksExposeWhatTheyAskFor() {
    Function function =
        Parser.function(
            """
            member Library.g(double): double
            function f(double x, double y) {
              p: double = invoke Library.g(x)
              q: double = mul(p, y)
            }
            """);
    Named named = Named.in(function);
    assertEquals(
        Set.of(named.variable("x"), named.variable("y")), LiveVariables.exposed(function.body()));
    assertEquals(
        "a n x",
        names(
            LiveVariables.exposed(block("a[n] = x")).stream()
                .sorted(java.util.Comparator.comparing(Variable::name))
                .toList()));
    assertEquals(
        "m x",
        names(
            LiveVariables.exposed(block("m += x")).stream()
                .sorted(java.util.Comparator.comparing(Variable::name))
                .toList()));
  }

  private static int obstacles(String statements) {
    Function function =
        Parser.function(
            """
            member Library.steady(double): double
            member Library.random(double): double unrepeatable
            function f(double x, Library o, boolean c) {
            %s
            }
            """
                .formatted(statements));
    int count = Repetition.obstacles(function.body()).size();
    assertEquals(count == 0, Repetition.isPossible(function.body()));
    return count;
  }

  @Test
  void someStatementsCannotBeRepeated() {
    assertEquals(0, obstacles("y: double = Math.exp(x)\nz: double = invoke Library.steady(x)"));
    assertEquals(1, obstacles("y: double = invoke Library.random(x)"));
    assertEquals(1, obstacles("y: double = Math.random()"));
    assertEquals(1, obstacles("a: double[] = inspect FIELD Library held(o)"));
    assertEquals(0, obstacles("k: double = inspect FIELD Library number(o)"));
    assertEquals(0, obstacles("a: double[] = inspect STATIC_FIELD Library table()"));
    assertEquals(0, obstacles("a: double[] = newarray primal double[3]"));
    assertEquals(2, obstacles("y: double = Math.random()\nif c {\nz: double = Math.random()\n}"));
    // What goes into an exception is not needed again.
    assertEquals(0, obstacles("if c {\ny: double = invoke Library.random(x)\nthrow y\n}"));
    assertFalse(
        Repetition.isPossible(
            Parser.function("function f(double x) {\ny: double = Math.random()\n}").body()));
  }
}
