package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every file under {@code corpus} by itself: is its derivative right, with all optimisations and
 * with none? Adding a file is adding a test. {@code -Dcorpus=while/} runs those that match.
 */
final class CorpusTest {

  @TestFactory
  Stream<DynamicNode> corpus() {
    List<CorpusFile> files = CorpusFile.all();
    assertFalse(files.isEmpty(), "the corpus is not on the class path");
    String filter = System.getProperty("corpus", "");
    return files.stream()
        .filter(file -> file.toString().contains(filter))
        .map(file -> dynamicContainer(file.toString(), tests(file)));
  }

  private static Stream<DynamicNode> tests(CorpusFile file) {
    CorpusFile inAllModes = file.inModes("REVERSE", "FORWARD");
    Once<Compiled> optimized = new Once<>(() -> new Compiled(inAllModes));
    Once<Compiled> plain = new Once<>(() -> new Compiled(inAllModes, "-Agradc.disable=all"));
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(test("compiles", optimized::get));
    tests.add(test("keeps the laws of the IR", () -> keepsTheLaws(optimized.get())));
    tests.add(test("keeps the laws, not optimized", () -> keepsTheLaws(plain.get())));
    assertFalse(file.methods().isEmpty(), () -> "no annotated method in " + file);
    for (String method : file.methods().keySet()) {
      tests.add(dynamicContainer(method, checks(file, optimized, method)));
      tests.add(dynamicContainer(method + ", not optimized", checks(file, plain, method)));
      tests.add(
          test(
              method + ": optimisation changes nothing",
              () -> assertSameGradients(file, optimized.get(), plain.get(), method)));
    }
    if (file.isGolden()) {
      tests.add(test("golden", () -> compare(file.golden(), new Compiled(file).companion())));
    }
    if (file.isGoldenForward()) {
      tests.add(
          test(
              "golden forward",
              () -> compare(file.goldenForward(), pushforwards(optimized.get().companion()))));
    }
    return tests.stream();
  }

  /** Wrong code may loop for ever, in the compiler or in what it has made. */
  private static DynamicNode test(String name, Executable test) {
    return dynamicTest(name, () -> assertTimeoutPreemptively(Duration.ofSeconds(60), test));
  }

  private static void keepsTheLaws(Compiled compiled) {
    assertTrue(compiled.complaints().isEmpty(), () -> String.join("\n\n", compiled.complaints()));
  }

  private static Stream<DynamicNode> checks(
      CorpusFile file, Once<Compiled> compiled, String method) {
    Once<Checks> checks = new Once<>(() -> new Checks(file, compiled.get(), method));
    return Checks.all().entrySet().stream()
        .map(check -> check(check.getKey(), checks, check.getValue()));
  }

  private static DynamicNode check(String name, Once<Checks> checks, Consumer<Checks> check) {
    return test(
        name,
        () -> {
          checks.get().makeVisible();
          check.accept(checks.get());
        });
  }

  static void assertSameGradients(
      CorpusFile file, Compiled optimized, Compiled plain, String method) {
    Checks checks = new Checks(file, plain, method);
    Once<List<Double>> conditions = new Once<>(checks::conditions);
    List<double[]> expected = checks.gradients();
    List<double[]> actual = new Checks(file, optimized, method).gradients();
    for (int i = 0; i < expected.size(); i++) {
      double norm = Numbers.norm(expected.get(i));
      // Sums may be put in another order, and a power of two may be pulled out.
      double rounding = (file.hasFloats() ? 1e-5 : 1e-12) * norm;
      if (Numbers.distance(expected.get(i), actual.get(i)) > rounding) {
        // So it is where terms nearly cancel; as much as the exact gradient may be off is too much.
        double most = Math.min(10 * conditions.get().get(i), 1e-10 * norm);
        rounding = Math.max(rounding, most);
      }
      assertArrayEquals(expected.get(i), actual.get(i), Math.max(rounding, Double.MIN_VALUE));
    }
  }

  /** The methods of that name, with what is written above them. */
  private static String pushforwards(String companion) {
    StringBuilder text = new StringBuilder();
    List<String> pending = new ArrayList<>();
    String end = "";
    for (String line : companion.lines().toList()) {
      if (!end.isEmpty()) {
        text.append(line).append('\n');
        end = line.equals(end) ? "" : end;
      } else if (line.contains(" Tangent pushforward(")) {
        pending.forEach(above -> text.append(above).append('\n'));
        text.append(line).append('\n');
        end = line.substring(0, line.length() - line.stripLeading().length()) + "}";
        pending.clear();
      } else if (line.isBlank() || line.endsWith("}")) {
        pending.clear();
      } else {
        pending.add(line);
      }
    }
    return text.toString();
  }

  /**
   * Fingerprints of bodies change with what the front end says of them, which is not meant here.
   */
  static void compare(Path golden, String written) throws IOException {
    String text = written.replaceAll("\"[0-9a-f]{16}\"", "\"a fingerprint\"");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertTrue(Files.exists(golden), () -> "no " + golden + "; make it by -Dgolden.update=true");
    assertEquals(Files.readString(golden), text);
  }
}
