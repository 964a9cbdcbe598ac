package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where it is kept what generated code relies on, and when it is there. */
final class RelianceIndexTest extends CompiledAlone {

  @Test
  void anIndexThatIsDamaged() throws IOException {
    Source changed = CALLEE.with("@dev.gradc.Detach\n", "@dev.gradc.Differentiable\n");
    works(OF_CALLER, "p.Caller", CALLEE, CALLER);
    String index = index();
    for (String damaged :
        List.of(
            "",
            "\u0000\u0001",
            "gradc 2\n\n\t\t\t\t\t\t\np.Caller\tp.CallerGrad$F\t00\tNONE\tp.Callee\tx\ty\n",
            "gradc 2\np.Caller\tCALL\tp.Callee",
            "gradc 2\np.Gone\tp.GoneGrad$F\t00\tCALL\tp.Callee\tp.Callee.weight(double)\tdetached\n",
            index.replace("gradc 2", "gradc 1"))) {
      Files.writeString(directory.resolve(INDEX), damaged);
      works(OF_CALLER, "p.Caller", changed);
    }
    Files.delete(directory.resolve(INDEX));
    Files.createDirectory(directory.resolve(INDEX));
    assertTrue(compiled(changed).isSuccess());
    Files.delete(directory.resolve(INDEX));
    works(31.0, "p.Caller", changed, CALLER);
    assertTrue(index().startsWith("gradc 2\np.Caller\t"), index());
  }

  @Test
  void theIndexIsThereIfItIsNeeded() throws IOException {
    assertSuccess(compiled(POINT, CALLEE));
    assertFalse(Files.exists(directory.resolve(INDEX)));
    works(6.0, "p.Taker", POINT, TAKER);
    String index = index();
    String code = "p.Taker\tp.TakerGrad$F\t" + relies("TakerGrad$F") + "\t";
    assertEquals(
        List.of(
            "gradc 2",
            code + "CONSTRUCTOR\tq.Point\tq.Point.<init>(double,double[])\tas it is",
            code + "ACCESSOR\tq.Point\tq.Point.one()\tas it is",
            code + "NO_RULE\tq.Point\tq.Point.one()\tq.Point.one()",
            code + "ACCESSOR\tq.Point\tq.Point.two()\tas it is",
            code + "NO_RULE\tq.Point\tq.Point.two()\tq.Point.two()"),
        index.lines().toList());
    works(6.0, "p.Taker", TAKER);
    works(6.0, "p.Taker", POINT);
    assertEquals(index, index());
    works(6.0, "p.Taker", CALLEE, CALLER, TAKER);
    assertTrue(index().endsWith(index.replace("gradc 2\n", "")), index());
    assertTrue(index().contains("\tCALL\tp.Callee\t"), index());
  }

  /** As it stands in the generated source. */
  private String relies(String name) throws IOException {
    String source =
        Files.readString(directory.resolve("classes/p/" + name.replaceAll("[$].*", ".java")));
    Matcher matcher = Pattern.compile("relies = \"([0-9a-f]+)\"").matcher(source);
    assertTrue(matcher.find(), source);
    return matcher.group(1);
  }

  /**
   * A compilation that javac ends itself, or that is for the sake of the processors alone, writes
   * the index but no classes: those of before stay, and what they rely on is looked at.
   */
  @Test
  void classesThatAreNotWritten() throws IOException {
    Source reads = TAKER.with("point.two()[0]", "2");
    Source computes =
        POINT.with("{}", "{\n public double[] two() { return new double[] {one}; } }");
    String error =
        "Point.java:2: "
            + stale(
                "'q.Point.two()' computes something now",
                "p.Taker",
                "reads its component",
                "q.Point");
    works(6.0, "p.Taker", POINT, TAKER);
    Source broken = new Source("p/Broken.java", "package p; class Broken { int f() {} }");
    assertFalse(compiled(reads, broken).isSuccess());
    fails(error, computes);
    Build processed = new Build(directory).onClassPath(directory.resolve("classes"));
    assertSuccess(
        processed.option("-proc:only", "-implicit:class").source(reads.file(), reads.text()).run());
    fails(error, computes);
    works(2.0, "p.Taker", POINT, reads);
    works(2.0, "p.Taker", computes);
    assertFalse(compiled(TAKER, broken).isSuccess());
    works(2.0, "p.Taker", computes);
    works(6.0, "p.Taker", POINT, TAKER);
    fails(error, computes);
  }

  /**
   * The same of classes that have no such method any more, or one less: their class files stay, as
   * those of the user do.
   */
  @Test
  void methodsThatAreGoneInACompilationThatWritesNoClasses() throws IOException {
    Source computes =
        POINT.with("{}", "{\n public double[] two() { return new double[] {one}; } }");
    Source other = HOLDER.with("  static double call", OTHER + "  static double call");
    String annotation = "@dev.gradc.Differentiable\n    ";
    Source less = other.with(annotation, "").with("Holder_In_nerGrad.F.gradient(3).x()", "6");
    Source none = less.with("@dev.gradc.Differentiable", "");
    Source broken = new Source("p/Broken.java", "package p; class Broken { int f() {} }");
    String error =
        "Point.java:2: "
            + stale(
                "'q.Point.two()' computes something now",
                "p.Holder",
                "reads its component",
                "q.Point");
    for (Source[] change : new Source[][] {{HOLDER, none}, {other, less}, {other, none}}) {
      works(6.0, "p.Holder", POINT, change[0]);
      Build processed = new Build(directory).onClassPath(directory.resolve("classes"));
      assertSuccess(
          processed
              .option("-proc:only", "-implicit:class")
              .source(change[1].file(), change[1].text())
              .run());
      fails(error, computes);
      assertFalse(compiled(broken, change[1]).isSuccess());
      fails(error, computes);
      works(6.0, "p.Holder", change[1]);
      works(6.0, "p.Holder", computes);
    }
  }

  private static final String OTHER =
      "  @dev.gradc.Differentiable static double g(double x) { return x; }\n";

  /** The method is that of a nested class, whose name has a line in it. */
  private static final Source HOLDER =
      new Source(
          "p/Holder.java",
          """
          package p;
          import q.Point;
          class Holder {
            static class In_ner {
              @dev.gradc.Differentiable
              static double f(double x) {
                Point point = new Point(x, new double[] {x});
                return point.one() * point.two()[0];
              }
            }
            static double call() { return Holder_In_nerGrad.F.gradient(3).x(); }
          }
          """);

  /** A directory of its own, before the one of the whole. */
  @Test
  void theIndexOfTheClassPath() {
    works(6.0, "p.Taker", POINT, TAKER);
    Source changed = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    Build.Result result =
        new Build(directory.resolve("other"))
            .onClassPath(directory.resolve("classes"))
            .source(changed.file(), changed.text())
            .run();
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "'q.Point.one()' computes something now",
                    "p.Taker",
                    "reads its component",
                    "q.Point")),
        result.errors());
  }

  @Test
  void anOutputDirectoryThatIsNotInTheClassPath() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER);
    Source changed = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "'q.Point.one()' computes something now",
                    "p.Taker",
                    "reads its component",
                    "q.Point")),
        new Build(directory).source(changed.file(), changed.text()).run().errors());
    Files.delete(directory.resolve("classes/p/Taker.class"));
    assertSuccess(new Build(directory).source(changed.file(), changed.text()).run());
  }

  /**
   * Tests, say, against the classes of the main part, of which one has another of the same name.
   */
  @Test
  void classesThatRelyOnThoseOfTheClassPath() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER);
    Build.Result result =
        new Build(directory.resolve("other"))
            .onClassPath(directory.resolve("classes"))
            .source(GIVEN.file(), GIVEN.text())
            .run();
    assertSuccess(result);
    assertEquals(5.0, result.callWith("r.Given", "call", directory.resolve("classes")));
    String index = Files.readString(directory.resolve("other").resolve(INDEX));
    assertFalse(index.contains("p.Taker"), index);
    assertTrue(index.contains("r.Given"), index);
  }

  @Test
  void inAModule() throws IOException {
    Source module = new Source("module-info.java", "module m { requires dev.gradc.runtime; }");
    Path out = directory.resolve("classes");
    Build whole =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .source(module.file(), module.text())
            .source(POINT.file(), POINT.text())
            .source(TAKER.file(), TAKER.text());
    assertSuccess(whole.run());
    assertTrue(index().contains("p.Taker"), index());
    Source changed = POINT.with("{}", "{\n public double one() { return 2 * one; } }");
    Build.Result result =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .option("--patch-module", "m=" + out)
            .source(module.file(), module.text())
            .source(changed.file(), changed.text())
            .run();
    assertEquals(
        List.of(
            "Point.java:2: "
                + stale(
                    "'q.Point.one()' computes something now",
                    "p.Taker",
                    "reads its component",
                    "q.Point")),
        result.errors());
  }

  /** What another processor makes in the same compilation does not stay as it is. */
  @Test
  void whoIsGeneratedInALaterRound() {
    works(6.0, "p.Taker", POINT, TAKER);
    Source reads =
        POINT.with(
            "{}", "{ public Point(double one, double[] two) { this.two = two; this.one = one; } }");
    Build.Result result =
        new Build(directory)
            .onClassPath(directory.resolve("classes"))
            .processors(
                new dev.gradc.processor.DifferentiableProcessor(),
                new TwoProcessorsTest.Generating(Map.of("p.Taker", TAKER.text()), "p.Taker"))
            .source(reads.file(), reads.text())
            .run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Taker.java:6: [GC0132]"), result.errors().get(0));
  }

  @Test
  void compilationsThatFailAreNotRemembered() throws IOException {
    works(6.0, "p.Taker", POINT, TAKER);
    String index = index();
    assertFalse(compiled(TAKER.with("point.two()[0]", "Math.unknown(x)")).isSuccess());
    assertFalse(compiled(TAKER.with("point.two()[0]", "(double) (Object) x")).isSuccess());
    assertEquals(index, index());
  }

  @Test
  void classesWithoutAnnotationsAreCompiledAsBefore() {
    Build.Result result =
        new Build(directory)
            .option("-Xlint:all", "-Werror")
            .source("p/Plain.java", "package p; class Plain { @Deprecated void f() {} }")
            .run();
    assertSuccess(result);
    assertEquals(List.of(), result.messages());
    assertFalse(Files.exists(directory.resolve("classes/dev")));
  }
}
