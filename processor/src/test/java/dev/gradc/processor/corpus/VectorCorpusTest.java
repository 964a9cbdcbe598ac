package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of the corpus with loops over vectors: values and gradients, fused and taped, are what
 * they are without, but for rounding. The tests run with vectors of two doubles, so that loops of a
 * few iterations have some.
 */
final class VectorCorpusTest {

  private static final String[] VECTORS = {
    "-Agradc.simd=vector", "--add-modules", "jdk.incubator.vector", "-Agradc.sharedGraph=ignore"
  };

  /** Of the loop itself, not of what says how far it goes. */
  private static final Pattern CALL = Pattern.compile("Vectors\\.loop\\d+\\(");

  private int loops;

  @TestFactory
  Stream<DynamicTest> vectors() {
    String filter = System.getProperty("corpus", "");
    List<DynamicTest> tests = new ArrayList<>();
    for (CorpusFile file : CorpusFile.all()) {
      if (file.toString().contains(filter)) {
        tests.add(
            dynamicTest(
                file.toString(),
                () -> assertTimeoutPreemptively(Duration.ofMinutes(2), () -> compare(file))));
      }
    }
    if (filter.isEmpty()) {
      tests.add(dynamicTest("there are loops over vectors", this::areThere));
    }
    return tests.stream();
  }

  private void areThere() {
    assertTrue(loops > 200, () -> loops + " loops over vectors");
  }

  private void compare(CorpusFile file) throws IOException {
    Compiled vectors = new Compiled(file, VECTORS);
    if (file.isGoldenVectors()) {
      CorpusTest.compare(file.goldenVectors(), vectors.companion());
    }
    Matcher calls = CALL.matcher(vectors.companion());
    int found = 0;
    while (calls.find()) {
      found++;
    }
    if (found == 0) {
      return;
    }
    loops += found;
    Compiled plain = new Compiled(file, "-Agradc.sharedGraph=ignore");
    for (String method : file.methods().keySet()) {
      List<double[]> expected = new Checks(file, plain, method).answers();
      List<double[]> actual = new Checks(file, vectors, method).answers();
      for (int i = 0; i < expected.size(); i++) {
        assertNear(expected.get(i), actual.get(i), file.hasFloats() ? 1e-5 : 1e-12, method);
      }
    }
  }

  private static void assertNear(
      double[] expected, double[] actual, double rounding, String method) {
    assertEquals(expected.length, actual.length, method);
    double tolerance = Math.max(rounding * Numbers.norm(expected), Double.MIN_VALUE);
    for (int i = 0; i < expected.length; i++) {
      boolean isNear =
          Double.compare(expected[i], actual[i]) == 0
              || Math.abs(expected[i] - actual[i]) <= tolerance;
      String difference = method + ", " + i + ": " + expected[i] + " but " + actual[i];
      assertTrue(isNear, difference);
    }
  }
}
