package dev.gradc.processor.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The methods of {@code refused/GC0405} as IR text, and functions that nobody writes in Java, so
 * that no javac takes part; after a line of {@code =} the operations that are warned of there.
 */
final class KinkTextsTest {

  private static final Path TEXTS = Path.of("src", "test", "resources", "kinks");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(TEXTS)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void areFound(String name) throws IOException {
    String[] parts = Files.readString(TEXTS.resolve(name)).split("====\n", -1);
    Function function = Parser.function(parts[0]);
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Rules rules = new Rules();
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    assertEquals(
        parts[1],
        new KinkAnalysis(rules, arrays, activity)
            .reachable(function).stream()
                .map(kink -> kink.result().name() + "\n")
                .collect(Collectors.joining()));
  }
}
