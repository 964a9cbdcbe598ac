package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.rules.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Calls without derivative in forward mode, arrays of tensors, copies, and sizes of functions. */
final class FindingsOfCallsTest {

  private static Activity activity(Function function) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    return new ActivityAnalysis(new Rules(), arrays).analyze(function);
  }

  private static String told(List<Problem> problems) {
    return problems.stream()
        .map(it -> it.code() + " " + it.arguments())
        .collect(Collectors.joining("; "));
  }

  private static String forward(String statements) {
    Function function =
        Parser.function(
            """
            member Library.number(active double): active double
            member Library.forward(active double): active double forward
            member Library.constant(double): double
            member Library.scale(active double[]) writes 0
            member Library.ruled(active double): active double rule
            member Library.ruledArray(active double): active double[] rule
            member Library.trace(active dev.gradc.tensor/Tensor): active double rule
            member Library.tensor(active double): active dev.gradc.tensor/Tensor rule
            function f(double x, double[] a, dev.gradc.tensor/Tensor t, boolean c) {
            %s
            }
            """
                .formatted(statements));
    return told(new PushforwardCheck(activity(function)).problems(function));
  }

  @Test
  void membersWithoutForwardModeAreFound() {
    String use = "y: double = invoke Library.%s(x) // use\nreturn %s";
    assertEquals("NO_FORWARD_MODE [use, number]", forward(use.formatted("number", "y")));
    assertEquals("", forward(use.formatted("number", "x")));
    assertEquals("", forward(use.formatted("forward", "y")));
    assertEquals("", forward(use.formatted("constant", "y")));
    assertEquals(
        "NO_FORWARD_MODE [use, scale]", forward("invoke Library.scale(a) // use\nreturn a"));
    assertEquals("", forward("invoke Library.scale(a) // use\nreturn x"));
    assertEquals(
        "NO_FORWARD_MODE [in, number]",
        forward("if c {\ny: double = invoke Library.number(x) // in\na[0] = y\n}\nreturn a"));
  }

  /** Rules for numbers are differentiated themselves; those for arrays and tensors are not. */
  @Test
  void rulesOfArraysAndTensorsNeedRulesOfForwardMode() {
    assertEquals("", forward("y: double = invoke Library.ruled(x) // use\nreturn y"));
    assertEquals(
        "NO_FORWARD_RULE [use]",
        forward("y: double[] = invoke Library.ruledArray(x) // use\nreturn y"));
    assertEquals(
        "NO_FORWARD_RULE [use]", forward("y: double = invoke Library.trace(t) // use\nreturn y"));
    assertEquals(
        "NO_FORWARD_RULE [use]",
        forward("y: dev.gradc.tensor/Tensor = invoke Library.tensor(x) // use\nreturn y"));
  }

  /** What the last statement does to arrays of which the outer dimensions are copies. */
  private static String copied(String statements, Integer... dimensions) {
    Function function =
        Parser.function(
            """
            member Library.fill(double[]) writes 0
            member Library.write(double[][]) writes 0
            member Library.put(double[][]) writes 0 moves 0
            member Library.look(double[]) writes 0 opaque
            function f(double[] a, double[][] m, double x, boolean c, int n) {
            %s
            }
            """
                .formatted(statements));
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    return new CopiedArrays(arrays)
        .problems(function, List.of(dimensions)).stream()
            .map(it -> it.origin().text())
            .collect(Collectors.joining("; "));
  }

  @Test
  void copiesOfTheCallersArraysAreNotWritten() {
    assertEquals("set", copied("a[0] = x // set", 1, 1, 0));
    assertEquals("", copied("a[0] = x // set", 0, 1, 0));
    assertEquals("add", copied("a[0] += x // add", 1, 1, 0));
    assertEquals("in", copied("if c {\na[0] = x // in\n}", 1, 1, 0));
    assertEquals("put", copied("m[0] = a // put", 0, 1, 0));
    String row = "r: double[] = load m[0]\nr[0] = x // set";
    assertEquals("", copied(row, 0, 1, 0));
    assertEquals("set", copied(row, 0, 2, 0));
    assertEquals("", copied(row, 0, 0, 0));
    assertEquals("", copied("t: double = load a[0]", 1, 2, 0));
  }

  @Test
  void whatIsMadeIsNoCopy() {
    String text =
        """
        own: double[] = newarray primal double[n]
        m[0] = own // put
        own[0] = x // set
        own[0] += x // add
        """;
    assertEquals("put", copied(text, 0, 2, 0));
  }

  @Test
  void membersDoNotWriteCopiesEither() {
    assertEquals("use", copied("invoke Library.fill(a) // use", 1, 0, 0));
    assertEquals("", copied("invoke Library.fill(a) // use", 0, 1, 0));
    assertEquals("", copied("invoke Library.look(a) // use", 1, 1, 0));
    assertEquals("", copied("invoke Library.write(m) // use", 0, 1, 0));
    assertEquals("use", copied("invoke Library.write(m) // use", 0, 2, 0));
    assertEquals("use", copied("invoke Library.put(m) // use", 0, 1, 0));
  }

  /** Functions of these names and texts, which call one another by name. */
  private static Map<String, Function> functions(String... texts) {
    Map<String, Function> functions = new LinkedHashMap<>();
    for (String text : texts) {
      Function function = Parser.function(text);
      functions.put(function.key(), function);
    }
    return functions;
  }

  private static String calls(String name, int times, String callee, int more) {
    StringBuilder text = new StringBuilder("function " + name + "(double x) {\n");
    for (int i = 0; i < times; i++) {
      text.append("if true {\nc").append(i).append(": double = call ").append(callee);
      text.append("(double)(x)\n}\n");
    }
    for (int i = 0; i < more; i++) {
      text.append("s").append(i).append(": double = neg(x)\n");
    }
    return text + "return x\n}\n";
  }

  private static Optional<Problem> size(Map<String, Function> functions, String... members) {
    return new InlinedSize(functions, Set.of(members)).problem("f(double)");
  }

  /** An if with a call in it is two statements, and what is called is put in its place. */
  @Test
  void copiesMultiply() {
    Map<String, Function> large =
        functions(calls("f", 10, "g", 0), calls("g", 10, "h", 0), calls("h", 0, "", 100));
    // f: 20 statements and ten times (20 and ten times 100).
    assertEquals(
        Optional.of(List.of("h", "100", "10220", "10000")), size(large).map(Problem::arguments));
    assertEquals(Optional.empty(), size(large, "g(double)"));
    Map<String, Function> small =
        functions(calls("f", 10, "g", 0), calls("g", 10, "h", 0), calls("h", 0, "", 97));
    // 20 + 10 * (20 + 10 * 97) = 9920.
    assertEquals(Optional.empty(), size(small));
  }

  /** Of what is called, in all its copies together; the function itself may be longer. */
  @Test
  void whatMakesUpMost() {
    Map<String, Function> functions =
        functions(calls("f", 2, "g", 50), calls("g", 1, "h", 10), calls("h", 0, "", 13));
    // f: 4 + 50 statements and twice (2 + 10 and 13).
    InlinedSize size = new InlinedSize(functions, Set.of());
    assertEquals(Optional.empty(), size.largestPart("f(double)", 104));
    assertEquals(Optional.of("h(double)"), size.largestPart("f(double)", 103));
    assertEquals(Optional.of("h(double)"), size.largestPart("g(double)", 10));
    InlinedSize called = new InlinedSize(functions, Set.of("g(double)"));
    assertEquals(Optional.empty(), called.largestPart("f(double)", 54));
  }

  @Test
  void theLimitItselfIsNotTooLarge() {
    Map<String, Function> exact = functions(calls("f", 2, "g", 0), calls("g", 0, "", 4998));
    // 4 + 2 * 4998.
    assertEquals(Optional.empty(), size(exact));
    Map<String, Function> over = functions(calls("f", 2, "g", 1), calls("g", 0, "", 4998));
    assertEquals(
        Optional.of(List.of("g", "2", "10001", "10000")), size(over).map(Problem::arguments));
  }

  /** What is large by itself is large without any calls. */
  @Test
  void oneCopyIsNoBlame() {
    assertEquals(
        Optional.empty(), size(functions(calls("f", 1, "g", 0), calls("g", 0, "", 10_001))));
    assertEquals(
        Optional.of(List.of("h", "2", "10112", "10000")),
        size(functions(calls("f", 1, "g", 10_000), calls("g", 2, "h", 6), calls("h", 0, "", 50)))
            .map(Problem::arguments));
  }

  /** Of two that are in it as much as each other, the first. */
  @Test
  void theFirstOfEqualsIsTold() {
    String text =
        """
        function f(double x) {
          a: double = call g(double)(x)
          b: double = call h(double)(x)
          c: double = call h(double)(x)
          d: double = call g(double)(x)
          e: double = call empty(double)(x)
          i: double = call empty(double)(x)
          return x
        }
        """;
    Map<String, Function> functions =
        functions(text, calls("g", 0, "", 3000), calls("h", 0, "", 3000), calls("empty", 0, "", 0));
    assertEquals(
        Optional.of(List.of("g", "2", "12006", "10000")), size(functions).map(Problem::arguments));
  }

  /**
   * Both functions of each level call both of the next: as many ways as statements of a program.
   */
  @Test
  void eachFunctionIsLookedAtOnce() {
    Map<String, Function> functions = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      for (String name : List.of(i == 0 ? "f" : "g" + i, "h" + i)) {
        String next =
            i == 39 ? "" : "p: double = call g%1$d(double)(x)\nq: double = call h%1$d(double)(x)\n";
        functions.putAll(
            functions(
                "function " + name + "(double x) {\n" + next.formatted(i + 1) + "return x\n}"));
      }
    }
    // Two statements in each of 2^38 copies on the last level but one.
    assertEquals(
        List.of("g38", Long.toString(1L << 37), Long.toString((1L << 40) - 2), "10000"),
        size(functions).orElseThrow().arguments());
  }

  @Test
  void countlessCopiesAreTold() {
    Map<String, Function> functions = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      String name = i == 0 ? "f" : "g" + i;
      String text = calls(name, i == 29 ? 0 : 10, "g" + (i + 1), 1);
      functions.putAll(functions(text));
    }
    // Ten times as many of each as of the one before; 19 statements of g18 are the first too many.
    assertEquals(
        List.of("g18", "1000000000000000000", "countless", "10000"),
        size(functions).orElseThrow().arguments());
    assertEquals(Origin.NONE, size(functions).orElseThrow().origin());
  }
}
