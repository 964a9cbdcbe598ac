package dev.gradc.processor.corpus;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the derivative of a random method is right. */
final class Trial {

  private static final Pattern CODE = Pattern.compile("error: \\[(GC\\d+)]");
  private static final Pattern ERROR = Pattern.compile("\\.java:\\d+: error:");

  private Trial() {}

  /**
   * What came of it.
   *
   * @param kind a failure's is that of the check that failed
   */
  record Verdict(String kind, boolean isFailure, String message) {

    private static final Verdict RIGHT = new Verdict("right", false, "");
  }

  /** Of several methods, compiled as one class unless something in it does not compile. */
  static Map<RandomMethod, Verdict> of(List<RandomMethod> methods) {
    Map<RandomMethod, Verdict> verdicts = new LinkedHashMap<>();
    CorpusFile file = RandomMethod.file("Random", methods).inModes("REVERSE", "FORWARD");
    try {
      Compiled optimized = compiled(file);
      Compiled plain = compiled(file, "-Agradc.disable=all");
      methods.forEach(method -> verdicts.put(method, checked(file, optimized, plain, method)));
    } catch (AssertionError | IllegalStateException notCompiled) {
      if (methods.size() == 1) {
        return Map.of(methods.get(0), rejected(notCompiled.getMessage()));
      }
      methods.forEach(method -> verdicts.putAll(of(List.of(method))));
    }
    return verdicts;
  }

  private static Compiled compiled(CorpusFile file, String... options) {
    return assertTimeoutPreemptively(Duration.ofSeconds(60), () -> new Compiled(file, options));
  }

  private static Verdict rejected(String message) {
    Matcher codes = CODE.matcher(message);
    String code = codes.find() ? codes.group(1) : "";
    boolean isOurs = code.matches("GC0[1-4]\\d\\d") && !code.equals("GC0001");
    return isOurs
        ? new Verdict("refused " + code, false, message)
        : new Verdict(ERROR.matcher(message).find() ? "compiler" : "crash " + code, true, message);
  }

  private static Verdict checked(
      CorpusFile file, Compiled optimized, Compiled plain, RandomMethod method) {
    try {
      return assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> inTime(file, optimized, plain, method));
    } catch (AssertionError tooLong) {
      return new Verdict("time", true, tooLong.getMessage());
    }
  }

  private static Verdict inTime(
      CorpusFile file, Compiled optimized, Compiled plain, RandomMethod method) {
    if (!optimized.complaints().isEmpty() || !plain.complaints().isEmpty()) {
      return new Verdict("laws", true, optimized.complaints() + "\n" + plain.complaints());
    }
    for (Compiled compiled : List.of(optimized, plain)) {
      Checks checks;
      try {
        checks = new Checks(file, compiled, method.name());
        if (!checks.isRegular()) {
          return new Verdict("irregular", false, "");
        }
      } catch (AssertionError thrown) {
        return new Verdict("throws", true, String.valueOf(thrown));
      }
      for (Map.Entry<String, Consumer<Checks>> check : Checks.all().entrySet()) {
        try {
          check.getValue().accept(checks);
        } catch (AssertionError wrong) {
          if (!String.valueOf(wrong.getMessage()).contains("no sample is away from the kinks")) {
            return new Verdict(check.getKey(), true, String.valueOf(wrong.getMessage()));
          }
        }
      }
    }
    try {
      CorpusTest.assertSameGradients(file, optimized, plain, method.name());
    } catch (AssertionError wrong) {
      return new Verdict("optimisation", true, wrong.getMessage());
    }
    return Verdict.RIGHT;
  }
}
