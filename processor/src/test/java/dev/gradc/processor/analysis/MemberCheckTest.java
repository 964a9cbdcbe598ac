package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Verifier;
import dev.gradc.processor.rules.Rules;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which uses of members are refused, and why; more of them, in Java, are in {@code refused}. */
final class MemberCheckTest {

  private static final String MEMBERS =
      """
      member Library.plain(active double): active double
      member Library.random(active double): active double unrepeatable
      member Library.unknown(double): double opaque
      member Library.unknownArray(double[]) opaque
      member Library.generic(double): double opaque generic
      member Library.inherited(double): double opaque inherited
      member Library.fill(double[], active double) writes 0
      member Library.scale(active double[], active double) writes 0
      member Library.scaleRandom(active double[], active double) writes 0 unrepeatable
      member Library.scaleRows(active double[][], active double) writes 0
      member Library.move(active double[][], active double) writes 0 moves 0
      member Library.rowAnd(active double[][], active double[]) writes 0
      member Library.andRow(active double[], active double[][]) writes 0
      member Library.two(active double[], active double[]) writes 0
      member Library.box(): Box<Double>
      member Library.plainBox(): Box
      member Library.withBox(active double, Box<Double>): active double
      member Library.withPlainBox(active double, Box): active double
      member Library.rows(active double, int): active double[][] repeats 0
      member Library.same(active double[]): active double[] shares 0
      member Library.fresh(active double[]): active double[]
      member Library.both(active double[]): active double[], active double[] joins 0 1
      member Library.table(active double): active double reads double[]
      member Library.tableAndArray(active double[]): active double reads double[] writes 0
      member Library.matrix(active double): active double reads double[][]
      member Library.layers(active double): active double reads java.lang/Object[]
      member Library.constantTable(double): double reads double[]
      member Library.part(active double[]): active double[] shares 0 part
      """;

  /** Codes, what is refused, and the first words of the reason if there are several. */
  private static String told(String parameters, String statements) {
    Function function =
        Parser.function(MEMBERS + "function f(" + parameters + ") {\n" + statements + "\n}\n");
    assertEquals(List.of(), new Verifier().verify(function));
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(new Rules(), arrays).analyze(function);
    return new MemberCheck(arrays, activity)
        .problems(function).stream().map(MemberCheckTest::told).collect(Collectors.joining("; "));
  }

  private static String told(Problem problem) {
    String reason =
        problem.arguments().stream()
            .skip(1)
            .flatMap(it -> Stream.of(it.split(" ")))
            .limit(4)
            .collect(Collectors.joining(" "));
    return (problem.code() + " " + problem.origin().text() + ": " + reason).strip();
  }

  @Test
  void whatIsKnownIsRight() {
    assertEquals("", told("double x", "y: double = invoke Library.plain(x) // plain\nreturn y"));
  }

  @Test
  void whatIsNotKnownIsRefusedWhereDerivativesGoIn() {
    for (String code : List.of("UNKNOWN_CALL", "GENERIC_CALL", "INHERITED_CALL")) {
      String name = code.substring(0, code.indexOf('_')).toLowerCase(Locale.ROOT);
      String rest = name.equals("unknown") ? ": Library.unknown" : ":";
      String use = "y: double = invoke Library." + name + "(%s) // it\nreturn y";
      assertEquals(code + " it" + rest, told("double x", use.formatted("x")));
      assertEquals("", told("double x", use.formatted("1.0")));
      assertEquals("", told("detached double x", use.formatted("x")));
    }
    assertEquals(
        "UNKNOWN_CALL in: Library.unknown",
        told(
            "double x, boolean c",
            "if c {\ny: double = invoke Library.unknown(x) // in\n}\nreturn x"));
  }

  @Test
  void whatGoesIntoAnExceptionGoesNowhereElse() {
    assertEquals(
        "",
        told(
            "double x, boolean c",
            "if c {\ny: double = invoke Library.unknown(x)\nthrow y\n}\nreturn x"));
    assertEquals(
        "",
        told("double x", "y: double = invoke Library.unknown(x)\nif true {\nthrow y\n}\nreturn x"));
  }

  private static final String HELD = "h: double[] = inspect FIELD Library held(o)\n";

  @Test
  void whatOthersHoldHasNoDerivative() {
    String parameters = "double x, Library o";
    assertEquals("FOREIGN_ARRAY set:", told(parameters, HELD + "h[0] = x // set\nreturn x"));
    assertEquals("FOREIGN_ARRAY add:", told(parameters, HELD + "h[0] += x // add\nreturn x"));
    assertEquals("", told(parameters, HELD + "h[0] = 1.0 // set\nreturn x"));
    assertEquals("", told(parameters, HELD + "h[0] += 1.0 // add\nreturn x"));
    assertEquals("", told(parameters + ", double[] a", HELD + "a[0] = x // set\nreturn x"));
    assertEquals(
        "FOREIGN_ARRAY fill:",
        told(parameters, HELD + "invoke Library.fill(h, x) // fill\nreturn x"));
    assertEquals("", told(parameters, HELD + "invoke Library.fill(h, 1.0)\nreturn x"));
  }

  /** What was seen by a call that is refused is not worth a word. */
  @Test
  void whatRefusedCallsHaveSeenIsNotToldOf() {
    String foreign = "a[0] = x // set\n";
    String use = "invoke Library.unknownArray(a) // use\n";
    assertEquals(
        "UNKNOWN_CALL use: Library.unknownArray",
        told("double x, double[] a", foreign + use + "return x"));
  }

  @Test
  void whatMayAnswerOtherwiseIsNotEvaluatedTwice() {
    String use = "y: double = invoke Library.random(%s) // use\nreturn %s";
    assertEquals(
        "CALL_EFFECT use: uses other code, fields", told("double x", use.formatted("x", "y")));
    assertEquals("", told("double x", use.formatted("x", "x")));
    assertEquals("", told("double x", use.formatted("1.0", "y")));
    assertEquals(
        "CALL_EFFECT use: uses other code, fields",
        told("double x, double[] a", "invoke Library.scaleRandom(a, x) // use\nreturn a"));
    assertEquals(
        "", told("double x, double[] a", "invoke Library.scaleRandom(a, x) // use\nreturn x"));
  }

  /** A member may look at what the method writes and others hold. */
  @Test
  void whatOthersHoldMayBeRead() {
    String use = "y: double = invoke Library.plain(%s) // use\nreturn %s";
    String parameters = "double x, Library o, boolean c";
    for (String write : List.of("h[0] = 1.0\n", "h[0] += 1.0\n", "if c {\nh[0] = 1.0\n}\n")) {
      assertEquals(
          "CALL_EFFECT use: may read an array",
          told(parameters, HELD + write + use.formatted("x", "y")));
      assertEquals("", told(parameters, HELD + write + use.formatted("x", "x")));
    }
    assertEquals("", told(parameters, HELD + "t: double = load h[0]\n" + use.formatted("x", "y")));
    assertEquals(
        "", told(parameters + ", double[] a", HELD + "a[0] = 1.0\n" + use.formatted("x", "y")));
  }

  /**
   * An argument may be a static array that a member reads, and be written before it reads again.
   */
  @Test
  void parametersMayBeStaticArrays() {
    String refused = "CALL_EFFECT use: reads a static array";
    String use = "y: double = invoke Library.%s(x) // use\n";
    String parameters = "double x, double[] a, double[][] m, float[] f, boolean c";
    for (String member : List.of("table", "matrix")) {
      String call = use.formatted(member);
      assertEquals(refused, told(parameters, call + "a[0] = 1.0\nreturn y"));
      assertEquals(refused, told(parameters, call + "if c {\na[0] += 1.0\n}\nreturn y"));
      assertEquals("", told(parameters, call + "a[0] = 1.0\nreturn x"));
      assertEquals("", told(parameters, "a[0] = 1.0\n" + call + "return y"));
      assertEquals("", told(parameters, call + "f[0] = 1.0f\nreturn y"));
      assertEquals(
          refused, told(parameters, call + "r: double[] = load m[0]\nr[0] = 1.0\nreturn y"));
      assertEquals(
          "",
          told(parameters, call + "b: double[] = newarray primal double[3]\nb[0] = x\nreturn y"));
    }
    String row = "m[0] = a\nreturn y";
    assertEquals("", told(parameters, use.formatted("table") + row));
    assertEquals(refused, told(parameters, use.formatted("matrix") + row));
    assertEquals("", told(parameters, use.formatted("constantTable") + "a[0] = 1.0\nreturn y"));
    assertEquals(
        refused,
        told(
            parameters,
            "declare double s\ns = 0.0\nloop i: for int i = 0; i < 2; 1 {\na[0] = x\n"
                + use.formatted("table")
                + "s = y\n}\nt: double = s\nreturn t"));
  }

  /** What an object holds may be a static array as well. */
  @Test
  void arraysOfObjectsMayBeStaticArrays() {
    String call = "y: double = invoke Library.table(x) // use\n";
    String fill = "invoke Library.fill(h, 1.0)\n";
    String parameters = "double x, Library o";
    assertEquals(
        "CALL_EFFECT use: reads a static array", told(parameters, HELD + call + fill + "return y"));
    assertEquals("", told(parameters, HELD + fill + call + "return y"));
  }

  /** An array of objects may be seen as one of several classes. */
  @Test
  void arraysOfObjectsMayBeStaticArraysOfAnotherClass() {
    String call = "y: double = invoke Library.layers(x) // use\n";
    String parameters = "double x, Wide[] layers, Wide other, double[] a, Box b";
    assertEquals(
        "CALL_EFFECT use: reads a static array",
        told(parameters, call + "layers[0] = other\nreturn y"));
    assertEquals("", told(parameters, call + "a[0] = 1.0\nreturn y"));
  }

  /** A member that writes what may be its static array reads it again, too. */
  @Test
  void membersMayWriteTheStaticArraysThatTheyRead() {
    String use = "y: double = invoke Library.tableAndArray(%s) // use\nreturn y";
    assertEquals(
        "CALL_EFFECT use: reads a static array", told("double x, double[] a", use.formatted("a")));
    assertEquals(
        "",
        told(
            "double x",
            "a: double[] = newarray primal double[3]\na[0] = x\n" + use.formatted("a")));
  }

  /** What fills a new array before anybody else has it is the method's own. */
  @Test
  void newArraysAreFilledBeforeTheyAreHandedOut() {
    String use = "y: double = invoke Library.plain(x) // use\nreturn y";
    String refused = "CALL_EFFECT use: may read an array";
    String made = "a: double[] = newarray primal double[3]\n";
    String fill = "a[0] = 1.0\na[1] += 1.0\nt: double = load a[0]\nif c {\na[2] = 1.0\n}\n";
    String out = "invoke Library.unknownArray(a)\n";
    String parameters = "double x, boolean c, int n";
    assertEquals("", told(parameters, made + fill + out + use));
    assertEquals(refused, told(parameters, made + out + fill + use));
    assertEquals(refused, told(parameters, made + "b: double[] = a\n" + fill + out + use));
    String loop = "loop i: for int i = 0; i < n; 1 {\n%s}\n";
    assertEquals("", told(parameters, loop.formatted(made + fill + out) + use));
    assertEquals(refused, told(parameters, made + loop.formatted(fill + out) + use));
    // That the array is seen comes of the call that is an error itself.
    assertEquals(
        "UNKNOWN_CALL : Library.unknownArray",
        told(parameters + ", double[] a", "a[0] = 1.0\n" + out + use));
  }

  /** One name for a parameter's array and for one of an object makes the former nobody else's. */
  @Test
  void whatSharesANameWithOthersArraysMayBeWritten() {
    String parameters = "double x, double[] a, Library o, boolean c";
    String either =
        HELD + "declare double[] b\nif c {\nb = a\n} else {\nb = h\n}\ne: double[] = b\n";
    String use = "y: double = invoke Library.plain(x) // use\nreturn y";
    assertEquals("", told(parameters, either + "a[0] = x // it\n" + use));
    assertEquals("", told(parameters, either + "invoke Library.scale(a, x) // it\n" + use));
    assertEquals(
        "FOREIGN_ARRAY it:; CALL_EFFECT use: may read an array",
        told(parameters, either + "e[0] = x // it\n" + use));
    assertEquals(
        "FOREIGN_ARRAY it:",
        told(parameters, either + "invoke Library.scale(e, x) // it\nreturn x"));
    String rows = "m: double[][] = newarray primal double[][2]\nm[0] = e\n";
    assertEquals(
        "FOREIGN_ARRAY :; FOREIGN_ARRAY it:",
        told(parameters, either + rows + "r: double[] = load m[1]\nr[0] = x // it\nreturn x"));
  }

  @Test
  void objectsOfGenericClassesCannotBeKept() {
    String text =
        "b: %s = invoke Library.%s()\ny: double = invoke Library.%s(x, b) // use\nreturn %s";
    assertEquals(
        "CALL_EFFECT use: takes an object of",
        told("double x", text.formatted("Box<Double>", "box", "withBox", "y")));
    assertEquals("", told("double x", text.formatted("Box<Double>", "box", "withBox", "x")));
    assertEquals("", told("double x", text.formatted("Box", "plainBox", "withPlainBox", "y")));
    assertEquals(
        "", told("double x, Box<Double> b", "y: double = invoke Library.withBox(x, b)\nreturn y"));
  }

  @Test
  void arraysAreWrittenWithTheirDerivatives() {
    assertEquals("", told("double x, double[] a", "invoke Library.scale(a, x) // use\nreturn a"));
    assertEquals(
        "CALL_EFFECT use: writes an array that",
        told("double x, double[] a", "invoke Library.fill(a, x) // use\nreturn a"));
    assertEquals("", told("double x, double[] a", "invoke Library.fill(a, x) // use\nreturn x"));
    assertEquals(
        "CALL_EFFECT use: puts other arrays into",
        told("double x, double[][] m", "invoke Library.move(m, x) // use\nreturn m"));
  }

  @Test
  void rowsOfWhatIsWrittenStandOnce() {
    String refused = "CALL_EFFECT use: writes an array whose";
    assertEquals(
        "", told("double x, double[][] m", "invoke Library.scaleRows(m, x) // use\nreturn m"));
    String row = "r: double[] = load m[0]\ninvoke Library.%s(%s) // use\nreturn m";
    assertEquals(refused, told("double[][] m", row.formatted("rowAnd", "m, r")));
    assertEquals(refused, told("double[][] m", row.formatted("andRow", "r, m")));
    assertEquals("", told("double[][] m, double[] a", row.formatted("rowAnd", "m, a")));
    assertEquals("", told("double[][] m", row.formatted("two", "r, r")));
    String made =
        """
        n: double[][] = newarray primal double[][2]
        r: double[] = newarray primal double[3]
        n[0] = r
        %s
        r[0] = x
        invoke Library.scaleRows(n, x) // use
        return n
        """;
    assertEquals(refused, told("double x", made.formatted("n[1] = r")));
    assertEquals("", told("double x", made.formatted("")));
  }

  @Test
  void resultsWithARowInTwoPlacesAreNotWritten() {
    String text =
        """
        m: double[][] = invoke Library.rows(x, n) // use
        r: double[] = load m[0]
        %s
        return %s
        """;
    assertEquals(
        "CALL_EFFECT use: may give an array",
        told("double x, int n", text.formatted("r[0] = 1.0", "m")));
    assertEquals("", told("double x, int n", text.formatted("t: double = load r[0]", "m")));
    assertEquals("", told("double x, int n", text.formatted("r[0] = 1.0", "x")));
  }

  @Test
  void resultsThatMayBeArgumentsAreNotWritten() {
    String text = "r: double[] = invoke Library.%s(a) // use\n%s\nreturn %s";
    String refused = "CALL_EFFECT use: may give back an";
    assertEquals(refused, told("double[] a", text.formatted("same", "r[0] = 1.0", "r")));
    assertEquals(refused, told("double[] a", text.formatted("same", "a[0] = 1.0", "r")));
    assertEquals("", told("double[] a", text.formatted("same", "", "r")));
    assertEquals("", told("double[] a", text.formatted("fresh", "r[0] = 1.0", "r")));
    assertEquals("", told("double[] a", text.formatted("same", "r[0] = 1.0", "1.0")));
    String both = "p: double[], q: double[] = invoke Library.both(a) // use\n%s\nreturn p";
    assertEquals(refused, told("double[] a", both.formatted("q[0] = 1.0")));
    assertEquals("", told("double[] a", both.formatted("")));
  }

  @Test
  void partsOfAMethodAreToldOfAsSuch() {
    assertEquals(
        "CHECKPOINT_EFFECT use: it may give back",
        told("double[] a", "r: double[] = invoke Library.part(a) // use\nr[0] = 1.0\nreturn r"));
  }
}
