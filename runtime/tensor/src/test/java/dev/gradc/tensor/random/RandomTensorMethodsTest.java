package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random methods over tensors, some of them; {@code -Pfuzz -Drandom.programs=500 -Drandom.seed=7}
 * runs more, and others, and {@code -Drandom.first=120} leaves out the first. One that fails is
 * shrunk ({@code -Drandom.trials=0} leaves it as it is) and written to {@code regressions}, where
 * {@link RegressionsTest} finds it from then on.
 */
final class RandomTensorMethodsTest {

  private static final int BATCH = 3;

  /** With those of a build, each relation has its turn. */
  private static final int PROGRAMS = BATCH * Relation.ALL.size();

  private static final Path REGRESSIONS = Path.of("src", "test", "resources", "regressions");

  private final String seed = System.getProperty("random.seed", "1");
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  @Test
  void derivativesOfRandomMethodsAreRight() throws IOException {
    int programs = Integer.getInteger("random.programs", PROGRAMS);
    int first = Integer.getInteger("random.first", 0) / BATCH * BATCH;
    for (int start = first; start < first + programs; start += BATCH) {
      tryOut(start);
      if ((start - first) / BATCH % 20 == 19) {
        System.out.println("random methods over tensors, to " + (start + BATCH) + ": " + counts);
      }
    }
    System.out.println("random methods over tensors, seed " + seed + ": " + counts);
    assertTrue(failures.isEmpty(), () -> counts + "\n" + String.join("\n", failures));
    int right =
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith("right"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertTrue(right > 0.8 * programs, () -> "too many are refused or irregular: " + counts);
  }

  private void tryOut(int start) throws IOException {
    List<RandomProgram> programs = new ArrayList<>();
    for (int i = start; i < start + BATCH; i++) {
      programs.add(RandomProgram.of(Choices.seeded(seed + "/" + i), seed + "x" + i));
    }
    Relation relation = Relation.of(start / BATCH);
    Map<RandomProgram, Trial.Verdict> verdicts = Trial.of(programs, relation);
    for (RandomProgram program : programs) {
      Trial.Verdict verdict = verdicts.get(program);
      counts.merge(verdict.kind(), 1, Integer::sum);
      if (verdict.isFailure()) {
        System.out.println("%s: %s, shrinking".formatted(program.name(), verdict.kind()));
        String again =
            "-Dtest=RandomTensorMethodsTest -Drandom.seed=%s -Drandom.first=%d -Drandom.programs=%d"
                .formatted(seed, start, BATCH);
        failures.add(written(Shrinking.shrink(program, relation, verdict), relation, again));
      }
    }
  }

  private static String written(Shrinking.Shrunk shrunk, Relation relation, String again)
      throws IOException {
    String name = "Random" + shrunk.program().name().substring("method".length());
    String text =
        "// %s; found by %s\n// option: %s\n"
                .formatted(shrunk.verdict().kind(), again, relation.option())
            + ProgramFile.of(name, List.of(shrunk.program()));
    Files.createDirectories(REGRESSIONS);
    Path file = Files.writeString(REGRESSIONS.resolve(name + ".java"), text);
    return "%s (%s): %s\n%s"
        .formatted(file, again, shrunk.verdict().kind(), shrunk.verdict().message());
  }
}
