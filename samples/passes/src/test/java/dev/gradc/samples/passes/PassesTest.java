package dev.gradc.samples.passes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** All passes but one change what is generated here, and none what comes out. */
final class PassesTest {

  @TempDir private Path out;

  @Test
  void passesChangeTheCodeAndNoAnswer() {
    Kernels whole = Kernels.without("", out);
    Set<String> idle = new TreeSet<>();
    for (String name : Passes.disabled()) {
      Kernels without = Kernels.without(name, out);
      if (without.generated().equals(whole.generated())) {
        idle.add(name);
      }
      whole
          .tasks()
          .forEach(
              (kernel, task) -> {
                double[] expected = task.get();
                double[] found = without.tasks().get(kernel).get();
                assertArrayEquals(expected, found, 1e-12, name + ", " + kernel);
              });
    }
    // They are for tensors that are there or not on several ways, for methods of other classes, and
    // for loops over vectors.
    assertEquals(Set.of("bodies", "branches", "vectorParts"), idle);
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
