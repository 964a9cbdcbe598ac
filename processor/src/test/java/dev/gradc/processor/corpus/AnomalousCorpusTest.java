package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of the corpus with the checks for anomalies: where none is found, values and
 * gradients, fused and taped, have the bits that they have without.
 */
final class AnomalousCorpusTest {

  private static final String CHECKS = "-Agradc.anomaly=true";

  private static final String SHARED = "-Agradc.sharedGraph=ignore";

  /** Not with checks, and sums would be added up from the first term to the last. */
  private static final String IN_ONE_ORDER = "-Agradc.disable=mergedLoops,invariants";

  private int compared;
  private int told;

  @TestFactory
  Stream<DynamicTest> checks() {
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
      tests.add(dynamicTest("most methods have no anomalies", this::mostAreCompared));
    }
    return tests.stream();
  }

  /** Some are there for their infinities. */
  private void mostAreCompared() {
    assertTrue(compared > 20 * told, () -> compared + " compared, " + told + " with anomalies");
  }

  private void compare(CorpusFile file) {
    Compiled plain = new Compiled(file, SHARED, IN_ONE_ORDER);
    Compiled checked = new Compiled(file, SHARED, CHECKS);
    // Checks read variables that change, which no other statement does.
    for (String complaint : checked.complaints()) {
      assertTrue(
          complaint
              .lines()
              .skip(1)
              .allMatch(it -> it.contains("mutable variable") && it.contains("Anomalies.check")),
          complaint);
    }
    for (String method : file.methods().keySet()) {
      List<double[]> expected = new Checks(file, plain, method).gradients();
      Checks checks = new Checks(file, checked, method);
      List<double[]> found;
      try {
        found = checks.gradients();
      } catch (AssertionError | RuntimeException thrown) {
        if (!isAnomaly(thrown)) {
          throw thrown;
        }
        told++;
        continue;
      }
      compared++;
      for (int i = 0; i < found.size(); i++) {
        assertEquals(
            Numbers.text(CheckpointedCorpusTest.positive(expected.get(i))),
            Numbers.text(CheckpointedCorpusTest.positive(found.get(i))),
            method);
      }
      checks.valueIsTheMethods();
      checks.tapeIsTheFusedForm();
      checks.outputsAreTheFusedForm();
    }
  }

  private static boolean isAnomaly(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getSimpleName().equals("AnomalyException")) {
        return true;
      }
    }
    return false;
  }
}
