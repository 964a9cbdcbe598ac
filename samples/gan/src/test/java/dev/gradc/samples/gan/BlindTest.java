package dev.gradc.samples.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler warns of the form with a detach too many, where no option switches that off. */
final class BlindTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/gradc/samples/gan");

  @TempDir private Path out;

  @Test
  void theCompilerWarnsOfTheBlindDetach() throws IOException {
    List<Diagnostic<? extends JavaFileObject>> warnings = warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    Diagnostic<? extends JavaFileObject> warning = warnings.get(0);
    List<String> lines = Files.readAllLines(SOURCES.resolve("Steps.java"));
    String method = lines.get((int) warning.getLineNumber() - 2);
    assertEquals("static double blind(", method.strip());
    String message = warning.getMessage(null);
    assertTrue(message.startsWith("[GC0401] "), message);
    assertTrue(message.contains("'generator'"), message);
    assertTrue(message.contains("'@Detach Tensor cut = generator.apply(noise);'"), message);
  }

  private List<Diagnostic<? extends JavaFileObject>> warnings() throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            javac.getStandardFileManager(messages, null, StandardCharsets.UTF_8);
        Stream<Path> sources = Files.list(SOURCES)) {
      List<String> options =
          List.of(
              "-proc:only",
              "-d",
              out.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      javac
          .getTask(
              null,
              files,
              messages,
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources.toList()))
          .call();
    }
    return messages.getDiagnostics().stream()
        .filter(it -> it.getMessage(null).startsWith("[GC"))
        .toList();
  }
}
