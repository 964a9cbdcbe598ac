package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.ModifiedInPlaceException;
import dev.gradc.TapeFreedException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/**
 * What user code does with tapes: every method in the files under {@code uses} is a case, in which
 * just those calls are told of that a comment above them announces, {@code // error: [GC0407]
 * fragment} or {@code // warning: [GC0408] fragment}.
 */
final class TapeUsesTest {

  private static final Path USES = Path.of("src", "test", "resources", "uses");
  private static final String LOSSES = "Losses.java";

  @TempDir private Path directory;

  @BeforeAll
  static void messagesInEnglish() {
    Locale.setDefault(Locale.ROOT);
  }

  /** A message that is announced, or given. */
  private record Message(long line, Diagnostic.Kind kind, String text) {}

  @TestFactory
  Stream<DynamicTest> uses() throws IOException {
    try (Stream<Path> files = Files.list(USES)) {
      return files.filter(file -> !file.endsWith(LOSSES)).sorted().toList().stream()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private void check(Path file) throws IOException {
    List<Message> announced = announced(Files.readAllLines(file));
    List<Message> given = given(build(file).run());
    assertEquals(
        announced.stream().map(Message::line).toList(),
        given.stream().map(Message::line).toList(),
        () -> given.stream().map(Message::text).toList().toString());
    for (int i = 0; i < announced.size(); i++) {
      Message expected = announced.get(i);
      assertEquals(expected.kind(), given.get(i).kind(), given.get(i).text());
      String fragment = expected.text();
      String code = fragment.substring(0, fragment.indexOf(']') + 1);
      assertTrue(given.get(i).text().startsWith(code), given.get(i).text());
      assertTrue(
          given.get(i).text().contains(fragment.substring(code.length()).strip()),
          given.get(i).text());
    }
  }

  /** What is told is what happens: methods without parameters are run. */
  @TestFactory
  Stream<DynamicTest> runs() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String file :
        List.of("Sequences", "Branches", "Loops", "Exceptions", "Outputs", "Writes")) {
      Path path = USES.resolve(file + ".java");
      List<String> lines = Files.readAllLines(path);
      Build.Result[] built = {null};
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).matches("  static \\w+ \\w+\\(\\)( throws .*)? \\{")) {
          String name = lines.get(i).replaceFirst("  static \\w+ (\\w+)\\(.*", "$1");
          List<String> body = lines.subList(i, i + lines.subList(i, lines.size()).indexOf("  }"));
          if (!name.equals("fail")) {
            tests.add(dynamicTest(file + "." + name, () -> run(path, built, name, body)));
          }
        }
      }
    }
    assertTrue(tests.size() > 50, "most cases can be run");
    return tests.stream();
  }

  private void run(Path file, Build.Result[] built, String method, List<String> body)
      throws IOException {
    if (built[0] == null) {
      built[0] = build(file).option("-Agradc.backwardTwice=ignore").run();
    }
    boolean isError = body.stream().anyMatch(line -> line.contains("// error: "));
    boolean isWarning = body.stream().anyMatch(line -> line.contains("// warning: "));
    boolean hasFailed = false;
    // Some ask for a random number.
    for (int i = 0; i < 40 && !hasFailed; i++) {
      hasFailed = hasFailed(built[0], file.getFileName().toString().replace(".java", ""), method);
    }
    assertTrue(hasFailed || !isError, "it does not fail");
    assertTrue(!hasFailed || isError || isWarning, "it fails");
  }

  private static boolean hasFailed(Build.Result built, String type, String method) {
    try {
      built.call("uses." + type, method);
      return false;
    } catch (AssertionError e) {
      Throwable thrown = e.getCause().getCause();
      assertTrue(
          thrown instanceof TapeFreedException
              || thrown instanceof ModifiedInPlaceException
              || thrown instanceof AssertionError,
          () -> "another failure: " + thrown);
      return !(thrown instanceof AssertionError);
    }
  }

  private Build build(Path file) throws IOException {
    return new Build(directory.resolve(file.getFileName()))
        .option("-Agradc.uselessRetain=ignore")
        .source("uses/" + LOSSES, Files.readString(USES.resolve(LOSSES)))
        .source("uses/" + file.getFileName(), Files.readString(file));
  }

  private static List<Message> given(Build.Result result) {
    List<Message> messages = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> message : result.messages()) {
      if (message.getKind() == Diagnostic.Kind.NOTE) {
        continue;
      }
      assertTrue(message.getMessage(null).startsWith("[GC04"), message::toString);
      messages.add(
          new Message(message.getLineNumber(), message.getKind(), message.getMessage(null)));
    }
    messages.sort(java.util.Comparator.comparing(Message::line));
    return messages;
  }

  private static List<Message> announced(List<String> lines) {
    List<Message> announced = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("// error: ")) {
        announced.add(new Message(i + 2, Diagnostic.Kind.ERROR, line.substring(10)));
      } else if (line.startsWith("// warning: ")) {
        announced.add(new Message(i + 2, Diagnostic.Kind.MANDATORY_WARNING, line.substring(12)));
      }
    }
    assertFalse(announced.isEmpty(), "nothing is announced");
    return announced;
  }

  private static final String KEPT =
      """
      package p;
      class Model {
        @dev.gradc.Retain
        @dev.gradc.Differentiable
        static double kept(double x, double y) { return Math.exp(x * y); }
      }
      """;

  private Build.Result built(String option, String model, String user) {
    return new Build(directory)
        .option(option.isEmpty() ? new String[0] : new String[] {option})
        .source("p/Model.java", model)
        .source("p/User.java", "package p; class User {\n" + user + "\n}")
        .run();
  }

  private static List<String> warnings(Build.Result result) {
    return result.of(Diagnostic.Kind.MANDATORY_WARNING);
  }

  private static final String ONCE =
      "double a() { try (var t = ModelGrad.Kept.forward(1, 2)) { return t.backward().x(); } }";

  @Test
  void retainedForNothing() {
    Build.Result result = built("", KEPT, ONCE);
    assertTrue(result.isSuccess(), result.messages()::toString);
    assertEquals(1, result.messages().size(), result.messages()::toString);
    String warning = warnings(result).get(0);
    assertTrue(warning.startsWith("Model.java:5: [GC0409]"), warning);
    assertTrue(warning.contains("'kept' is held for nothing, 3 slots"), warning);
  }

  /** gradc's own compilation has the jars alone that something is used of. */
  @Test
  void importsOfWhatIsUsedNowhere() throws URISyntaxException {
    URI jar =
        AssertionFailedError.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Build.Result result =
        new Build(directory)
            .onClassPath(Path.of(jar))
            .source("p/Model.java", KEPT.replace("@dev.gradc.Retain", ""))
            .source(
                "p/User.java",
                """
                package p;
                import org.opentest4j.*;
                class User {
                  void b() {
                    var t = ModelGrad.Kept.forward(1, 2);
                    t.backward();
                    t.backward();
                  }
                }
                """)
            .run();
    assertEquals(1, result.messages().size(), result.messages()::toString);
    assertTrue(
        result.errors().get(0).startsWith("User.java:7: [GC0407]"), result.errors()::toString);
  }

  @Test
  void retainedForOneOfTheUses() {
    String twice = "void b() { var t = ModelGrad.Kept.forward(1, 2); t.backward(); t.backward(); }";
    assertEquals(List.of(), built("", KEPT, ONCE + twice).messages());
  }

  @Test
  void retainedForUsesThatAreNotSeen() {
    String field = "ModelGrad.Kept.Tape t = ModelGrad.Kept.forward(1, 2);";
    assertEquals(List.of(), built("", KEPT, ONCE + field).messages());
    String returned = "ModelGrad.Kept.Tape t() { return ModelGrad.Kept.forward(1, 2); }";
    assertEquals(List.of(), built("", KEPT, ONCE + returned).messages());
    String referred = "java.util.function.Supplier<Object> t = ModelGrad.Kept.Tape::new;";
    assertEquals(List.of(), built("", KEPT, ONCE + referred).messages());
    String given = "double t(ModelGrad.Kept.Tape t) { return t.backward().x(); }";
    assertEquals(List.of(), built("", KEPT, ONCE + given).messages());
  }

  @Test
  void retainedForUsersElsewhere() {
    String fused = "double a() { return ModelGrad.Kept.gradient(1, 2).x(); }";
    assertEquals(List.of(), built("", KEPT, fused).messages());
  }

  @Test
  void retainedWhereJavacFindsErrors() {
    Build.Result result = built("", KEPT, ONCE + "int b() { return missing(); }");
    assertEquals(1, result.messages().size(), result.messages()::toString);
    assertEquals(1, result.errors().size(), result.errors()::toString);
  }

  @Test
  void retainedForNothingIsSwitchedAsOtherRetains() {
    assertEquals(List.of(), built("-Agradc.uselessRetain=ignore", KEPT, ONCE).messages());
    Build.Result asked = built("-Agradc.uselessRetain=error", KEPT, ONCE);
    assertTrue(asked.errors().get(0).contains("[GC0409]"), asked.errors()::toString);
  }

  private static String outputs(String component, String local) {
    return """
        package p;
        import dev.gradc.Retain;
        class Model {
          record Losses(%s double l1, double l2) {}
          @dev.gradc.Differentiable
          static Losses step(double w, double x) {
            %s double a = w * x;
            return new Losses(a * a, Math.sin(a));
          }
        }
        """
        .formatted(component, local);
  }

  private static final String EACH_BY_ITSELF =
      """
      double a() { return ModelGrad.Step.forward(1, 2).l1().backward().w(); }
      double b() { return ModelGrad.Step.forward(1, 2).l2().backward().w(); }
      """;
  private static final String BOTH =
      "void c() { var t = ModelGrad.Step.forward(1, 2); t.l1().backward(); t.l2().backward(); }";

  @Test
  void componentRetainedForNothing() {
    List<String> warnings = warnings(built("", outputs("@Retain", ""), EACH_BY_ITSELF));
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings.get(0).startsWith("Model.java:6: [GC0409] @Retain on 'l1'"), warnings.get(0));
    assertEquals(List.of(), warnings(built("", outputs("@Retain", ""), EACH_BY_ITSELF + BOTH)));
  }

  /** The tape of an iteration is another one than that of the iteration before. */
  @Test
  void retainedForNothingInLoops() {
    String loop =
        """
        void a() {
          for (int i = 0; i < 3; i++) { var t = ModelGrad.Step.forward(i, 2); t.l1().backward(); }
        }
        void b() {
          for (int i = 0; i < 3; i++) {
            try (var t = ModelGrad.Step.forward(i, 2)) { var l2 = t.l2(); l2.backward(); }
          }
        }
        """;
    List<String> warnings = warnings(built("", outputs("@Retain", ""), loop));
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings.get(0).startsWith("Model.java:6: [GC0409] @Retain on 'l1'"), warnings.get(0));
    String both =
        "void c() { for (int i = 0; i < 3; i++) { " + BOTH.substring(11, BOTH.length() - 1);
    assertEquals(List.of(), warnings(built("", outputs("@Retain", ""), loop + both + "} }")));
  }

  @Test
  void localRetainedForNothing() {
    List<String> warnings = warnings(built("", outputs("", "@Retain"), EACH_BY_ITSELF));
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).startsWith("Model.java:7: [GC0409] @Retain on"), warnings.get(0));
    assertEquals(List.of(), warnings(built("", outputs("", "@Retain"), EACH_BY_ITSELF + BOTH)));
  }

  private static final String FREED = KEPT.replace("@dev.gradc.Retain", "");
  private static final String TWICE =
      """
      void twice(boolean b) {
        var t = ModelGrad.Kept.forward(1, 2);
        if (b) { t.backward(); }
        t.backward();
        t.backward();
      }
      """;

  @Test
  void backwardTwiceIsSwitched() {
    Build.Result own = built("", FREED, TWICE);
    assertEquals(1, own.errors().size(), own.errors()::toString);
    assertEquals(1, warnings(own).size(), own.messages()::toString);
    assertEquals(2, built("-Agradc.backwardTwice=error", FREED, TWICE).errors().size());
    Build.Result warned = built("-Agradc.backwardTwice=warn", FREED, TWICE);
    assertTrue(warned.isSuccess());
    assertEquals(2, warnings(warned).size());
    assertEquals(List.of(), built("-Agradc.backwardTwice=ignore", FREED, TWICE).messages());
    Build.Result unknown = built("-Agradc.backwardTwice=never", FREED, TWICE);
    assertEquals(
        1,
        unknown.errors().stream().filter(it -> it.contains("[GC0903]")).count(),
        unknown.errors()::toString);
  }

  private static final String ARRAYS =
      """
      package p;
      class Model {
        @dev.gradc.Differentiable
        static double square(double[] w) {
          double sum = 0;
          for (int i = 0; i < w.length; i++) { sum += w[i] * w[i]; }
          return sum;
        }
      }
      """;
  private static final String CHANGED =
      """
      void step(double[] w) {
        var t = ModelGrad.Square.forward(w);
        w[0] = 1;
        t.backward();
      }
      """;

  @Test
  void modifiedInPlaceIsSwitched() {
    assertEquals(1, warnings(built("", ARRAYS, CHANGED)).size());
    assertEquals(1, built("-Agradc.modifiedInPlace=error", ARRAYS, CHANGED).errors().size());
    assertEquals(List.of(), built("-Agradc.modifiedInPlace=ignore", ARRAYS, CHANGED).messages());
  }

  @Test
  void whatIsCopiedOrLeftToTheCallerMayChange() {
    assertEquals(List.of(), built("-Agradc.guard=copy", ARRAYS, CHANGED).messages());
    assertEquals(List.of(), built("-Agradc.guard=none", ARRAYS, CHANGED).messages());
  }

  @Test
  void inTheClassItself() {
    String model =
        FREED.replaceFirst(
            "\\}\\s*$",
            "static void run() { var t = ModelGrad.Kept.forward(1, 2); t.backward();\n t.backward(); }}");
    Build.Result result = built("", model, "");
    assertEquals(1, result.errors().size(), result.errors()::toString);
    assertTrue(result.errors().get(0).startsWith("Model.java:"), result.errors()::toString);
    assertTrue(result.errors().get(0).contains("[GC0407]"), result.errors()::toString);
  }

  @Test
  void companionsOfAnotherBuildAreLeftToRunTime() {
    Build.Result library =
        new Build(directory.resolve("library")).source("p/Model.java", FREED).run();
    Build.Result result =
        new Build(directory)
            .onClassPath(library.out())
            .source("p/User.java", "package p; class User {\n" + TWICE + "\n}")
            .source(
                "p/Other.java",
                "package p; class Other { @dev.gradc.Differentiable static double f(double x) {"
                    + " return x; } }")
            .run();
    assertTrue(result.isSuccess());
    assertEquals(List.of(), result.messages());
  }

  @Test
  void whatIsWrongElsewhereIsSaidByJavac() {
    Build.Result result = built("", FREED, TWICE + "int missing() { return unknown; }");
    assertEquals(1, result.messages().size(), result.messages()::toString);
    assertFalse(result.errors().get(0).contains("GC0"), result.errors()::toString);
  }
}
