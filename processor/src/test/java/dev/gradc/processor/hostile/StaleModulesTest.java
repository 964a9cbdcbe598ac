package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Several modules that are compiled into one directory, and some of their classes alone. */
final class StaleModulesTest extends CompiledAlone {

  private static final Source LIB =
      new Source(
          "lib/module-info.java",
          "module lib { requires transitive dev.gradc.runtime; exports q; }");
  private static final Source USE =
      new Source("use/module-info.java", "module use { requires lib; }");
  private static final Source MORE =
      new Source("more/module-info.java", "module more { requires lib; }");

  private static final Source LIB_POINT = in("lib", POINT);
  private static final Source USE_TAKER = in("use", TAKER);
  private static final Source COMPUTES =
      LIB_POINT.with("{}", "{\n public double one() { return 2 * one; } }");

  private static Source in(String module, Source source) {
    return new Source(module + "/" + source.file(), source.text());
  }

  private Build.Result modules(List<String> options, Source... sources) {
    Build build =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString(), "-implicit:class")
            .option("-Xlint:-missing-explicit-ctor")
            .option(options.toArray(String[]::new));
    for (Source source : sources) {
      build.source(source.file(), source.text());
    }
    return build.run();
  }

  private Build.Result modules(Source... sources) {
    Path root = directory.resolve("src");
    return modules(List.of("--module-source-path", root.toString()), sources);
  }

  private void together(double number, String module, Source... sources) {
    assertSuccess(modules(sources));
    Path out = directory.resolve("classes");
    Build.Result result = new Build.Result(true, List.of(), out.resolve(module));
    assertEquals(number, result.callWith("p.Taker", "call", out.resolve("lib")));
  }

  private Path index(String module) {
    return directory.resolve("classes").resolve(module).resolve("dev/gradc/static/reliances");
  }

  private static String error(String users, String record) {
    return "Point.java:2: "
        + stale(
            "'" + record + ".one()' computes something now", users, "reads its component", record);
  }

  @Test
  void classesOfOtherModules() throws IOException {
    together(6.0, "use", LIB, USE, LIB_POINT, USE_TAKER);
    assertFalse(Files.exists(index("lib")));
    String index = Files.readString(index("use"));
    assertTrue(index.startsWith("gradc 2\np.Taker\tp.TakerGrad$F\t"), index);
    assertEquals(List.of(error("use/p.Taker", "q.Point")), modules(COMPUTES).errors());
    assertEquals(index, Files.readString(index("use")));
    together(6.0, "use", LIB_POINT);
    together(6.0, "use", USE_TAKER);
    Source reads = USE_TAKER.with("point.one()", "x");
    assertEquals(List.of(), modules(COMPUTES.with("one()", "other()"), USE_TAKER).errors());
    together(6.0, "use", LIB_POINT, reads);
    together(6.0, "use", COMPUTES);
    together(6.0, "use", LIB_POINT, USE_TAKER);
    Files.delete(directory.resolve("classes/use/p/Taker.class"));
    assertSuccess(modules(COMPUTES));
  }

  /** What javac has in its graph of modules are those that are compiled, and what they require. */
  @Test
  void modulesThatAreNotCompiledAlong() throws IOException {
    Source one = in("more", GIVEN);
    together(6.0, "use", LIB, USE, MORE, LIB_POINT, USE_TAKER, one);
    assertTrue(Files.readString(index("more")).contains("r.Given"));
    String both = error("more/r.Given, use/p.Taker", "q.Point");
    assertEquals(List.of(both), modules(COMPUTES).errors());
    assertEquals(List.of(both), modules(LIB, COMPUTES).errors());
    Source other = new Source("more/r/Other.java", "package r; class Other {}");
    assertEquals(List.of(both), modules(COMPUTES, other).errors());
    String source = directory.resolve("src/lib").toString();
    assertEquals(
        List.of(both),
        modules(List.of("--module-source-path", "lib=" + source), COMPUTES).errors());
    assertEquals(
        List.of(error("use/p.Taker", "q.Point")),
        modules(COMPUTES, new Source(one.file(), "package r; class Given {}")).errors());
    assertEquals(
        List.of(error("more/r.Given", "q.Point")),
        modules(COMPUTES, new Source(USE_TAKER.file(), "package p; class Taker {}")).errors());
  }

  /** javac compiles what is newer than its class file. */
  @Test
  void modulesByName() throws IOException {
    together(6.0, "use", LIB, USE, LIB_POINT, USE_TAKER);
    Path file = directory.resolve("src").resolve(COMPUTES.file());
    Files.writeString(file, COMPUTES.text());
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
    String root = directory.resolve("src").toString();
    for (String names : List.of("lib", "lib,use")) {
      assertEquals(
          List.of(error("use/p.Taker", "q.Point")),
          modules(List.of("--module-source-path", root, "--module", names)).errors());
    }
  }

  /** Packages that are not exported may have the same name. */
  @Test
  void classesOfTheSameName() {
    Source lib = LIB.with("exports q", "exports other");
    Source own = in("use", POINT);
    Source others = in("lib", TAKER);
    Source other = new Source("lib/other/Other.java", "package other; public class Other {}");
    assertSuccess(modules(lib, other, LIB_POINT, others));
    together(6.0, "use", USE, own, USE_TAKER);
    Source computes = in("use", new Source(POINT.file(), COMPUTES.text()));
    assertEquals(List.of(error("lib/p.Taker", "q.Point")), modules(COMPUTES).errors());
    assertEquals(List.of(error("use/p.Taker", "q.Point")), modules(computes).errors());
    assertEquals(List.of(error("use/p.Taker", "q.Point")), modules(LIB_POINT, computes).errors());
    assertEquals(List.of(error("lib/p.Taker", "q.Point")), modules(COMPUTES, own).errors());
    assertEquals(
        List.of(error("lib/p.Taker", "q.Point"), error("use/p.Taker", "q.Point")),
        modules(COMPUTES, computes).errors());
    together(6.0, "use", own, LIB_POINT);
  }

  /** Who is compiled is so in its module only. */
  @Test
  void usersOfTheSameName() {
    Source more = in("more", TAKER);
    together(6.0, "use", LIB, USE, MORE, LIB_POINT, USE_TAKER);
    together(6.0, "more", more);
    Source reads = new Source(more.file(), "package p; class Taker {}");
    assertEquals(List.of(error("use/p.Taker", "q.Point")), modules(COMPUTES, reads).errors());
  }

  /** Nothing can be written into a module of which nothing is compiled. */
  @Test
  void superclassesThatAreOthersNow() {
    Source base =
        new Source(
            "lib/q/Base.java",
            """
            package q;
            public class Base {
              @dev.gradc.Differentiable
              public static double cube(double x) { return x * x * x; }
            }
            """);
    Source between =
        new Source("lib/q/Between.java", "package q; public class Between extends Base {}");
    Source last = new Source("lib/q/Last.java", "package q; public class Last extends Base {}");
    Source taker =
        new Source(
            "use/p/Taker.java",
            """
            package p;
            class Taker {
              @dev.gradc.Differentiable
              static double f(double x) { return q.Last.cube(x); }
              static double call() { return TakerGrad.F.gradient(2).x(); }
            }
            """);
    together(12.0, "use", LIB, USE, base, between, last, taker);
    together(12.0, "use", last.with("Base", "Between"));
    Source hides =
        between.with(
            "{}",
            "{\n @dev.gradc.Differentiable public static double cube(double x) { return x; } }");
    assertEquals(
        List.of(
            "Between.java:2: "
                + stale(
                    "'q.Between.cube(double)' is what 'q.Last.cube(double)' means now",
                    "use/p.Taker",
                    "takes that for 'q.Base.cube(double)'",
                    "q.Between")),
        modules(hides).errors());
  }

  /** The bodies of rules are read in the module of each. */
  @Test
  void rulesOfOtherModules() {
    Source rules =
        new Source(
            "lib/q/Rules.java",
            """
            package q;
            public class Rules {
              public static double square(double x) { return Math.pow(x, 2); }
              @dev.gradc.DerivativeOf(type = Rules.class, method = "square")
              public static double rule(double x, double seed) { return 2 * x * seed; }
            }
            """);
    Source taker =
        new Source(
            "use/p/Taker.java",
            """
            package p;
            class Taker {
              @dev.gradc.Differentiable
              static double inner(double x) { return q.Rules.square(x); }
              @dev.gradc.Differentiable
              static double f(double x) { return TakerGrad.Inner.gradient(x).x(); }
              static double call() { return TakerGrad.F.gradient(2).x(); }
            }
            """);
    together(2.0, "use", LIB, USE, rules, taker);
    together(2.0, "use", rules);
    assertEquals(
        List.of(
            "Rules.java:5: "
                + stale(
                    "the body of 'q.Rules.rule(double,double)' has changed",
                    "use/p.Taker",
                    "has the old one in it",
                    "q.Rules")),
        modules(rules.with("2 * x * seed", "3 * x * seed")).errors());
  }

  /** It lies in the folder of its module, among others or by itself. */
  @Test
  void aRuleThatAnotherClassHasLeft() {
    Source rules =
        new Source(
            "lib/q/Rules.java",
            """
            package q;
            class Rules {
              static double same(double x) { return x; }
              @dev.gradc.DerivativeOf(type = Rules.class, method = "same")
              static double rule(double x, double seed) { return seed; }
            }
            """);
    assertSuccess(modules(LIB, MORE, LIB_POINT, rules));
    Source again =
        new Source("lib/q/Again.java", rules.text().replace("class Rules", "class Again"));
    Source other = new Source("more/r/Other.java", "package r; class Other {}");
    for (Source[] sources : new Source[][] {{again}, {again, other}}) {
      List<String> errors = modules(sources).errors();
      assertEquals(1, errors.size(), errors::toString);
      assertTrue(errors.get(0).startsWith("Again.java:5: [GC0312]"), errors.get(0));
    }
  }

  /** What lies in another place is not left by an earlier compilation. */
  @Test
  void classesThatAreLeft() {
    Source used =
        new Source(
            "lib/q/Used.java", "package q; public class Used { public static void touch() {} }");
    Source refused =
        USE_TAKER
            .with("point.one() *", "Math.floorMod(2, 3) * (double) (Object)")
            .with("Point point", "q.Used.touch();\n    Point point");
    assertSuccess(modules(LIB, USE, MORE, LIB_POINT, used));
    Source other = new Source("more/r/Other.java", "package r; class Other {}");
    for (Source[] sources : new Source[][] {{refused}, {refused, other}}) {
      Build.Result result = modules(sources);
      assertFalse(result.isSuccess());
      List<String> notes = result.of(Diagnostic.Kind.NOTE);
      assertEquals(
          List.of("'q.Point', 'q.Used'"),
          notes.stream()
              .filter(it -> it.contains("[GC0318]"))
              .flatMap(it -> Stream.of(it.replaceAll(".* has left of (.*?);.*", "$1")))
              .toList(),
          notes::toString);
    }
  }
}
