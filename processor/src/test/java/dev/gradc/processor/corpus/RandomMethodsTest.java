package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random methods, a few hundred of them; {@code -Drandom.programs=100000 -Drandom.seed=7} runs
 * more, and others. One that fails is shrunk and written to {@code regressions}, where {@link
 * CorpusTest} finds it from then on.
 */
final class RandomMethodsTest {

  private static final int BATCH = 6;
  private static final Path REGRESSIONS = Path.of("src", "test", "resources", "regressions");

  @Test
  void derivativesOfRandomMethodsAreRight() throws IOException {
    int programs = Integer.getInteger("random.programs", 300);
    String seed = System.getProperty("random.seed", "1");
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    for (int start = 0; start < programs; start += BATCH) {
      Relation relation = Relation.all().get(start / BATCH % Relation.all().size());
      List<RandomMethod> methods = new ArrayList<>();
      for (int i = start; i < Math.min(programs, start + BATCH); i++) {
        methods.add(RandomMethod.of(Choices.seeded(seed + "/" + i), "R" + seed + "x" + i));
      }
      Map<RandomMethod, Trial.Verdict> verdicts = Trial.of(methods, relation);
      for (RandomMethod method : methods) {
        Trial.Verdict verdict = verdicts.get(method);
        counts.merge(verdict.kind(), 1, Integer::sum);
        if (verdict.isFailure()) {
          failures.add(written(Shrinking.shrink(method, relation, verdict)));
        }
      }
    }
    System.out.println("random methods: " + counts);
    assertTrue(failures.isEmpty(), () -> counts + "\n" + String.join("\n", failures));
  }

  private static String written(Shrinking.Shrunk shrunk) throws IOException {
    String name = "Random" + shrunk.method().name().replace("methodR", "");
    String text =
        "// %s%n".formatted(shrunk.verdict().kind())
            + RandomMethod.file(name, List.of(shrunk.method())).text();
    Files.createDirectories(REGRESSIONS);
    Path file = Files.writeString(REGRESSIONS.resolve(name + ".java"), text);
    return file + ": " + shrunk.verdict().kind() + "\n" + shrunk.verdict().message();
  }
}
