package dev.gradc.samples.passes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each pass changes what is generated, and not what comes out. */
final class PassesTest {

  @TempDir private Path out;

  @Test
  void passesChangeTheCodeAndNoAnswer() {
    Kernels whole = Kernels.without("", out);
    for (String name : Passes.disabled()) {
      Kernels without = Kernels.without(name, out);
      assertNotEquals(whole.generated(), without.generated(), name);
      whole
          .tasks()
          .forEach(
              (kernel, task) -> {
                double[] expected = task.get();
                double[] found = without.tasks().get(kernel).get();
                assertArrayEquals(expected, found, 1e-12, name + ", " + kernel);
              });
    }
  }

  @Test
  void writesATable() throws IOException {
    int exit =
        new CommandLine(new Passes())
            .execute("--passes=invariants,all", "--seconds=0", "--rounds=1", "--out=" + out);
    assertEquals(0, exit);
    long lines;
    try (var all = Files.lines(out.resolve("passes.md"))) {
      lines = all.filter(it -> it.startsWith("|")).count();
    }
    assertEquals(4, lines);
  }
}
