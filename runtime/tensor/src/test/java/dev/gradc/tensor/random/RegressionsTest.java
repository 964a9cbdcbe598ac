package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs that were wrong once, with all that a random one is held to. */
final class RegressionsTest {

  private static final Path PLACE = Path.of("src", "test", "resources", "regressions");
  private static final Pattern OPTION = Pattern.compile("// option: (.*)");

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    try (Stream<Path> files = Files.list(PLACE)) {
      return files.sorted().toList().stream()
          .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) {
    String text = read(file);
    Matcher matcher = OPTION.matcher(text);
    Relation relation =
        matcher.find() ? new Relation(matcher.group(1), 1e-12) : Relation.ALL.get(0);
    String name = file.getFileName().toString().replace(".java", "");
    Compiled compiled = Compiled.of(name, text, relation);
    for (String method : compiled.methods()) {
      Trial.Verdict verdict = Trial.checked(compiled, method, Compiled.isDetaching(text));
      assertFalse(verdict.isFailure(), () -> method + ": " + verdict);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
