package dev.gradc.tensor.compiled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Generated code as people read it: names, order, comments; forward and back, and along. */
final class WrittenTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
  private static final Path GENERATED =
      Path.of("target", "generated-test-sources", "test-annotations");

  @Test
  void methodOverTensors() throws IOException {
    Path file = Path.of("dev", "gradc", "tensor", "compiled", "WrittenGrad.java");
    String text =
        Files.readString(GENERATED.resolve(file))
            .lines()
            .collect(Collectors.joining("\n", "", "\n"))
            .replaceAll("\"[0-9a-f]{16}\"", "\"a fingerprint\"");
    Path golden = GOLDEN.resolve("WrittenGrad.java.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertTrue(Files.exists(golden), "no " + golden + "; make it by -Dgolden.update=true");
    assertEquals(Files.readString(golden), text);
  }
}
