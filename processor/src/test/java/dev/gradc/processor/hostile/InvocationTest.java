package dev.gradc.processor.hostile;

import static dev.gradc.processor.hostile.NamesTest.assertSuccess;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.Build;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which javac is called. */
final class InvocationTest {

  private static final String SQUARE =
      """
      package p;
      import dev.gradc.*;
      public class Square {
        record Pair(double one, @Retain double two) {}
        @Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN, Mode.JACOBIAN})
        public static double f(double x, double[] a, float y) {
          double sum = 0;
          for (@Checkpoint int i = 0; i < a.length; i++) {
            if (a[i] > 0) { sum += a[i] * x * Helper.twice(y); }
          }
          return sum;
        }
        @Differentiable
        static Pair g(Pair pair, int n) {
          return n == 0 ? pair : g(new Pair(pair.two(), pair.one() * pair.two()), n - 1);
        }
        static double call() { return SquareGrad.F.gradient(3, new double[] {1, 2}, 5).x(); }
      }
      """;

  private static final String HELPER =
      """
      package p;
      final class Helper {
        @dev.gradc.Differentiable
        static float twice(float y) { return 2 * y; }
      }
      """;

  @TempDir private Path directory;

  private Build build(String name) {
    return new Build(directory.resolve(name))
        .source("p/Square.java", SQUARE)
        .source("p/Helper.java", HELPER);
  }

  private static void assertRuns(Build.Result result) {
    assertSuccess(result);
    assertEquals(30.0, result.call("p.Square", "call"));
  }

  @Test
  void warningsAreErrors() {
    assertRuns(build("strict").option("-Werror", "-Agradc.kink=error").run());
  }

  @Test
  void releases() {
    assertRuns(build("release").option("--release", "17").run());
    assertRuns(build("source").option("-source", "17", "-target", "17", "-Xlint:-options").run());
    if (Runtime.version().feature() > 17) {
      assertRuns(
          build("own").option("--release", Integer.toString(Runtime.version().feature())).run());
    }
  }

  private Build opened(String name, String used) {
    return new Build(directory.resolve(name))
        .source(
            "p/Opened.java",
            """
            package p;
            final class Opened {
              @dev.gradc.Differentiable
              static double f(double x) { return %s * x; }
              static double call() { return OpenedGrad.F.gradient(3).x() / %s; }
            }
            """
                .formatted(used, used));
  }

  /** Of such options a processor is not told. */
  @Test
  void packagesThatAreExportedToAll() {
    Build.Result result =
        opened("exported", "jdk.internal.misc.Unsafe.ARRAY_INT_INDEX_SCALE")
            .option("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED")
            .run();
    assertEquals(List.of(), result.errors());
    assertTrue(
        Files.exists(directory.resolve("exported/classes/p/OpenedGrad.class")),
        result.messages()::toString);
    assertFalse(result.messages().toString().contains("GC09"), result.messages()::toString);
  }

  /** A module that takes part only if it is asked for. */
  @Test
  void modulesThatAreAdded() {
    Build.Result result =
        opened("added", "jdk.incubator.vector.DoubleVector.SPECIES_128.length()")
            .option("--add-modules", "jdk.incubator.vector")
            .run();
    assertEquals(List.of(), result.errors());
    assertFalse(result.messages().toString().contains("GC09"), result.messages()::toString);
  }

  /** What is not to be found here is told, once javac has found nothing. */
  @Test
  void classesThatArePatchedIn() {
    Build.Result patch =
        new Build(directory.resolve("patch"))
            .source(
                "java/util/logging/Patched.java",
                "package java.util.logging; public final class Patched { "
                    + "public static final double FACTOR = Math.sqrt(4); }")
            .option(
                "--patch-module", "java.logging=" + directory.resolve("patch/src"), "-proc:none")
            .run();
    assertEquals(List.of(), patch.errors());
    String option = "java.logging=" + directory.resolve("patch/classes");
    String used = "java.util.logging.Patched.FACTOR";
    Build.Result result = opened("patched", used).option("--patch-module", option).run();
    assertEquals(1, result.errors().size(), result.errors()::toString);
    String text = "[GC0906] javac finds no error around 'f', and gradc";
    assertTrue(result.errors().get(0).contains(text), result.errors()::toString);
    Build.Result wrong = opened("wrong", used + " * none").option("--patch-module", option).run();
    assertTrue(wrong.errors().size() > 0, wrong.messages()::toString);
    assertFalse(wrong.errors().toString().contains("GC0906"), wrong.errors()::toString);
  }

  private Path library(String name, String... sources) {
    Build build = new Build(directory.resolve(name)).option("-proc:none");
    for (int i = 0; i < sources.length; i += 2) {
      build.source(sources[i], sources[i + 1]);
    }
    assertEquals(List.of(), build.run().errors());
    return directory.resolve(name + "/classes");
  }

  private static String constant(String type, int value) {
    return "package lib; public final class "
        + type
        + " { public static final double C = "
        + value
        + "; }";
  }

  /** Where two directories have a class of one name, javac takes that of the first. */
  @Test
  void orderOfTheClassPath() {
    Path first = library("first", "lib/K.java", constant("K", 3));
    Path second =
        library(
            "second",
            "lib/K.java",
            constant("K", 5),
            "lib/A.java",
            constant("A", 7),
            "lib/Z.java",
            constant("Z", 11));
    for (List<Path> order : List.of(List.of(first, second), List.of(second, first))) {
      Build.Result result =
          new Build(directory.resolve("ordered"))
              .source(
                  "p/Ordered.java",
                  """
                  package p;
                  import lib.*;
                  final class Ordered {
                    @dev.gradc.Differentiable
                    static double f(double x) { return A.C * K.C * Z.C * x; }
                    static double call() { return OrderedGrad.F.gradient(3).x(); }
                  }
                  """)
              .onClassPath(order.toArray(Path[]::new))
              .run();
      assertEquals(List.of(), result.errors());
      assertEquals(order.get(0).equals(first) ? 231.0 : 385.0, result.call("p.Ordered", "call"));
    }
  }

  /** What a source does not name may stand in a third place. */
  @Test
  void typesOfMembers() {
    Path middle =
        library("middle", "lib/Mid.java", "package lib; public interface Mid { double w(); }");
    Build outer =
        new Build(directory.resolve("outer"))
            .onClassPath(middle)
            .option("-proc:none")
            .source(
                "other/Holder.java",
                "package other; public final class Holder { "
                    + "public static java.util.List<lib.Mid> get() "
                    + "{ return java.util.List.of(() -> 7.0); } }");
    assertEquals(List.of(), outer.run().errors());
    Build.Result result =
        new Build(directory.resolve("chained"))
            .source(
                "p/Chained.java",
                """
                package p;
                final class Chained {
                  @dev.gradc.Differentiable
                  static double f(double x) { return other.Holder.get().get(0).w() * x; }
                  static double call() { return ChainedGrad.F.gradient(3).x(); }
                }
                """)
            .onClassPath(directory.resolve("outer/classes"), middle)
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(
        7.0, result.callWith("p.Chained", "call", directory.resolve("outer/classes"), middle));
  }

  /** {@code Math.clamp} is of Java 21. */
  @Test
  void olderReleases() {
    Build.Result result =
        new Build(directory.resolve("older"))
            .source(
                "q/Own.java",
                "package q; public final class Own { @dev.gradc.Differentiable public static float clamp(float x, float a,"
                    + " float b) { return x < a ? a : x > b ? b : 2 * x; } }")
            .source(
                "p/Older.java",
                """
                package p;
                import static java.lang.Math.*;
                import static q.Own.*;
                final class Older {
                  @dev.gradc.Differentiable
                  static double f(double x, float y) { return sin(x) * clamp(y, 0f, 2f); }
                  static double call() { return OlderGrad.F.gradient(0, 1).x(); }
                }
                """)
            .option("--release", "17")
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(2.0, result.call("p.Older", "call"));
  }

  /** What is not to be found here may be there as another one. */
  @Test
  void classesThatArePatchedOver() {
    Path plain = library("plain", "lib/K.java", constant("K", 3), "module-info.java", EXPORTING);
    Path patch = library("over", "lib/K.java", constant("K", 5));
    Build.Result result =
        new Build(directory.resolve("covered"))
            .source("module-info.java", "module m { requires m.lib; requires dev.gradc.runtime; }")
            .source(
                "p/Covered.java",
                """
                package p;
                final class Covered {
                  @dev.gradc.Differentiable
                  static double f(double x) { return lib.K.C * x; }
                }
                """)
            .withoutClassPath()
            .option("--module-path", Build.runtime() + java.io.File.pathSeparator + plain)
            .option("--patch-module", "m.lib=" + patch)
            .run();
    String text = "[GC0906] javac finds no error around 'f', and gradc";
    assertTrue(
        result.errors().stream().anyMatch(it -> it.contains(text) && it.contains("'lib.K'")),
        result.errors()::toString);
  }

  private static final String EXPORTING = "module m.lib { exports lib; }";

  /** There are no modules, and no records. */
  @Test
  void releaseBeforeModules() {
    Build.Result result =
        new Build(directory.resolve("eight"))
            .source(
                "p/Old.java",
                """
                package p;
                final class Old {
                  @dev.gradc.Differentiable
                  static double square(double x) { return x * x; }
                  static double call() { return OldGrad.Square.gradient(3).x(); }
                }
                """)
            .option("--release", "8", "-Xlint:-options")
            .run();
    assertEquals(List.of(), result.errors());
    assertEquals(6.0, result.call("p.Old", "call"));
  }

  /** Where a source beside its class file is one that somebody has written. */
  @Test
  void sourcesAndClassesInOneDirectory() throws IOException {
    String file = "../classes/p/Square.java";
    String square = SQUARE.replace("(modes = {Mode.FORWARD, Mode.HESSIAN, Mode.JACOBIAN})", "");
    assertRuns(
        inOneDirectory().source(file, square).source("../classes/p/Helper.java", HELPER).run());
    assertRuns(inOneDirectory().option("-Werror").source(file, square).run());
    Files.delete(directory.resolve("classes/p/Helper.class"));
    // Whether its companion is still that of its source nobody knows.
    Build implicit = inOneDirectory().option("-Werror", "-implicit:class");
    List<String> errors = implicit.source(file, square).run().errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.get(0).contains("[GC0319] javac has found 'p.Helper' by itself"));
  }

  /** What an earlier compilation has generated there is generated again. */
  @Test
  void generatedSourcesBesideOthers() throws IOException {
    String file = "../classes/p/Square.java";
    Build failing =
        inOneDirectory().source(file, SQUARE.replace("n - 1);", "n - 1); }\n int f() {"));
    assertFalse(failing.source("../classes/p/Helper.java", HELPER).run().isSuccess());
    assertTrue(Files.exists(directory.resolve("classes/p/SquareGrad.java")));
    for (int i = 0; i < 2; i++) {
      Build whole =
          inOneDirectory().option("-Xprefer:source", "-implicit:class").source(file, SQUARE);
      assertRuns(whole.source("../classes/p/Helper.java", HELPER).run());
    }
  }

  private Build inOneDirectory() {
    return new Build(directory).onClassPath(directory.resolve("classes"));
  }

  @Test
  void otherSwitches() {
    assertRuns(build("debug").option("-g:none", "-parameters").run());
    assertRuns(build("implicit").option("-implicit:none").run());
    assertRuns(build("generated").option("-s", directory.toString()).run());
    assertTrue(Files.exists(directory.resolve("p/SquareGrad.java")), "-s is heeded");
  }

  @Test
  void previewFeatures() {
    String release = Integer.toString(Runtime.version().feature());
    Build.Result result =
        build("preview").option("--enable-preview", "--release", release, "-Xlint:-preview").run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(List.of(), result.errors());
  }

  @Test
  void processorsAlone() {
    Build.Result result = build("only").option("-proc:only").run();
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertTrue(result.hasGenerated("p/SquareGrad.java"));
    assertFalse(result.hasGenerated("p/Square.class"));
  }

  /** Nothing is written but what javac knows of. */
  @Test
  void filesAreWrittenWhereJavacWritesThem() throws IOException {
    Set<String> before = files(Path.of(""));
    assertRuns(build("files").run());
    assertEquals(before, files(Path.of("")), "the working directory");
    Path sources = directory.resolve("files/src");
    Path classes = directory.resolve("files/classes");
    assertEquals(Set.of("p/Square.java", "p/Helper.java"), files(sources));
    Set<String> others =
        files(classes).stream()
            .filter(it -> !it.endsWith(".class"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Set.of("dev/gradc/static/reliances", "p/HelperGrad.java", "p/SquareGrad.java"), others);
    try (Stream<Path> all = Files.list(directory.resolve("files"))) {
      assertEquals(2, all.count());
    }
  }

  private static Set<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(it -> !it.startsWith("target"))
          .map(it -> root.relativize(it).toString().replace('\\', '/'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Build module(String name) {
    Build build =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .option("--module-source-path", directory.resolve("src").toString());
    return name.equals("m.lib")
        ? build
            .source(
                "m.lib/module-info.java",
                "module m.lib { exports lib; requires transitive dev.gradc.runtime; }")
            .source(
                "m.lib/lib/Lib.java",
                """
                package lib;
                public class Lib {
                  @dev.gradc.Differentiable
                  public static double square(double x) { return x * x; }
                  public static double cube(double x) { return x * x * x; }
                  @dev.gradc.DerivativeOf(type = Lib.class, method = "cube")
                  public static double rule(double x, double seed) { return 3 * x * x * seed; }
                }
                """)
        : build
            .source("m.use/module-info.java", "module m.use { requires m.lib; }")
            .source(
                "m.use/use/Use.java",
                """
                package use;
                import lib.Lib;
                public class Use {
                  @dev.gradc.Differentiable
                  static double f(double x) { return Lib.square(x) + Lib.cube(x); }
                  static double call() { return UseGrad.F.gradient(2).x(); }
                }
                """);
  }

  /** Into a directory for each, that javac finds the others in. */
  @Test
  void modulesOfOneDirectoryOneAfterTheOther() throws IOException {
    Build.Result lib = module("m.lib").run();
    assertTrue(lib.isSuccess(), lib.messages()::toString);
    Build.Result use = module("m.use").run();
    assertSuccess(use);
    String generated = Files.readString(directory.resolve("classes/m.use/use/UseGrad.java"));
    assertTrue(generated.contains("LibGrad.Square.pullback"), generated);
    assertTrue(generated.contains("Lib.rule"), generated);
  }

  /**
   * Bodies that are compiled in call what is not exported, or stands in a module that is not read.
   */
  @ParameterizedTest
  @CsvSource({
    "requires transitive m.base;, exports hidden to m.lib;",
    "requires m.base;, exports hidden;"
  })
  void classesThatAModuleDoesNotSee(String required, String exported) {
    String modes = "@Differentiable(modes = {Mode.FORWARD, Mode.HESSIAN}) public static double ";
    Build.Result result =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .option("-Xlint:-missing-explicit-ctor")
            .option("--module-source-path", directory.resolve("src").toString())
            .source(
                "m.base/module-info.java",
                "module m.base { requires transitive dev.gradc.runtime; " + exported + " }")
            .source(
                "m.base/hidden/Base.java",
                "package hidden; import dev.gradc.*; public class Base { "
                    + modes
                    + "cube(double x) { return x * x * x; } }")
            .source(
                "m.lib/module-info.java",
                "module m.lib { requires transitive dev.gradc.runtime; exports lib; "
                    + required
                    + " }")
            .source(
                "m.lib/lib/own/Own.java",
                "package lib.own; import dev.gradc.*; public class Own { "
                    + modes
                    + "square(double x) { return x * x; } }")
            .source(
                "m.lib/lib/Lib.java",
                "package lib; import dev.gradc.*; import hidden.*; public class Lib { "
                    + modes
                    + "both(double x) { return Base.cube(x) + lib.own.Own.square(x); } "
                    + modes
                    + "slope(double x) { return BaseGrad.Cube.gradient(x).x(); } }")
            .source("m.use/module-info.java", "module m.use { requires m.lib; }")
            .source(
                "m.use/use/Use.java",
                "package use; import dev.gradc.*; import lib.Lib; public class Use { "
                    + modes
                    + "f(double x) { return Lib.both(x) + Lib.slope(x); } "
                    + "static double call() { return UseGrad.F.gradient(2).x()"
                    + " + 100 * UseGrad.F.jvp(2, 1).tangent() + 10000 * UseGrad.F.hvp(2, 1).x(); } }")
            .run();
    assertSuccess(result);
    Path out = directory.resolve("classes");
    Build.Result use = new Build.Result(true, List.of(), out.resolve("m.use"));
    // 3 x^2 + 2 x + 6 x at 2, and its derivative.
    assertEquals(
        28 + 2800 + 200000.0,
        use.callWith("use.Use", "call", out.resolve("m.lib"), out.resolve("m.base")));
  }

  /** A rule is called by name, a constant is read by name, and generated code may not name them. */
  @ParameterizedTest
  @ValueSource(strings = {"lib.own.Own.cube(x)", "x * x * lib.own.Own.FACTOR"})
  void derivativesOfWhatAModuleDoesNotSee(String used) {
    List<String> errors = withHidden(used, "exports lib;").run().errors();
    assertEquals(1, errors.size(), errors::toString);
    String text =
        "[GC0329] 'LibGrad.F.gradient(x)' cannot be differentiated once more from this package:"
            + " its method uses 'lib.own.Own'";
    assertTrue(errors.get(0).contains(text), errors::toString);
    assertSuccess(withHidden(used, "exports lib; exports lib.own to m.use;").run());
  }

  private Build withHidden(String used, String exported) {
    return new Build(directory)
        .withoutClassPath()
        .option("--module-path", Build.runtime().toString())
        .option("-Xlint:-missing-explicit-ctor")
        .option("--module-source-path", directory.resolve("src").toString())
        .source(
            "m.lib/module-info.java",
            "module m.lib { requires transitive dev.gradc.runtime; " + exported + " }")
        .source(
            "m.lib/lib/own/Own.java",
            "package lib.own; import dev.gradc.*; public class Own { "
                + "public static final double FACTOR = Math.sqrt(2); "
                + "public static double cube(double x) { return x * x * x; } "
                + "@DerivativeOf(type = Own.class, method = \"cube\") "
                + "public static double rule(double x, double seed) { return seed * 3 * x * x; } }")
        .source(
            "m.lib/lib/Lib.java",
            "package lib; import dev.gradc.*; public class Lib { "
                + "@Differentiable public static double f(double x) {"
                + " return "
                + used
                + "; } }")
        .source("m.use/module-info.java", "module m.use { requires m.lib; }")
        .source(
            "m.use/use/Use.java",
            "package use; import dev.gradc.*; import lib.*; public class Use { "
                + "@Differentiable static double g(double x) {"
                + " return LibGrad.F.gradient(x).x(); } }");
  }

  private Build modulesWithHelper(String... names) {
    Build build =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .option("--module-source-path", directory.resolve("src").toString());
    for (String name : names) {
      build
          .source(name + "/module-info.java", "module " + name + " { requires dev.gradc.runtime; }")
          .source(name + "/p/Helper.java", HELPER);
    }
    return build;
  }

  /** They do not see each other, so Java has nothing against it. */
  @Test
  void modulesWithAClassOfOneName() {
    List<String> errors = modulesWithHelper("one", "two").run().errors();
    assertEquals(2, errors.size(), errors::toString);
    String text =
        "[GC0217] 'twice' is compiled along with the modules one and two, which have a class 'p.Helper' each";
    assertTrue(errors.stream().allMatch(it -> it.contains(text)), errors::toString);
    for (String name : List.of("one", "two")) {
      assertSuccess(modulesWithHelper(name).run());
      assertTrue(Files.exists(directory.resolve("classes/" + name + "/p/HelperGrad.class")));
    }
  }

  /** The class may be one that methods only name. */
  @Test
  void modulesWithConstantsOfOneName() {
    Build both = modulesWithUnits("one", "two");
    List<String> errors = both.run().errors();
    String text = "which have a class 'p.Units' each that gradc does not tell apart";
    assertEquals(
        2, errors.stream().filter(it -> it.contains("[GC0217]")).count(), errors::toString);
    assertTrue(errors.get(0).contains(text), errors::toString);
    for (String name : List.of("one", "two")) {
      assertSuccess(modulesWithUnits(name).run());
    }
  }

  private Build modulesWithUnits(String... names) {
    Build build =
        new Build(directory)
            .withoutClassPath()
            .option("--module-path", Build.runtime().toString())
            .option("--module-source-path", directory.resolve("src").toString());
    for (String name : names) {
      build
          .source(name + "/module-info.java", "module " + name + " { requires dev.gradc.runtime; }")
          .source(
              name + "/p/Units.java",
              "package p; final class Units { static final double FACTOR = "
                  + name.length()
                  + "; }")
          .source(
              name + "/p/" + name + "Main.java",
              "package p; final class "
                  + name
                  + "Main { @dev.gradc.Differentiable "
                  + "static double f(double x) { return Units.FACTOR * x * x; } }");
    }
    return build;
  }

  /** Since Java 25. Modules of the module path can be imported, those of the sources cannot. */
  @Test
  void importedModules() {
    Build.Result lib = module("m.lib").run();
    assertTrue(lib.isSuccess(), lib.messages()::toString);
    String use =
        """
        package use;
        import module m.lib;
        import module java.base;
        public class Use {
          @dev.gradc.Differentiable
          static double f(double x, List<String> names) {
            return (Lib.square(x) + Lib.cube(x)) * names.size();
          }
          static double call() { return UseGrad.F.gradient(2, List.of("a")).x(); }
        }
        """;
    String runtime = Build.runtime().toString();
    Build.Result result =
        new Build(directory.resolve("other"))
            .withoutClassPath()
            .option("--module-path", runtime + File.pathSeparator + lib.out())
            .source("module-info.java", "module m.use { requires m.lib; }")
            .source("use/Use.java", use)
            .run();
    if (Runtime.version().feature() < 25) {
      assertFalse(result.isSuccess(), "this version of Java knows the construct");
      assertTrue(result.errors().stream().noneMatch(it -> it.contains("GC")), "javac's to say");
      return;
    }
    assertSuccess(result);
    assertEquals(16.0, result.callWith("use.Use", "call", lib.out().resolve("m.lib")));
    List<String> errors = module("m.use").source("m.use/use/Use.java", use).run().errors();
    assertEquals(List.of(), errors, "m.lib is there as class files");
    errors =
        module("m.lib")
            .source("m.use/module-info.java", "module m.use { requires m.lib; }")
            .source("m.use/use/Use.java", use)
            .run()
            .errors();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(
        errors.get(0).startsWith("Use.java:2: [GC0218] the module 'm.lib' is compiled now"),
        errors.get(0));
  }

  /** Without a directory for classes: beside the sources, and in the working directory. */
  @Test
  void withoutADirectory() throws IOException, InterruptedException {
    Path project = Files.createDirectories(directory.resolve("plain/p"));
    Files.writeString(project.resolve("Square.java"), SQUARE);
    Files.writeString(project.resolve("Helper.java"), HELPER);
    assertEquals("", compiledInPlace(project.getParent(), "p/Square.java", "p/Helper.java"));
    assertTrue(Files.exists(project.resolve("SquareGrad.class")));
  }

  /** What is left out of date is found there, too. */
  @Test
  void oneFileAloneWithoutADirectory() throws IOException, InterruptedException {
    for (String packageName : List.of("", "p")) {
      Path project = Files.createDirectories(directory.resolve("alone" + packageName));
      Path sources = Files.createDirectories(project.resolve(packageName));
      String prefix = packageName.isEmpty() ? "" : packageName + "/";
      String head = packageName.isEmpty() ? "" : "package " + packageName + "; ";
      String callee = head + "class Callee { @dev.gradc.Differentiable";
      String body = "static double f(double x) { return x * x; } }";
      Files.writeString(sources.resolve("Callee.java"), callee + " " + body);
      Files.writeString(
          sources.resolve("Caller.java"),
          head
              + "class Caller { @dev.gradc.Differentiable"
              + " static double g(double x) { return Callee.f(x) * x; } }");
      assertEquals("", compiledInPlace(project, prefix + "Callee.java", prefix + "Caller.java"));
      assertEquals("", compiledInPlace(project, prefix + "Callee.java"));
      Files.writeString(sources.resolve("Callee.java"), callee + " @dev.gradc.Detach " + body);
      String said = compiledInPlace(project, prefix + "Callee.java");
      assertTrue(said.contains("[GC0315]"), said);
      assertTrue(said.contains("compile " + prefix.replace('/', '.') + "Caller again"), said);
    }
  }

  /** Each form knows what the other one has left. */
  @Test
  void withAndWithoutADirectory() throws IOException, InterruptedException {
    for (List<String> first : List.of(List.of("-d", "."), List.<String>of())) {
      Path project = Files.createDirectories(directory.resolve("both" + first.size()));
      Path sources = Files.createDirectories(project.resolve("p"));
      String record = "package p; record Size(double u) {";
      Files.writeString(sources.resolve("Size.java"), record + "}");
      Files.writeString(
          sources.resolve("User.java"),
          "package p; class User { @dev.gradc.Differentiable"
              + " static double f(Size size) { return size.u(); } }");
      assertEquals("", compiled(project, first, "p/Size.java", "p/User.java"));
      Files.writeString(
          sources.resolve("Size.java"), record + " public double u() { return u * u; } }");
      List<String> second = first.isEmpty() ? List.of("-d", ".") : List.of();
      String said = compiled(project, second, "p/Size.java");
      assertTrue(said.contains("[GC0315]") && said.contains("compile p.User again"), said);
    }
  }

  private static String compiled(Path project, List<String> options, String... files)
      throws IOException, InterruptedException {
    return compiledInPlace(
        project, Stream.concat(options.stream(), Stream.of(files)).toArray(String[]::new));
  }

  /** What javac says, but for notes. */
  private static String compiledInPlace(Path directory, String... files)
      throws IOException, InterruptedException {
    String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
    String processors =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(it -> Path.of(it).toAbsolutePath().toString())
            .collect(Collectors.joining(java.io.File.pathSeparator));
    List<String> command = new ArrayList<>(List.of(javac, "-proc:full", "-implicit:none"));
    command.addAll(List.of("-cp", "." + java.io.File.pathSeparator + Build.runtime()));
    command.addAll(List.of("-processor", "dev.gradc.processor.DifferentiableProcessor"));
    command.addAll(List.of("-processorpath", processors));
    command.addAll(List.of(files));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.replaceAll("(?m)^Note: .*\\R?", "").strip();
  }

  /** Eight compilers in one process have nothing in common. */
  @Test
  void eightAtOnce() throws InterruptedException, ExecutionException {
    String expected = build("alone").run().generated("p/SquareGrad.java");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Build.Result>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Build build = build("parallel" + i);
        results.add(threads.submit(build::run));
      }
      for (Future<Build.Result> result : results) {
        assertRuns(result.get());
        assertEquals(expected, result.get().generated("p/SquareGrad.java"));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
