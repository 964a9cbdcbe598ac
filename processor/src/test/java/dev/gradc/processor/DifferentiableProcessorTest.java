package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.Function;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the processor behaves in javac: what users see, and that it leaves the rest alone. */
final class DifferentiableProcessorTest {

  @TempDir private Path directory;

  @BeforeAll
  static void messagesInEnglish() {
    Locale.setDefault(Locale.ROOT);
  }

  private Build build() {
    return new Build(directory);
  }

  private static void assertSuccess(Build.Result result) {
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(List.of(), result.messages());
  }

  @Test
  void companionsAreCalledFromTheClassItselfAndFromOthers() {
    Build.Result result =
        build()
            .source(
                "p/Losses.java",
                """
                package p;
                import dev.gradc.Differentiable;
                public class Losses {
                  private static LossesGrad.Square.Gradient last = LossesGrad.Square.gradient(3.0);
                  @Differentiable
                  static double square(double x) { return x * x; }
                  static class Inner {
                    @Differentiable
                    private static double cube(double x) { return x * square(x); }
                  }
                  static double slope() { return last.x() + Losses_InnerGrad.Cube.gradient(2.0).x(); }
                }
                """)
            .source(
                "p/User.java",
                """
                package p;
                class User {
                  static double call() { return Losses.slope() + LossesGrad.Square.gradient(1.0).value(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(6.0 + 12.0 + 1.0, result.call("p.User", "call"));
  }

  @Test
  void expressionsMayBeAsDeepAsJavacTakesThem() {
    Build.Result result =
        build()
            .source(
                "Deep.java",
                """
                class Deep {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x%s; }
                  static double call() { return DeepGrad.F.gradient(2.0).x(); }
                }
                """
                    .formatted(" + x".repeat(1200)))
            .run();
    assertSuccess(result);
    assertEquals(1201.0, result.call("Deep", "call"));
  }

  @Test
  void theUnnamedPackageIsFine() {
    Build.Result result =
        build()
            .source(
                "Top.java",
                """
                class Top {
                  @dev.gradc.Differentiable
                  static double f(double x) { return Math.sin(x); }
                  static double call() { return TopGrad.F.gradient(0.0).x(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(1.0, result.call("Top", "call"));
  }

  @Test
  void variablesWithoutANameAreGivenOne() {
    Build.Result result =
        new Build(directory)
            .source(
                "Sums.java",
                """
                import dev.gradc.Differentiable;

                final class Sums {
                  @Differentiable
                  static double f(double x, double[] a) {
                    double sum = x;
                    for (double _ : a) {
                      for (double _ : a) {
                        sum *= a[0];
                      }
                    }
                    return sum;
                  }

                  static double atTwo() {
                    return SumsGrad.F.gradient(2, new double[] {3, 1}).x();
                  }
                }
                """)
            .run();
    if (Runtime.version().feature() < 22) {
      assertFalse(result.isSuccess(), "this version of Java knows the construct");
      assertTrue(result.errors().stream().noneMatch(it -> it.contains("GC")), "javac's to say");
    } else {
      assertSuccess(result);
      assertEquals(81.0, result.call("Sums", "atTwo"));
    }
  }

  @Test
  void codeThatNeedsFullAttributionIsLeftAlone() {
    Build.Result result =
        build()
            .source(
                "Busy.java",
                """
                import dev.gradc.Differentiable;
                import java.util.List;
                import java.util.function.DoubleUnaryOperator;
                class Busy {
                  static int hidden() {
                    var counter = new Object() { int count = 3; int next() { return ++count; } };
                    return counter.next() + counter.count;
                  }
                  static double apply(DoubleUnaryOperator f) { return f.applyAsDouble(2); }
                  static double lambdas() {
                    var slopes = List.of(1.0, 2.0).stream()
                        .map(x -> BusyGrad.F.gradient(x)).map(BusyGrad.F.Gradient::x).toList();
                    return slopes.get(1) + apply(x -> BusyGrad.F.gradient(x).x());
                  }
                  @Differentiable
                  static double f(double x) { return x * x; }
                  static double call() { return hidden() + lambdas(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(8.0 + 8.0, result.call("Busy", "call"));
  }

  @Test
  void whatJavacRejectsIsSaidByJavacAlone() {
    Build.Result result =
        build()
            .source(
                "Wrong.java",
                """
                class Wrong {
                  @dev.gradc.Differentiable
                  static double f(double x) { return missing(x) + System.nanoTime(); }
                  @dev.gradc.Differentiable
                  static double g(double x) { String y = x; return y; }
                  static double use() { return WrongGrad.F.gradient(2).x(); }
                }
                """)
            .run();
    assertFalse(result.isSuccess());
    assertEquals(3, result.errors().size(), result.errors()::toString);
    result.errors().forEach(error -> assertFalse(error.contains("GC"), error));
    assertEquals(List.of(), result.of(Diagnostic.Kind.MANDATORY_WARNING));
  }

  /** A class with a head that mentions its companion, and a body with an error. */
  private Build.Result withHelper(String body) {
    return build()
        .source(
            "Heads.java",
            """
            class Heads {
              @dev.gradc.Differentiable
              static double f(double y) { return y * y; }
              static double square(HeadsGrad.F.Gradient g) { return g.y() * g.y(); }
              @dev.gradc.Differentiable
              static double g(double x) { return square(HeadsGrad.F.gradient(x)); }
              @dev.gradc.Differentiable
              static double h(double x) { %s }
            }
            """
                .formatted(body))
        .run();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return x * typo;",
        "return missing(x);",
        "return HeadsGrad.F.gradient(x).x();",
        "return HeadsGrad.Typo.gradient(x).x();",
        "HeadsGrad.F.Wrong w = HeadsGrad.F.gradient(x); return w.x();",
        "String s = x; return s.length();",
        "if (x > 0) { return x; }"
      })
  void whatJavacRejectsIsSaidWhereHeadsMentionTheCompanion(String body) {
    Build.Result result = withHelper(body);
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Heads.java:8: "), result.errors()::toString);
    assertFalse(result.errors().get(0).contains("GC"), result.errors()::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Maht", "maht", "made.Maht"})
  void aClassThatWasWaitedForInVainIsNamed(String missing) {
    Build.Result result = withHelper("return x * " + missing + ".sin(x);");
    assertEquals(2, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(1).startsWith("Heads.java:8: [GC0905] "));
    assertTrue(result.errors().get(1).contains(missing.substring(0, 4)));
  }

  @Test
  void aNameThatIsTakenIsNotHiddenByHeads() {
    Build.Result result =
        withHelper(
            "return x; } @dev.gradc.Differentiable static double tape(double x) { return x;");
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("GC0305"), result.errors()::toString);
  }

  @Test
  void aClassWithoutPackageIsNotHidden() {
    Build.Result result =
        new Build(directory)
            .source("Scale.java", "record Scale(double a) {}")
            .source(
                "Net.java",
                """
                class Net {
                  @dev.gradc.Differentiable
                  static double scale(Scale by, double x) { return by.a() * x; }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    String error = result.errors().get(0);
    assertTrue(error.startsWith("Net.java:3: [GC0305] "), error);
    assertTrue(
        error.contains("'Scale', a name that the generated code uses for your class"), error);
  }

  @Test
  void whatJavacRejectsIsAllThereIsWhereNobodyMentionsTheCompanion() {
    Build.Result result =
        build()
            .source(
                "Alone.java",
                """
                class Alone {
                  @dev.gradc.Differentiable
                  static double f(double x) { return missing(x); }
                }
                """)
            .run();
    assertFalse(result.isSuccess());
    assertEquals(1, result.messages().size(), result.messages()::toString);
  }

  @Test
  void flowThatJavacRejectsIsSaidByJavacAlone() {
    Build.Result result =
        build()
            .source(
                "Flow.java",
                """
                class Flow {
                  @dev.gradc.Differentiable
                  static double noReturn(double x) { if (x > 0) { return x; } }
                  @dev.gradc.Differentiable
                  static double unassigned(double x) { double y; return x * y; }
                  @dev.gradc.Differentiable
                  static double unreachable(double x) { return x; x = 2; }
                  @dev.gradc.Differentiable
                  static double endless(double x) { while (true) { x *= x; } }
                }
                """)
            .run();
    assertFalse(result.isSuccess());
    assertEquals(3, result.errors().size(), result.errors()::toString);
    result.errors().forEach(error -> assertFalse(error.contains("GC"), error));
  }

  @Test
  void anUnknownTypeInTheHeadIsSaidByJavacAlone() {
    Build.Result result =
        build()
            .source(
                "Head.java",
                """
                class Head {
                  @dev.gradc.Differentiable
                  static double f(double x, Missing m) { return x; }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("Missing"), result.errors()::toString);
  }

  @Test
  void bodiesWaitForWhatAnotherProcessorGenerates() {
    Build.Result result =
        build()
            .source(
                "Late.java",
                """
                @Deprecated
                class Late {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * made.Constants.TWO; }
                  @dev.gradc.Differentiable
                  static double g(double x) { return x; }
                  static double call() { return LateGrad.F.gradient(5).x() + LateGrad.G.gradient(1).x(); }
                }
                """)
            .processors(new DifferentiableProcessor(), new ConstantsProcessor())
            .option("-Xlint:-deprecation", "-Xlint:-dep-ann")
            .run();
    assertSuccess(result);
    assertEquals(3.0, result.call("Late", "call"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import static made.Constants.TWO; | class | TWO",
        "import static made.Constants.*; | class | TWO",
        "import made.Constants; | class | Constants.TWO",
        "import made.*; | class | Constants.TWO",
        "import made.*; | class | (Constants.TWO)",
        "import made.*; | class Sub extends Constants {} class | Sub.TWO",
        " | interface Sub { double S = made.Constants.TWO; } class | Sub.S"
      })
  void bodiesWaitForGeneratedClassesHoweverTheyAreNamed(String given) {
    String[] parts = given.split("\\|");
    Build.Result result =
        build()
            .source("made/Other.java", "package made; public class Other {}")
            .source(
                "Late.java",
                """
                %s
                @Deprecated %s Late {
                  static double two() { return %s; }
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * two(); }
                  static double slope(LateGrad.F.Gradient g) { return g.x(); }
                  static double call() { return slope(LateGrad.F.gradient(5)); }
                }
                """
                    .formatted((Object[]) parts))
            .processors(new DifferentiableProcessor(), new ConstantsProcessor())
            .option("-Xlint:-deprecation", "-Xlint:-dep-ann")
            .run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(2.0, result.call("Late", "call"));
  }

  @Test
  void oneClassThatFailsDoesNotStopAnother() {
    Build.Result result =
        build()
            .source(
                "Bad.java",
                """
                class Bad {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * Double.sum(x, 1) + Double.max(x, 2); }
                  @dev.gradc.Differentiable
                  static double g(double x) { return x * x; }
                }
                """)
            .source(
                "Good.java",
                """
                class Good {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x; }
                  double use() { return GoodGrad.F.gradient(1).x() + BadGrad.F.gradient(1).x(); }
                }
                """)
            .run();
    assertEquals(2, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Bad.java:3: [GC0107]"), result.errors().get(0));
    assertTrue(result.errors().get(1).contains("Double.max(x, 2)"), result.errors().get(1));
    assertTrue(result.hasGenerated("GoodGrad.java"));
    assertTrue(result.hasGenerated("BadGrad.java"));
    assertTrue(result.generated("BadGrad.java").contains("x * "), "g is compiled all the same");
  }

  private Build.Result withFinding(String option) {
    return build()
        .option(option)
        .source(
            "Unread.java",
            """
            class Unread {
              @dev.gradc.Differentiable
              static double f(double x, double y) { return x; }
            }
            """)
        .run();
  }

  @Test
  void findingsAreSwitched() {
    Build.Result asked = withFinding("-Agradc.noGradient=error");
    assertEquals(1, asked.errors().size(), asked.errors()::toString);
    assertTrue(asked.errors().get(0).startsWith("Unread.java:3: [GC0401]"));
    Build.Result warned = withFinding("-Agradc.noGradient=warn");
    assertTrue(warned.isSuccess());
    assertEquals(1, warned.of(Diagnostic.Kind.MANDATORY_WARNING).size());
    Build.Result ignored = withFinding("-Agradc.noGradient=ignore");
    assertTrue(ignored.isSuccess());
    assertEquals(List.of(), ignored.of(Diagnostic.Kind.MANDATORY_WARNING));
    Build.Result unknown = withFinding("-Agradc.noGradient=perhaps");
    assertTrue(unknown.errors().get(0).contains("[GC0903]"), unknown.errors()::toString);
  }

  @Test
  void aProblemOfASharedCalleeIsSaidOnce() {
    Build.Result result =
        build()
            .source(
                "Shared.java",
                """
                class Shared {
                  @dev.gradc.Differentiable
                  static double f(double x) { return helper(x) + helper(2 * x); }
                  @dev.gradc.Differentiable
                  static double g(double x) { return helper(x); }
                  private static double helper(double x) { return x * Double.sum(x, 1); }
                }
                """)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Shared.java:6: "), result.errors().get(0));
  }

  @Test
  void aFailureOfOursNamesTheMethodAndLeavesTheOthers() {
    Pipeline.Observer observer =
        new Pipeline.Observer() {
          @Override
          public void after(String stage, Function function) {
            if (function.name().equals("unlucky")) {
              throw new IllegalStateException("no luck");
            }
          }

          @Override
          public void finished(Function primal, dev.gradc.processor.tape.Derivative derivative) {}
        };
    Build.Result result =
        build()
            .source(
                "Luck.java",
                """
                class Luck {
                  @dev.gradc.Differentiable
                  static double unlucky(double x) { return x; }
                  @dev.gradc.Differentiable
                  static double lucky(double x) { return x * 7; }
                }
                """)
            .processors(new DifferentiableProcessor(observer))
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    String error = result.errors().get(0);
    assertTrue(error.startsWith("Luck.java:3: [GC0001]"), error);
    assertTrue(error.contains("'unlucky'") && error.contains("no luck"), error);
    assertTrue(result.generated("LuckGrad.java").contains("7.0"), "the other one is compiled");
  }

  /** What javac rejects is for javac to say, whatever else is wrong in the files before it. */
  @ParameterizedTest
  @ValueSource(strings = {"int u = \"s\";", "int u() { int j; return j; }", "int u() { }", ""})
  void whatJavacRejectsIsNoFailureOfOurs(String mistake) {
    String unset =
        """
        class %s {
          @dev.gradc.Differentiable
          static double f(double x) { double y = x + y; return y * x; }
        }
        """;
    Build.Result result =
        build()
            .source("Before.java", "class Before { " + mistake + " }")
            .source("First.java", unset.formatted("First"))
            .source("Second.java", unset.formatted("Second"))
            .run();
    assertFalse(result.errors().isEmpty());
    assertTrue(
        result.errors().stream().noneMatch(error -> error.contains("GC0001")),
        result.errors()::toString);
  }

  /** A package of the class path that is imported, and used by nobody, is looked for here alone. */
  @Test
  void endlessLoopsBelowImportsThatNobodyUses() {
    Path library =
        new Build(directory.resolve("library"))
            .source("far/Far.java", "package far; public class Far {}")
            .run()
            .out();
    Build.Result result =
        build()
            .source(
                "Endless.java",
                """
                import far.*;
                class Endless {
                  @dev.gradc.Differentiable
                  static double f(double x) { while (true) { x *= x; } }
                }
                """)
            .onClassPath(library)
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(
        result.errors().get(0).startsWith("Endless.java:4: [GC0101]"), result.errors()::toString);
  }

  @Test
  void optionsAreChecked() {
    Build.Result result =
        build()
            .source("Empty.java", "class Empty {}")
            .option("-Agradc.disable=algebra,magic", "-Agradc.guard=maybe")
            .run();
    assertEquals(2, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("[GC0903]"), result.errors().get(0));
    assertTrue(result.errors().get(0).contains("'magic'"), result.errors().get(0));
    assertTrue(result.errors().get(1).contains("check, copy, none"), result.errors().get(1));
  }

  @Test
  void anOptionNeedsAValue() {
    Build.Result result =
        build()
            .source("Empty.java", "class Empty {}")
            .option("-Agradc.guard", "-Agradc.disable=")
            .run();
    assertEquals(2, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("[GC0903]"), result.errors().get(0));
    assertTrue(result.errors().get(1).startsWith("[GC0903]"), result.errors().get(1));
  }

  @Test
  void classesOfTheUserMayBeCalledLikeThoseOfJava() {
    Build.Result result =
        build()
            .source(
                "mine/Math.java",
                "package mine; class Math { static double exp(double x) { return 5 * x; } }")
            .source("mine/Override.java", "package mine; class Override {}")
            .source("mine/String.java", "package mine; class String {}")
            .source(
                "mine/IllegalStateException.java", "package mine; class IllegalStateException {}")
            .source(
                "mine/Taken.java",
                """
                package mine;
                class Taken {
                  @dev.gradc.Differentiable
                  static double f(double x) { return java.lang.Math.exp(x); }
                  static double call() { return TakenGrad.F.gradient(0).x(); }
                  static double value() { return TakenGrad.F.gradient(0).value(); }
                }
                """)
            .run();
    assertSuccess(result);
    assertEquals(1.0, result.call("mine.Taken", "call"));
    assertEquals(1.0, result.call("mine.Taken", "value"));
  }

  @Test
  void optionsThatAreKnownAreTaken() {
    Build.Result result =
        build()
            .source(
                "Taken.java",
                """
                class Taken {
                  @dev.gradc.Differentiable
                  static double f(double x) { return x * x; }
                  static double call() { return TakenGrad.F.gradient(4).x(); }
                }
                """)
            .option("-Agradc.disable=all", "-Agradc.guard=none")
            .run();
    assertSuccess(result);
    assertEquals(8.0, result.call("Taken", "call"));
  }

  @ParameterizedTest
  @EnumSource
  void messagesCanBeFormatted(DiagnosticCode code) {
    String message = code.message(Collections.nCopies(7, "<given>"));
    assertTrue(message.startsWith("[" + code.id() + "] "), message);
    assertFalse(message.contains("{"), message);
    assertFalse(message.contains("''"), message);
    assertTrue(message.endsWith("(docs/errors/" + code.id() + ".md)"), message);
  }
}
