package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file of the corpus with a checkpoint wherever one may stand: values and gradients, fused
 * and taped, have the bits that they have without. What cannot be checkpointed is refused by a
 * message of its own. A build compares one of the three forms of each file; {@code -Dcorpus=/} all.
 */
final class CheckpointedCorpusTest {

  private static final String NAME = "@dev.gradc.Checkpoint";

  private static final Pattern LOOP =
      Pattern.compile("\\bfor \\((final )?(?=(int|double|float|long|var)\\b)");
  private static final Pattern METHOD =
      Pattern.compile("(?m)^(  +@Differentiable(\\([^)\n]*\\))?)");
  private static final Pattern HELPER =
      Pattern.compile(
          "(?m)^(  +)(private static (?!final |class |record |sealed |interface )[^=;{]*?\\w+\\()");

  /** Loops without a checkpoint would add up from the first term to the last. */
  static final String IN_ONE_ORDER = "-Agradc.disable=mergedLoops,invariants";

  private static final Pattern REFUSAL = Pattern.compile("\\[(GC\\d{4})\\]");

  private int compared;
  private int refused;

  @TestFactory
  Stream<DynamicTest> checkpoints() {
    String filter = System.getProperty("corpus", "");
    List<DynamicTest> tests = new ArrayList<>();
    int turn = 0;
    for (CorpusFile file : CorpusFile.all()) {
      if (file.toString().contains(filter)) {
        Once<Compiled> plain = new Once<>(() -> plain(file, IN_ONE_ORDER));
        List<Map.Entry<String, CorpusFile>> variants = List.copyOf(variants(file).entrySet());
        int count = variants.size();
        // A build has the time for one of them, in turn.
        boolean isAll = !filter.isEmpty() || count == 0;
        int first = isAll ? 0 : turn++ % count;
        variants.subList(first, isAll ? count : first + 1).stream()
            .map(it -> test(file, plain, it.getValue(), it.getKey()))
            .forEach(tests::add);
      }
    }
    if (filter.isEmpty()) {
      tests.add(dynamicTest("most of the corpus can be checkpointed", this::mostAreCompared));
    }
    return tests.stream();
  }

  private DynamicTest test(
      CorpusFile file, Once<Compiled> plain, CorpusFile changed, String variant) {
    return dynamicTest(
        file + ", " + variant,
        () ->
            assertTimeoutPreemptively(
                Duration.ofMinutes(2), () -> compare(file, plain, changed, variant)));
  }

  /**
   * Some move rows, swap what the caller sees, or use code that may do something else next time.
   */
  private void mostAreCompared() {
    assertTrue(compared > 4 * refused, () -> compared + " compared, " + refused + " refused");
  }

  /** The file with checkpoints, by what they are put on. */
  static Map<String, CorpusFile> variants(CorpusFile file) {
    Map<String, CorpusFile> variants = new LinkedHashMap<>();
    String loops = replaced(LOOP, file.source(), "for (" + NAME + " $1");
    String snapshots = replaced(LOOP, file.source(), "for (" + NAME + "(snapshots = 2) $1");
    add("segments", loops, file, variants);
    add("snapshots", snapshots, file, variants);
    if (!file.source().contains("@Checkpoint\n")) {
      String methods = replaced(METHOD, file.source(), "$1 " + NAME);
      add("methods", replaced(HELPER, methods, "$1" + NAME + " $2"), file, variants);
    }
    return variants;
  }

  private static String replaced(Pattern pattern, String source, String by) {
    return pattern.matcher(source).replaceAll(by);
  }

  private static void add(
      String name, String source, CorpusFile file, Map<String, CorpusFile> variants) {
    if (!source.equals(file.source())) {
      variants.put(name, new CorpusFile(file.topic(), file.name(), source, file.others()));
    }
  }

  private void compare(CorpusFile file, Once<Compiled> plain, CorpusFile changed, String variant) {
    if (isSame(file, plain, changed, variant, IN_ONE_ORDER, 0)) {
      compared++;
    } else {
      refused++;
    }
  }

  static Compiled plain(CorpusFile file, String option) {
    return new Compiled(file, "-Agradc.sharedGraph=ignore", option);
  }

  /**
   * Requires the same bits of both, or nearly so.
   *
   * @param plain the file as it is, compiled with the option
   * @param option of the compiler, for both
   * @param rounding by how much the gradients may differ, relative to their length
   * @return whether they could be compared; if not, the changed one is refused, as it should be
   */
  static boolean isSame(
      CorpusFile file,
      Once<Compiled> plain,
      CorpusFile changed,
      String variant,
      String option,
      double rounding) {
    Compiled checkpointed;
    try {
      checkpointed =
          new Compiled(
              changed,
              "-Agradc.uselessCheckpoint=ignore",
              "-Agradc.uselessRetain=ignore",
              "-Agradc.sharedGraph=ignore",
              option);
    } catch (AssertionError | IllegalStateException failure) {
      requireRefusal(variant, failure.getMessage());
      return false;
    }
    assertEquals(List.of(), checkpointed.complaints());
    for (String method : file.methods().keySet()) {
      Checks expected = new Checks(file, plain.get(), method);
      List<double[]> gradients = expected.gradients();
      Checks actual = new Checks(changed, checkpointed, method);
      List<double[]> found = actual.gradients();
      for (int i = 0; i < gradients.size(); i++) {
        double[] expectedHere = positive(gradients.get(i));
        double[] foundHere = positive(found.get(i));
        assertTrue(
            Numbers.sameBits(expectedHere, foundHere)
                || Numbers.distance(expectedHere, foundHere)
                    <= rounding * Numbers.norm(expectedHere),
            () -> method + ": " + Numbers.text(expectedHere) + ", not " + Numbers.text(foundHere));
      }
      actual.stagesComputeTheMethod();
      actual.valueIsTheMethods();
      actual.tapeIsTheFusedForm();
      actual.secondPassIsTheFirst();
      actual.outputsAreTheFusedForm();
    }
    return true;
  }

  /** Zeros have no sign: an adjoint may come out as either. */
  static double[] positive(double[] numbers) {
    double[] sums = numbers.clone();
    java.util.Arrays.setAll(sums, i -> sums[i] + 0.0);
    return sums;
  }

  private static void requireRefusal(String variant, String message) {
    Matcher matcher = REFUSAL.matcher(message);
    assertTrue(matcher.find(), message);
    do {
      String code = matcher.group(1);
      boolean isUncounted = code.equals("GC0331") && variant.equals("snapshots");
      // What a tape keeps of a checkpointed method are its inputs, which all outputs share.
      boolean isShared = code.equals("GC0407") && variant.equals("methods");
      assertTrue(isUncounted || isShared || code.equals("GC0332"), message);
    } while (matcher.find());
  }
}
