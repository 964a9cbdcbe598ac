package dev.gradc.samples.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Tapes grow as they should, and all is drawn. */
final class GrowthTest {

  @TempDir private Path out;

  @Test
  void drawsAndWritesATable() throws IOException {
    int exit = new CommandLine(new Growth()).execute("--decades=2", "--seconds=0", "--out=" + out);
    assertEquals(0, exit);
    List<String> lines = Files.readAllLines(out.resolve("growth.md"));
    assertEquals(2 + 2 * Work.values().length, lines.size());
    for (String name : List.of("elements-time.svg", "layers-memory.png", "snapshots-time.png")) {
      assertTrue(Files.size(out.resolve(name)) > 1000, name);
    }
  }

  /** Ten times the work: at most about ten times the memory, and less with checkpoints. */
  @ParameterizedTest
  @EnumSource(Work.class)
  void memoryGrowsAsItShould(Work work) {
    long small = work.of(100).tape().getAsLong();
    long large = work.of(1000).tape().getAsLong();
    double expected = (double) work.needed(1000) / work.needed(100);
    assertEquals(expected, (double) large / small, 0.25 * expected);
  }
}
