package dev.gradc.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each law with a program that keeps it and one that breaks it. */
final class VerifierTest {

  private static final Variable X = Parser.variable("double x", Role.PARAMETER);
  private static final Variable A = Parser.variable("double[] a", Role.PARAMETER);
  private static final Variable N = Parser.variable("int n", Role.PARAMETER);
  private static final Variable B = Parser.variable("boolean b", Role.PARAMETER);
  private static final Variable T = Parser.variable("double t", Role.SINGLE);
  private static final Variable U = Parser.variable("double u", Role.SINGLE);
  private static final Variable S = Parser.variable("double s", Role.MUTABLE);

  private static List<String> verify(String statements) {
    return new Verifier()
        .verify(
            Parser.function(
                "function f(double x, double[] a, int n, boolean b) {\n" + statements + "\n}\n"));
  }

  private static List<String> verify(Statement... statements) {
    return verify(List.of(statements), List.of());
  }

  private static List<String> verify(List<Statement> statements, List<Atom> results) {
    return new Verifier()
        .verify(
            new Function(
                "f(double,double[],int,boolean)",
                "f",
                List.of(
                    new Function.Parameter(X, false, Origin.NONE),
                    new Function.Parameter(A, false, Origin.NONE),
                    new Function.Parameter(N, false, Origin.NONE),
                    new Function.Parameter(B, false, Origin.NONE)),
                new Block(statements),
                results,
                false,
                Origin.NONE));
  }

  private static void refused(String law, List<String> complaints) {
    assertTrue(
        complaints.stream().anyMatch(complaint -> complaint.contains(law)),
        () -> "expected <" + law + "> among " + complaints);
  }

  private static void accepted(String statements) {
    assertEquals(List.of(), verify(statements));
  }

  private static Statement copy(Variable target, Atom value) {
    return new Statement.Assign(target, new Operation.Copy(value), Origin.NONE);
  }

  @Test
  void messagesNameTheLawAndTheStatement() {
    assertEquals(
        List.of("an argument has the type int, not double: t: double = mul(x, n)"),
        verify("t: double = mul(x, n)"));
  }

  @Test
  void aProgramInNormalFormIsAccepted() {
    accepted(
        """
        declare double s
        s = 0.0
        m: int = length a
        loop i: for int i = 0; i < m; 1 {
          t: double = load a[i]
          c: boolean = gt(t, 0.0)
          if c {
            u: double = mul(t, x)
            s += u
          } else {
            u: double = neg(t)
            s += u
            a[i] = u
          }
        }
        loop w: while {
          v: double = s
          more: boolean = gt(v, 1.0)
        } more {
          w: double = s
          h: double = div(w, 2.0)
          s = h
        }
        r: double = s
        return r
        """);
  }

  // Definitions and scopes.

  @Test
  void aTargetIsNotAmongItsArguments() {
    refused(
        "the target is among the arguments",
        verify(
            new Statement.Assign(
                T,
                Operation.Apply.of(new BasicOperator(Symbol.ADD, Scalar.DOUBLE), T, X),
                Origin.NONE)));
    refused("the target is among the arguments", verify("declare double s\ns = 1.0\ns += s"));
    refused(
        "the target is among the arguments",
        verify(new Statement.Call(List.of(T), "f(double)", List.of(T), Origin.NONE)));
  }

  @Test
  void aSingleVariableIsDefinedBeforeItsUse() {
    refused("t is not defined before", verify(copy(U, T), copy(T, X)));
  }

  @Test
  void aSingleVariableIsVisibleInItsBlockAndTheBlocksWithin() {
    accepted("t: double = x\nif b {\n  u: double = t\n}");
    refused("t is not defined before", verify("if b {\nt: double = x\n}\nu: double = t"));
    refused("t is not defined before", verify("if b {\nt: double = x\n} else {\nu: double = t\n}"));
    refused("i is not defined before", verify("loop i: for int i = 0; i < n; 1 {\n}\nj: int = i"));
  }

  @Test
  void aSingleVariableIsDefinedOnceOnAPath() {
    accepted("if b {\nt: double = x\n} else {\nt: double = 1.0\n}");
    accepted("if b {\nt: double = x\n}\nt: double = 1.0");
    refused("t is defined twice", verify("t: double = x\nt: double = 1.0"));
    refused("t is defined twice", verify("t: double = x\nif b {\nt: double = 1.0\n}"));
    refused("i is defined twice", verify("i: int = n\nloop i: for int i = 0; i < n; 1 {\n}"));
  }

  @Test
  void namesAreUnique() {
    refused(
        "two variables have the name t", verify("if b {\nt: double = x\n} else {\nt: int = n\n}"));
    refused("two variables have the name t", verify("t: double = x\ndeclare double t"));
    refused(
        "two variables have the name t",
        verify(copy(T, X), copy(U, new Variable("t", Scalar.DOUBLE, Role.PARAMETER))));
  }

  @Test
  void theResultIsVisibleAtTheEnd() {
    refused("t is not defined before", verify("if b {\nt: double = x\n}\nreturn t"));
    refused("a mutable variable is read", verify("declare double s\ns = x\nreturn s"));
  }

  @Test
  void parametersHaveTheirRole() {
    refused(
        "the role of parameter t",
        new Verifier()
            .verify(
                new Function(
                    "f(double)",
                    "f",
                    List.of(new Function.Parameter(T, false, Origin.NONE)),
                    Block.EMPTY,
                    List.of(),
                    false,
                    Origin.NONE)));
  }

  // What may change, and how.

  @Test
  void aParameterIsNeverAssigned() {
    refused("a parameter is assigned", verify("x = 1.0"));
    refused("only a mutable variable is accumulated", verify("x += 1.0"));
    refused("a call defines something else", verify("x = call f()()"));
  }

  @Test
  void aMutableVariableIsDeclared() {
    refused("s is not declared before", verify(copy(S, X)));
    refused("only a mutable variable is declared", verify(new Statement.Declare(T, Origin.NONE)));
    refused("s is not declared before", verify("if b {\ndeclare double s\ns = x\n}\ns = x"));
  }

  @Test
  void aMutableVariableChangesOnlyByCopiesAndSums() {
    accepted("declare double s\ns = x\ns += 1.0");
    refused("something else than a copy", verify("declare double s\ns = mul(x, x)"));
    refused("something else than a copy", verify("declare double s\ns = load a[n]"));
    refused("a call defines something else", verify("declare double s\ns = call f()()"));
  }

  @Test
  void aMutableVariableIsReadOnlyByACopyIntoASingleOne() {
    String declared = "declare double s\ns = x\ndeclare double r\n";
    accepted(declared + "t: double = s");
    refused("a mutable variable is read", verify(declared + "r = s"));
    refused("a mutable variable is read", verify(declared + "t: double = mul(s, x)"));
    refused("a mutable variable is read", verify(declared + "a[0] = s"));
    refused("a mutable variable is read", verify(declared + "a[0] += s"));
    refused("a mutable variable is read", verify(declared + "r = x\nr += s"));
    refused("a mutable variable is read", verify(declared + "call f(double)(s)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t: double = load a[k]",
        "c: double[] = newarray primal double[k]",
        "a[k] = x",
        "clear a, k",
        "loop i: for int i = k; i < n; 1 {#}",
        "loop i: for int i = 0; i < k; 1 {#}",
        "if c {#}",
        "loop w: while {#} c {#}",
        "t: double = load p[0]",
        "t: int = length p",
        "t: double[] = detachArray p",
        "p[0] = x",
        "clear p, n",
      })
  void noOperationTakesAMutableVariable(String statement) {
    refused(
        "a mutable variable is read",
        verify(
            """
            declare int k
            k = n
            declare boolean c
            c = b
            declare double[] p
            p = a
            """
                + statement.replace('#', '\n')));
  }

  @Test
  void aMutableVariableHasAValueOnEveryPathToARead() {
    String declared = "declare double s\n";
    refused("s has no value", verify(declared + "t: double = s"));
    refused("s has no value", verify(declared + "s += x"));
    refused("s has no value", verify(declared + "if b {\ns = x\n}\nt: double = s"));
    refused(
        "s has no value",
        verify(declared + "loop i: for int i = 0; i < n; 1 {\ns = x\n}\nt: double = s"));
    refused("s has no value", verify(declared + "loop w: while {\n} b {\ns = x\n}\nt: double = s"));
    refused(
        "s has no value",
        verify(
            "loop i: for int i = 0; i < n; 1 {\ndeclare double s\nif b {\ns = x\n}\n}\n"
                + "loop j: for int j = 0; j < n; 1 {\ndeclare double s\nt: double = s\n}"));
    accepted(declared + "if b {\ns = x\n} else {\ns = 1.0\n}\nt: double = s");
  }

  // Loops.

  @ParameterizedTest
  @CsvSource({
    "<,1,true",
    "<=,2,true",
    ">,-1,true",
    ">=,-3,true",
    "<,-1,false",
    "<=,0,false",
    ">,1,false",
    ">=,0,false",
    "==,1,false",
    "!=,1,false"
  })
  void theSignOfTheStepFitsTheRelation(String relation, int step, boolean fits) {
    String loop = "loop i: for int i = 0; i %s n; %d {\n}".formatted(relation, step);
    if (fits) {
      accepted(loop);
    } else {
      refused("the sign of the step", verify(loop));
    }
  }

  @Test
  void boundsAndIndicesOfLoopsAreIntegers() {
    refused("the first index", verify("loop i: for int i = x; i < n; 1 {\n}"));
    refused("the bound", verify("loop i: for int i = 0; i < 3L; 1 {\n}"));
    refused("the index", verify("loop i: for long i = 0; i < n; 1 {\n}"));
  }

  @Test
  void theIndexOfALoopIsASingleVariable() {
    Variable index = new Variable("i", Scalar.INT, Role.MUTABLE);
    refused(
        "the index is not a single variable",
        verify(
            new Statement.CountedLoop(
                "i", index, Constant.of(0), Symbol.LT, N, 1, Block.EMPTY, Origin.NONE)));
    refused("i is defined twice", verify("loop i: for int i = 0; i < n; 1 {\ni: int = n\n}"));
  }

  @Test
  void labelsAreUnique() {
    refused(
        "another loop has the label i",
        verify("loop i: for int i = 0; i < n; 1 {\n}\nloop i: for int j = 0; j < n; 1 {\n}"));
    refused(
        "another loop has the label w",
        verify("loop w: while {\n} b {\nloop w: while {\n} b {\n}\n}"));
  }

  @Test
  void aHeaderComputesItsConditionOnly() {
    accepted(
        """
        loop w: while {
          declare int k
          k = 0
          k += 1
          c: double[] = newarray primal double[n]
          d: double[] = c
          d[0] = x
          loop v: while {
            j: int = k
            e: boolean = lt(j, n)
          } e {
            k += 1
          }
          l: int = k
          m: boolean = lt(l, n)
        } m {
        }
        """);
    refused(
        "the header of a loop changes s",
        verify("declare double s\ns = x\nloop w: while {\ns += 1.0\n} b {\n}"));
    refused(
        "the header of a loop changes s",
        verify("declare double s\nloop w: while {\nif b {\ns = 1.0\n}\n} b {\n}"));
    refused(
        "the header of a loop changes elements of a",
        verify("loop w: while {\na[0] = x\n} b {\n}"));
    refused(
        "the header of a loop changes elements of c",
        verify("loop w: while {\nc: double[] = a\nc[0] += x\n} b {\n}"));
    refused(
        "the header of a loop changes elements of d",
        verify(
            "loop w: while {\ndeclare double[] c\nc = a\nd: double[] = c\nclear d, n\n} b {\n}"));
    refused(
        "the header of a loop changes k",
        verify(
            "loop w: while {\ndeclare int k\nk = 0\nloop v: while {\nk += 1\n} b {\n}\n} b {\n}"));
  }

  @Test
  void variablesOfAHeaderAreNotVisibleInTheBody() {
    accepted("loop w: while {\nm: boolean = lt(x, 1.0)\n} m {\n}");
    refused(
        "t is not defined before",
        verify("loop w: while {\nt: double = x\n} b {\nu: double = t\n}"));
    refused(
        "c is not defined before", verify("loop w: while {\nif b {\nc: boolean = b\n}\n} c {\n}"));
  }

  // Types.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t: int = x                            | the target has the type int, not double",
        "t: double = mul(x, n)                 | an argument has the type int, not double",
        "t: float = mul(x, x)                  | the target has the type float, not double",
        "t: double = lt(x, x)                  | the target has the type double, not boolean",
        "t: boolean = and(x, x)                | there is no such operator for double",
        "t: boolean = add(b, b)                | there is no such operator for boolean",
        "t: short = add(1s, 1s)                | there is no such operator for short",
        "t: double = shl(x, 1)                 | there is no such operator for double",
        "t: int = not(n)                       | there is no such operator for int",
        "t: int = shl(n, 1L)                   | an argument has the type long, not int",
        "t: double = select(n, x, x)           | an argument has the type int, not boolean",
        "t: double = select(b, x)              | the operator takes 3 arguments",
        "t: boolean = toBoolean(n)             | there are no conversions of booleans",
        "t: int = toInt(b)                     | there are no conversions of booleans",
        "t: double = load a[x]                 | the index has the type double, not int",
        "t: float = load a[n]                  | the element has the type float, not double",
        "t: double = load x[n]                 | x is not an array",
        "t: int = length x                     | x is not an array",
        "t: long = length a                    | the target has the type long, not int",
        "t: double = detachArray x             | x is not an array",
        "t: float[] = detachArray a            | the target has the type float[], not double[]",
        "t: double[] = newarray primal double[x] | the length has the type double, not int",
        "t: float[] = newarray primal double[n]  | the target has the type float[], not double[]",
        "a[x] = x                              | the index has the type double, not int",
        "a[n] = n                              | the element has the type int, not double",
        "a[n] += n                             | the element has the type int, not double",
        "if n {#}                              | the condition has the type int, not boolean",
        "loop w: while {#} x {#}               | the condition has the type double, not boolean",
        "clear x, n                            | x is not an array",
        "clear a, x                            | the length has the type double, not int",
        "declare double s#s = n                | the target has the type double, not int",
        "declare double s#s = 0.0#s += 1.0f    | the sum has the type float, not double",
        "declare boolean s#s = b#s += b        | only numbers are accumulated",
        "reserve a, n                          | only a mutable array is reserved",
        "reserveRow a[n], n                    | a is not an array of arrays",
      })
  void typesFit(String statements, String law) {
    refused(law, verify(statements.replace('#', '\n')));
  }

  @Test
  void constantsAreOfTheirType() {
    refused(
        "has a value of another type",
        verify(
            new Statement.Assign(
                T, new Operation.Copy(new Constant(1, Scalar.DOUBLE)), Origin.NONE)));
  }

  // Regions.

  private static final Variable STORAGE = Parser.variable("double[] storage", Role.MUTABLE);
  private static final Variable ROWS = Parser.variable("double[][] rows", Role.MUTABLE);
  private static final Variable ADJOINT = Parser.variable("double[] dA", Role.PARAMETER);

  private static List<String> verifyRegions(String forward, String backward, String... atEnd) {
    Variable[] given = {X, A, N, B, STORAGE, ROWS, ADJOINT};
    Block first = Parser.block(forward, given);
    // A whole text knows the variables of both; what is the second region's is what is left.
    List<Statement> all = Parser.block(forward + "\n" + backward, given).statements();
    Block second = new Block(all.subList(first.statements().size(), all.size()));
    List<Atom> visible =
        List.of(atEnd).stream().<Atom>map(text -> Parser.variable(text, Role.MUTABLE)).toList();
    return new Verifier()
        .verify(
            List.of(given),
            List.of(new Verifier.Region(first, List.of()), new Verifier.Region(second, visible)));
  }

  private static final String FORWARD =
      """
      m: int = length a
      reserve storage, m
      loop i: for int i = 0; i < m; 1 {
        t: double = load a[i]
        e: double = Math.exp(t)
        storage[i] = e
        reserveRow rows[i], m
        row: double[] = load rows[i]
        row[0] = e
      }
      """;

  private static final String BACKWARD =
      """
      declare double dX
      dX = 0.0
      last: int = sub(m, 1)
      loop i: for int i = last; i >= 0; -1 {
        e: double = load storage[i]
        dA[i] += e
        dX += e
      }
      """;

  @Test
  void regionsRunOneAfterTheOtherWithStorage() {
    assertEquals(List.of(), verifyRegions(FORWARD, BACKWARD, "double dX"));
  }

  @Test
  void onlyOutermostVariablesCrossRegions() {
    refused("e is not defined before", verifyRegions(FORWARD, "f: double = e"));
    refused("m is defined twice", verifyRegions(FORWARD, "m: int = n"));
  }

  @Test
  void whatIsReadAfterwardsIsThere() {
    refused("dY is not defined before", verifyRegions(FORWARD, BACKWARD, "double dY"));
    refused("dX has no value", verifyRegions(FORWARD, "declare double dX", "double dX"));
  }

  @Test
  void mutableScalarsAreCopiedInRegionsToo() {
    refused(
        "a mutable variable is read",
        verifyRegions("", "declare double s\ns = x\nt: double = mul(s, s)"));
  }
}
