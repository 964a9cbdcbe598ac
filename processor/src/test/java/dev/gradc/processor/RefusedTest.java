package dev.gradc.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file under {@code refused}: the error that a comment {@code // error: [code] fragment}
 * above a line announces is the only one, at that line, and at the column that a caret between them
 * marks.
 */
final class RefusedTest {

  private static final Path REFUSED = Path.of("src", "test", "resources", "refused");
  private static final Path PAGES = Path.of("..", "docs", "errors");

  /** Told of the environment, of libraries, or of failures of ours: tested elsewhere. */
  private static final Set<String> WITHOUT_EXAMPLE =
      Set.of(
          "GC0001", "GC0217", "GC0218", "GC0309", "GC0310", "GC0311", "GC0313", "GC0315", "GC0316",
          "GC0317", "GC0318", "GC0319", "GC0326", "GC0329", "GC0337", "GC0339", "GC0901", "GC0902",
          "GC0903", "GC0904", "GC0905", "GC0906");

  /**
   * An announced error.
   *
   * @param column from 1, or 0 if any will do
   */
  private record Expected(String code, String fragment, int line, int column) {}

  @TestFactory
  Stream<DynamicTest> refused() throws IOException {
    try (Stream<Path> files = Files.walk(REFUSED)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream()
          .map(file -> dynamicTest(REFUSED.relativize(file).toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    JavaFileObject source =
        JavaFileObjects.forSourceLines(
            "refused." + file.getFileName().toString().replace(".java", ""),
            Files.readAllLines(file));
    Compilation compilation =
        javac()
            .withProcessors(new DifferentiableProcessor())
            .withOptions(options(Files.readAllLines(file)))
            .compile(withTensors(source, Files.readString(file)));
    List<Expected> expected = expected(Files.readAllLines(file));
    assertFalse(expected.isEmpty(), "no error is announced");
    boolean areWarnings = Files.readString(file).contains("// warning: [");
    List<Diagnostic<? extends JavaFileObject>> errors =
        areWarnings
            ? compilation.warnings().stream()
                .filter(it -> it.getMessage(null).startsWith("["))
                .toList()
            : compilation.errors();
    if (Runtime.version().feature() < release(Files.readAllLines(file))) {
      assertFalse(errors.isEmpty(), "this version of Java knows the construct");
      assertTrue(
          errors.stream().noneMatch(it -> it.getMessage(null).startsWith("[")),
          "what is no Java is javac's to refuse");
      return;
    }
    assertEquals(expected.size(), errors.size(), errors::toString);
    for (int i = 0; i < errors.size(); i++) {
      Diagnostic<? extends JavaFileObject> error = errors.get(i);
      String message = error.getMessage(null);
      assertTrue(message.startsWith("[" + expected.get(i).code() + "]"), message);
      assertTrue(message.contains(expected.get(i).fragment()), message);
      assertEquals(expected.get(i).line(), error.getLineNumber(), message);
      if (expected.get(i).column() > 0) {
        assertEquals(expected.get(i).column(), column(file, error), message);
      }
    }
  }

  /** The tensor library is built with the processor: what names it is compiled with stand-ins. */
  private static List<JavaFileObject> withTensors(JavaFileObject source, String text)
      throws IOException {
    List<JavaFileObject> all = new ArrayList<>(List.of(source));
    if (text.contains("dev.gradc.tensor")) {
      for (String name : List.of("Tensor", "Cotangents", "Into", "TensorRules")) {
        Path file = Path.of("src", "test", "resources", "tensor", name + ".java");
        all.add(
            JavaFileObjects.forSourceLines("dev.gradc.tensor." + name, Files.readAllLines(file)));
      }
    }
    return all;
  }

  /** What is off by default is asked for: {@code // option: -Agradc.kink=warn}. */
  private static List<String> options(List<String> lines) {
    List<String> options = new ArrayList<>(List.of("-proc:full"));
    lines.stream()
        .filter(line -> line.startsWith("// option: "))
        .forEach(line -> options.add(line.substring(11)));
    return options;
  }

  /** The version of Java that has what the example uses: {@code // release: 21}. */
  private static int release(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("// release: "))
        .mapToInt(line -> Integer.parseInt(line.substring(12)))
        .findFirst()
        .orElse(0);
  }

  /** Where the tree of an error begins; javac's own column is that of the tree's operator. */
  private static int column(Path file, Diagnostic<?> error) throws IOException {
    String before =
        String.join("\n", Files.readAllLines(file)).substring(0, (int) error.getStartPosition());
    return before.length() - before.lastIndexOf('\n');
  }

  private static List<Expected> expected(List<String> lines) {
    List<Expected> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("// error: [") || line.startsWith("// warning: [")) {
        String code = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
        String fragment = line.substring(line.indexOf(']') + 1).strip();
        boolean hasCaret = lines.get(i + 1).matches(" *// *\\^ *");
        int column = hasCaret ? lines.get(i + 1).indexOf('^') + 1 : 0;
        expected.add(new Expected(code, fragment, lineAfterComments(lines, i), column));
      }
    }
    return expected;
  }

  /** Number, from 1, of the line that the comments from here on stand above. */
  private static int lineAfterComments(List<String> lines, int first) {
    int line = first;
    while (lines.get(line).strip().startsWith("//")) {
      line++;
    }
    return line + 1;
  }

  @Test
  void everyCodeHasAPageAndAnExample() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (DiagnosticCode code : DiagnosticCode.values()) {
      codes.add(code.id());
      String page = Files.readString(PAGES.resolve(code.id() + ".md"));
      String quote = page.lines().filter(it -> it.startsWith("> ")).findFirst().orElseThrow();
      // A page may show the arguments of an example.
      String text = "\\Q" + code.text(Collections.nCopies(6, "\\E.+\\Q")) + "\\E";
      assertTrue(Pattern.matches(text, quote.substring(2)), code.id() + " says " + text);
      assertTrue(
          WITHOUT_EXAMPLE.contains(code.id()) || Files.isDirectory(REFUSED.resolve(code.id())),
          code.id() + " has no example");
    }
    assertEquals(codes, namesIn(PAGES), "a page without a code");
  }

  private static Set<String> namesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return new TreeSet<>(
          files.map(file -> file.getFileName().toString().replace(".md", "")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
