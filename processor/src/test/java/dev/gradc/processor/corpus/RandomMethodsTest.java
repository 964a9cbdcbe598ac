package dev.gradc.processor.corpus;

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
 * Random methods, some of them; {@code -Pfuzz -Drandom.programs=5000 -Drandom.seed=7} runs more,
 * and others, and {@code -Drandom.first=120} leaves out the first. One that fails is shrunk ({@code
 * -Drandom.trials=0} leaves it as it is) and written to {@code regressions}, where {@link
 * CorpusTest} finds it from then on.
 */
final class RandomMethodsTest {

  /** With the programs of a build, each relation has its turn. */
  private static final int BATCH = 3;

  /** How many of each batch a build has the time for. */
  private static final int OF_BUILD = 1;

  private static final Path REGRESSIONS = Path.of("src", "test", "resources", "regressions");

  private final String seed = System.getProperty("random.seed", "1");
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  @Test
  void derivativesOfRandomMethodsAreRight() throws IOException {
    Integer asked = Integer.getInteger("random.programs");
    int programs = asked == null ? BATCH * Relation.all().size() : asked;
    int first = Integer.getInteger("random.first", 0) / BATCH * BATCH;
    for (int start = first; start < first + programs; start += BATCH) {
      tryOut(start, asked == null ? OF_BUILD : BATCH);
      if ((start - first) / BATCH % 50 == 49) {
        System.out.println("random methods, seed " + seed + ", to " + start + ": " + counts);
      }
    }
    System.out.println("random methods, seed " + seed + ": " + counts);
    assertTrue(failures.isEmpty(), () -> counts + "\n" + String.join("\n", failures));
    int right =
        counts.entrySet().stream()
            .filter(count -> count.getKey().startsWith("right"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    int tried = counts.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(right > 0.8 * tried, () -> "too many are refused or irregular: " + counts);
  }

  private void tryOut(int start, int count) throws IOException {
    List<RandomMethod> methods = new ArrayList<>();
    for (int i = start; i < start + count; i++) {
      methods.add(method(seed, i));
    }
    Relation relation = relation(start);
    Map<RandomMethod, Trial.Verdict> verdicts = Trial.of(methods, relation);
    for (int i = 0; i < count; i++) {
      Trial.Verdict verdict = verdicts.get(methods.get(i));
      counts.merge(verdict.kind(), 1, Integer::sum);
      if (verdict.isFailure()) {
        String again =
            "-Dtest=RandomMethodsTest -Drandom.seed=%s -Drandom.first=%d -Drandom.programs=%d"
                .formatted(seed, start, BATCH);
        failures.add(written(Shrinking.shrink(methods.get(i), relation, verdict), again));
      }
    }
  }

  /** The method of that number. */
  static RandomMethod method(String seed, int number) {
    return RandomMethod.of(Choices.seeded(seed + "/" + number), "R" + seed + "x" + number);
  }

  /** What is looked at for the methods from that number on. */
  static Relation relation(int number) {
    List<Relation> all = Relation.all();
    return all.get(number / BATCH % all.size());
  }

  private static String written(Shrinking.Shrunk shrunk, String again) throws IOException {
    String name = "Random" + shrunk.method().name().replace("methodR", "");
    String text =
        "// %s; found by %s\n".formatted(shrunk.verdict().kind(), again)
            + RandomMethod.file(name, List.of(shrunk.method())).text();
    Files.createDirectories(REGRESSIONS);
    Path file = Files.writeString(REGRESSIONS.resolve(name + ".java"), text);
    return "%s (%s): %s\n%s"
        .formatted(file, again, shrunk.verdict().kind(), shrunk.verdict().message());
  }
}
