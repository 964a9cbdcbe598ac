package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every file of the corpus once more, asking for Jacobians and, of numbers, for Hessians. {@code
 * -Dcorpus=while/} runs those that match.
 */
final class MatrixTest {

  private static final Pattern NUMBER = Pattern.compile("(^|\\s)(double|float)\\s+\\w+\\(");

  /** What has no second derivative yet: then Jacobians are asked for alone. */
  private static final Pattern REFUSAL = Pattern.compile("error: \\[(GC\\d+)]");

  private static final Set<String> EXPECTED = Set.of("GC0336", "GC0338");

  /** Where calls may be such that have a pullback of their own, or such that nobody looks into. */
  private static final Set<String> REFUSED =
      Set.of(
          "members",
          "objects",
          "names",
          "outputs",
          "switches",
          "detach",
          "matrices",
          "regressions");

  /** What is about Jacobians and Hessians is tested without optimisations too. */
  private static final Set<String> MATRICES = Set.of("hessians", "jacobians");

  /** With all that can be asked for. */
  static Compiled compiled(CorpusFile file) {
    try {
      return new Compiled(asking(file, true));
    } catch (AssertionError | IllegalStateException refused) {
      List<String> codes = new ArrayList<>();
      Matcher matcher = REFUSAL.matcher(refused.getMessage());
      while (matcher.find()) {
        codes.add(matcher.group(1));
      }
      if (codes.isEmpty() || !EXPECTED.containsAll(codes) || !REFUSED.contains(file.topic())) {
        throw refused;
      }
      return new Compiled(asking(file, false));
    }
  }

  /** The same text with more modes. */
  private static CorpusFile asking(CorpusFile file, boolean asksForHessians) {
    StringBuilder text = new StringBuilder();
    List<String> lines = file.source().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().startsWith("@Differentiable") && !line.contains("modes")) {
        String header = i + 1 < lines.size() ? lines.get(i + 1) : "";
        String modes =
            asksForHessians && NUMBER.matcher(header).find()
                ? "{dev.gradc.Mode.JACOBIAN, dev.gradc.Mode.HESSIAN}"
                : "dev.gradc.Mode.JACOBIAN";
        String given = line.contains("(") ? ", " + line.substring(line.indexOf('(') + 1) : ")";
        line = line.replaceFirst("@Differentiable.*", "@Differentiable(modes = " + modes + given);
      }
      text.append(line).append("\n");
    }
    return new CorpusFile(file.topic(), file.name(), text.toString(), file.others());
  }

  @TestFactory
  Stream<DynamicNode> corpus() {
    String filter = System.getProperty("corpus", "");
    return CorpusFile.all().stream()
        .filter(file -> file.toString().contains(filter))
        .flatMap(
            file ->
                Stream.of(
                        dynamicContainer(
                            file.toString(), tests(file, new Once<>(() -> compiled(file)))),
                        dynamicContainer(
                            file + ", not optimized",
                            tests(
                                file, new Once<>(() -> new Compiled(file, "-Agradc.disable=all")))))
                    .limit(MATRICES.contains(file.topic()) ? 2 : 1));
  }

  private static Stream<DynamicNode> tests(CorpusFile file, Once<Compiled> compiled) {
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(
        test(
            "keeps the laws",
            () ->
                assertTrue(
                    compiled.get().complaints().isEmpty(),
                    () -> String.join("\n\n", compiled.get().complaints()))));
    for (String method : file.methods().keySet()) {
      Once<MatrixChecks> checks = new Once<>(() -> new MatrixChecks(file, compiled.get(), method));
      List<DynamicNode> all = new ArrayList<>();
      all.add(
          check(
              "jacobian",
              checks,
              it -> {
                if (it.hasJacobian()) {
                  it.jacobianIsTheOracles();
                }
              }));
      all.add(
          check(
              "hessian",
              checks,
              it -> {
                if (it.hasHessian()) {
                  it.hessianIsTheOracles();
                  it.productIsTheHessians();
                  it.productIsTheDifferences();
                }
              }));
      tests.add(dynamicContainer(method, all));
    }
    return tests.stream();
  }

  /** Wrong code may loop for ever, in the compiler or in what it has made. */
  private static DynamicNode test(String name, Executable test) {
    return dynamicTest(name, () -> assertTimeoutPreemptively(Duration.ofSeconds(60), test));
  }

  private static DynamicNode check(
      String name, Once<MatrixChecks> checks, Consumer<MatrixChecks> check) {
    return test(
        name,
        () -> {
          checks.get().makeVisible();
          check.accept(checks.get());
        });
  }
}
