package dev.gradc.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs JMH, for an instant and within this virtual machine. */
final class BenchmarksTest {

  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  @BeforeEach
  void ignoreOthers() {
    System.setProperty(IGNORE_LOCK, "true");
  }

  @AfterEach
  void mindOthers() {
    System.clearProperty(IGNORE_LOCK);
  }

  @Test
  void chosenOnesAreRunAndWritten(@TempDir Path directory) throws IOException {
    int exit =
        new CommandLine(new Benchmarks())
            .execute(
                "--only=LeastSquares.*(primal|gradc|hipparchus)",
                "--forks=0",
                "--warmups=0",
                "--iterations=2",
                "--milliseconds=5",
                "--out=" + directory);
    assertEquals(0, exit);
    List<String> rows = Files.readAllLines(directory.resolve("benchmarks.md"));
    List<String> found =
        rows.stream()
            .skip(2)
            .map(row -> String.join("|", row.split(" \\| ", 3)[0], row.split(" \\| ", 3)[1]))
            .toList();
    assertEquals(
        List.of(
            "| least squares 16, 256|gradc",
            "| least squares 16, 256|hipparchus",
            "| least squares 16, 256|primal",
            "| least squares 128, 4096|gradc",
            "| least squares 128, 4096|primal"),
        found);
    // Hipparchus makes objects: the profiler has seen them.
    String[] columns = rows.get(3).split(" *\\| *");
    assertTrue(Double.parseDouble(columns[6]) > 100_000, rows.get(3));
    assertTrue(
        Files.readString(directory.resolve("benchmarks.json")).contains("gc.alloc.rate.norm"));
  }

  @Test
  void aPatternThatNothingIsFoundByIsAnError(@TempDir Path directory) {
    assertEquals(
        1,
        new CommandLine(new Benchmarks()).execute("--only=NoSuchBenchmark", "--out=" + directory));
  }
}
