package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be made, or not under the name that comes to mind. */
final class OutputTest {

  @TempDir private Path directory;

  private Build build(String members) {
    return new Build(directory)
        .source(
            "p/A.java",
            "package p; class A {\n"
                + members
                + "\n@dev.gradc.Differentiable static double f(double x) { return h(x) * x; }\n"
                + "static double call() { return AGrad.F.gradient(3).x(); } }");
  }

  private static final String PLAIN = "static double h(double x) { return x; }";

  private static final String RULE =
      PLAIN
          + "@dev.gradc.DerivativeOf(type = A.class, method = \"h\")\n"
          + "static double rule(double x, double seed) { return 10 * seed; }";

  private static void assertStarts(String start, List<String> messages) {
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(messages.get(0).startsWith(start), messages.get(0));
  }

  @Test
  void aDirectoryWhereTheCompanionIsToBe() throws IOException {
    Files.createDirectories(directory.resolve("classes/p/AGrad.java/inside"));
    assertStarts(
        "A.java:3: [GC0316] the class 'p.AGrad' cannot be written: ", build(PLAIN).run().errors());
  }

  @Test
  void aFileWhereThePackageIsToBe() throws IOException {
    Files.createDirectories(directory.resolve("classes"));
    Files.createFile(directory.resolve("classes/p"));
    assertStarts(
        "A.java:3: [GC0316] the class 'p.AGrad' cannot be written: ", build(PLAIN).run().errors());
  }

  @Test
  void aFileWhereRulesAreToBe() throws IOException {
    Files.createDirectories(directory.resolve("classes/dev/gradc/static"));
    Files.createFile(directory.resolve("classes/dev/gradc/static/rules"));
    assertStarts(
        "A.java:3: [GC0316] the file that tells others of the rule 'A.rule' cannot be written: ",
        build(RULE).run().errors());
  }

  @Test
  void aFileWhereTheIndexIsToBe() throws IOException {
    Files.createDirectories(directory.resolve("classes/dev/gradc"));
    Files.createFile(directory.resolve("classes/dev/gradc/static"));
    Build.Result result = build(PLAIN).run();
    assertTrue(result.isSuccess());
    assertEquals(6.0, result.call("p.A", "call"));
    assertStarts(
        "[GC0316] 'dev/gradc/static/reliances', without which it is not noticed what a change"
            + " leaves out of date, cannot be written: ",
        result.of(Diagnostic.Kind.NOTE));
  }

  /** Which the file of a rule is named after: file systems end at 255 bytes. */
  @Test
  void rulesForMethodsWithLongNames() {
    String long1 = "h".repeat(230);
    Build.Result result =
        build(
                RULE.replace("h(", long1 + "(").replace("\"h\"", "\"" + long1 + "\"")
                    + PLAIN.replace("return x", "return " + long1 + "(x)"))
            .run();
    assertSuccess(result);
    assertEquals(33.0, result.call("p.A", "call"));
  }

  @Test
  void rulesForMethodsWithManyParameters() {
    String parameters =
        IntStream.range(0, 45).mapToObj(i -> "double p" + i).collect(Collectors.joining(", "));
    String many =
        "static double many(PARAMETERS) { return p0; } record Parts(PARAMETERS) {}"
            + "@dev.gradc.DerivativeOf(type = A.class, method = \"many\")"
            + "static Parts rule(PARAMETERS, double seed) { return new Parts(SEEDS); }"
            + "static double h(double x) { return many(XS); }";
    Build.Result result =
        build(
                many.replace("PARAMETERS", parameters)
                    .replace("SEEDS", String.join(", ", Collections.nCopies(45, "seed")))
                    .replace("XS", String.join(", ", Collections.nCopies(45, "x"))))
            .run();
    assertSuccess(result);
    // x + 45 x
    assertEquals(138.0, result.call("p.A", "call"));
  }

  /** Letters that are no ASCII may not be told apart by a file system, nor by javac's encoding. */
  @Test
  void rulesForMethodsThatDifferInOneLetter() {
    String rules =
        RULE.replace("h(", "größe(").replace("\"h\"", "\"größe\"")
            + RULE.replace("h(", "grüße(")
                .replace("\"h\"", "\"grüße\"")
                .replace("rule", "other")
                .replace("10", "20")
            + "static double h(double x) { return größe(x) + grüße(x); }";
    Build.Result result = build(rules).run();
    assertSuccess(result);
    // 2 x + 30 x
    assertEquals(96.0, result.call("p.A", "call"));
    Build.Result other =
        new Build(directory.resolve("other"))
            .onClassPath(directory.resolve("classes"))
            .source(
                "p/B.java",
                """
                package p;
                class B {
                  @dev.gradc.Differentiable static double f(double x) { return A.grüße(x); }
                  static double call() { return BGrad.F.gradient(3).x(); }
                }
                """)
            .run();
    assertSuccess(other);
    assertEquals(20.0, other.callWith("p.B", "call", directory.resolve("classes")));
  }

  /** javac alone says what is wrong. */
  @Test
  void aRuleForAClassThatIsNotThere() {
    Build.Result result = build(RULE.replace("A.class", "Nope.class")).run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("Nope"), result.errors().get(0));
  }

  @Test
  void aSealedInterfaceThatIsACaseOfItself() {
    Build.Result result =
        build(PLAIN)
            .source(
                "p/I.java",
                """
                package p;
                sealed interface I permits R, I {}
                record R(double x) implements I {}
                class User { @dev.gradc.Differentiable static double f(I i, double x) { return x; } }
                """)
            .run();
    assertTrue(
        result.errors().stream().anyMatch(it -> it.contains("permits")), result.errors()::toString);
    assertTrue(
        result.errors().stream().noneMatch(it -> it.contains("GC0001")), result.errors()::toString);
  }
}
