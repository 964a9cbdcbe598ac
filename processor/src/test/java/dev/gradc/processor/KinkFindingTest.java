package dev.gradc.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.corpus.CorpusSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Agradc.kink}: what it finds is in {@code refused/GC0405}. */
final class KinkFindingTest {

  private static final Pattern CODE = Pattern.compile("'([^']+)'");

  @TempDir Path directory;

  private Build.Result root(String... options) {
    return new Build(directory)
        .option(options)
        .source(
            "Root.java",
            """
            class Root {
              @dev.gradc.Differentiable
              static double f(double x) { return Math.sqrt(x); }
            }
            """)
        .run();
  }

  private static List<String> warnings(Build.Result result) {
    return result.of(Diagnostic.Kind.MANDATORY_WARNING);
  }

  @Test
  void isOffByDefault() {
    assertEquals(List.of(), root().messages());
    assertEquals(List.of(), root("-Agradc.kink=ignore").messages());
  }

  @Test
  void isAWarningOrAnErrorIfAskedFor() {
    Build.Result warned = root("-Agradc.kink=warn");
    assertTrue(warned.isSuccess());
    assertEquals(1, warnings(warned).size(), warned.messages()::toString);
    assertTrue(warnings(warned).get(0).startsWith("Root.java:3: [GC0405] 'Math.sqrt(x)'"));
    Build.Result refused = root("-Agradc.kink=error");
    assertFalse(refused.isSuccess());
    assertEquals(1, refused.errors().size(), refused.errors()::toString);
    assertTrue(refused.errors().get(0).startsWith("Root.java:3: [GC0405] 'Math.sqrt(x)'"));
    assertTrue(root("-Agradc.kink=maybe").errors().get(0).contains("[GC0903]"));
  }

  private List<String> kinksOf(String body) {
    Build.Result result =
        new Build(directory)
            .option("-Agradc.kink=warn", "-Agradc.noGradient=ignore")
            .source(
                "Cure.java",
                "class Cure {\n  @dev.gradc.Differentiable\n"
                    + "  static double f(double a, double b) {\n"
                    + body
                    + "  }\n}\n")
            .run();
    assertTrue(result.isSuccess(), result.errors()::toString);
    return warnings(result);
  }

  /** The cures that messages name are Java, and the message is gone with them. */
  @Test
  void curesCure() {
    List<String> operations =
        List.of(
            "x / y",
            "x % y",
            "Math.IEEEremainder(x, y)",
            "Math.log(x)",
            "Math.log10(x)",
            "Math.log1p(x)",
            "Math.sqrt(x)",
            "Math.cbrt(x)",
            "Math.pow(x, y)",
            "Math.asin(x)",
            "Math.acos(x)");
    for (String operation : operations) {
      String any = "double x = a;\ndouble y = b;\nreturn ";
      String notNegative = "double x = a * a;\ndouble y = b * b;\nreturn ";
      List<String> found = kinksOf(any + operation + ";\n");
      assertEquals(1, found.size(), operation);
      List<String> codes = new ArrayList<>();
      Matcher matcher = CODE.matcher(found.get(0));
      while (matcher.find()) {
        codes.add(matcher.group(1));
      }
      assertEquals(3, codes.size(), found.get(0));
      assertEquals(operation, codes.get(0));
      assertEquals(List.of(), kinksOf(any + codes.get(1) + ";\n"));
      assertEquals(List.of(), kinksOf(notNegative + codes.get(2) + ";\n"));
    }
  }

  /** Every method of the corpus: it never fails, and says nothing without an operation to name. */
  @Test
  void theCorpusCompiles() {
    Build build =
        new Build(directory)
            .option("-parameters", "-Agradc.kink=warn", "-Agradc.noGradient=ignore")
            .option("-Agradc.uselessDetach=ignore");
    CorpusSources.all()
        .forEach((name, text) -> build.source(name.replace('.', '/') + ".java", text));
    Build.Result result = build.run();
    assertTrue(result.isSuccess(), result.errors()::toString);
    Pattern singular = Pattern.compile("/|%|gradient|sqrt|cbrt|log|pow|asin|acos|IEEEremainder");
    for (String warning : warnings(result)) {
      assertTrue(warning.contains("[GC0405]"), warning);
      String operation = warning.substring(warning.indexOf('\''), warning.indexOf("' has"));
      assertTrue(singular.matcher(operation).find(), warning);
    }
    assertTrue(warnings(result).size() > 20, "found " + warnings(result).size());
  }
}
