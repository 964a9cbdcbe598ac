package dev.gradc.samples.compiletime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The sources compile, and the tables have what they should. */
final class CompileTimeTest {

  @TempDir private Path out;

  @Test
  void tellsOfEachNumberOfMethodsAndOfEachStage() throws IOException {
    int exit =
        new CommandLine(new CompileTime()).execute("--methods=10", "--forks=1", "--out=" + out);
    assertEquals(0, exit);
    List<String> lines = Files.readAllLines(out.resolve("compile-time.md"));
    assertTrue(lines.stream().anyMatch(it -> it.startsWith("| 10 | ")), lines::toString);
    for (String where : List.of("javac itself", "frontend", "backend", "analysis")) {
      assertTrue(lines.stream().anyMatch(it -> it.startsWith("| " + where + " | ")), where);
    }
    assertTrue(Files.size(out.resolve("compile-time.json")) > 0);
  }

  @Test
  void everyMethodIsAnnotatedAndNoTwoHaveOneName() {
    String all = String.join("\n", Methods.of(100).values());
    long annotated =
        all.lines().filter(it -> it.strip().equals("@dev.gradc.Differentiable")).count();
    assertEquals(100, annotated);
    List<String> heads = all.lines().filter(it -> it.startsWith("  static double ")).toList();
    assertEquals(100, heads.stream().distinct().count());
  }
}
