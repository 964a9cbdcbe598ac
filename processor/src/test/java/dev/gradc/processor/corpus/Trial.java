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
  private static final Pattern OTHER_ERROR =
      Pattern.compile("\\.java:\\d+: error: (?!\\[GC0[1-4])");
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Relation relation;

  private Trial(Relation relation) {
    this.relation = relation;
  }

  /**
   * What came of it.
   *
   * @param kind a failure's is that of the check that failed
   */
  record Verdict(String kind, boolean isFailure, String message) {

    private static Verdict right(String kind) {
      return new Verdict(kind, false, "");
    }

    private static Verdict wrong(String kind, Throwable thrown) {
      return new Verdict(kind, true, String.valueOf(thrown.getMessage()));
    }
  }

  /**
   * Of several methods, which are compiled as one class unless something in it does not compile.
   *
   * @param relation what is looked at beside all checks of the corpus
   */
  static Map<RandomMethod, Verdict> of(List<RandomMethod> methods, Relation relation) {
    Trial trial = new Trial(relation);
    Map<RandomMethod, Verdict> verdicts = new LinkedHashMap<>();
    // Where single precision takes part, less precision is asked for.
    for (boolean hasFloats : new boolean[] {false, true}) {
      List<RandomMethod> alike =
          methods.stream().filter(it -> it.text().contains("float") == hasFloats).toList();
      if (!alike.isEmpty()) {
        verdicts.putAll(trial.together(alike));
      }
    }
    return verdicts;
  }

  /**
   * Of one method of which it is known how a larger one fails.
   *
   * @param kind of the larger one's verdict: if the relation has failed, nothing else is looked at
   */
  static Verdict again(RandomMethod method, Relation relation, String kind) {
    return kind.equals(relation.name())
        ? new Trial(relation)
            .related(List.of(method))
            .getOrDefault(method, Verdict.right("relation holds"))
        : of(List.of(method), relation).get(method);
  }

  private Map<RandomMethod, Verdict> together(List<RandomMethod> methods) {
    Map<RandomMethod, Verdict> verdicts = new LinkedHashMap<>();
    CorpusFile file = RandomMethod.file("Random", methods).inModes("REVERSE", "FORWARD");
    try {
      Compiled optimized = compiled(file);
      methods.forEach(method -> verdicts.put(method, checked(file, optimized, method)));
    } catch (AssertionError | IllegalStateException notCompiled) {
      if (methods.size() == 1) {
        return Map.of(methods.get(0), rejected(String.valueOf(notCompiled.getMessage())));
      }
      methods.forEach(method -> verdicts.putAll(together(List.of(method))));
      return verdicts;
    }
    List<RandomMethod> right =
        methods.stream().filter(it -> verdicts.get(it).kind().startsWith("right")).toList();
    if (!right.isEmpty()) {
      related(right).forEach(verdicts::put);
    }
    return verdicts;
  }

  /** Those of which the relation does not hold. */
  private Map<RandomMethod, Verdict> related(List<RandomMethod> methods) {
    CorpusFile file = RandomMethod.file("Random", methods);
    try {
      assertTimeoutPreemptively(LONGEST.multipliedBy(methods.size()), () -> relation.holds(file));
      return Map.of();
    } catch (AssertionError | RuntimeException wrong) {
      if (methods.size() == 1) {
        // A conservative analysis may refuse what has been changed, but nothing else may be wrong.
        Verdict alone = rejected(String.valueOf(wrong.getMessage()));
        return Map.of(
            methods.get(0),
            alone.isFailure()
                ? Verdict.wrong(relation.name(), wrong)
                : Verdict.right("right, relation " + alone.kind()));
      }
      Map<RandomMethod, Verdict> verdicts = new LinkedHashMap<>();
      methods.forEach(method -> verdicts.putAll(related(List.of(method))));
      return verdicts;
    }
  }

  private static Compiled compiled(CorpusFile file) {
    return assertTimeoutPreemptively(LONGEST, () -> new Compiled(file));
  }

  /** All errors have to be ours, and about what the method does. */
  private static Verdict rejected(String message) {
    Matcher codes = CODE.matcher(message);
    String code = codes.find() ? codes.group(1) : "";
    boolean isOurs =
        code.matches("GC0[1-4]\\d\\d") && OTHER_ERROR.matcher(message).results().count() == 0;
    return isOurs
        ? new Verdict("refused " + code, false, message)
        : new Verdict(
            ERROR.matcher(message).find() ? "does not compile " + code : "crash", true, message);
  }

  private static Verdict checked(CorpusFile file, Compiled optimized, RandomMethod method) {
    try {
      return assertTimeoutPreemptively(LONGEST, () -> inTime(file, optimized, method));
    } catch (AssertionError | RuntimeException unexpected) {
      return Verdict.wrong("time or crash", unexpected);
    }
  }

  private static Verdict inTime(CorpusFile file, Compiled optimized, RandomMethod method) {
    if (!optimized.complaints().isEmpty()) {
      return new Verdict("laws of the IR", true, String.join("\n", optimized.complaints()));
    }
    String kind = method.text().contains("// detached") ? "right, with constants" : "right";
    Checks checks;
    try {
      checks = new Checks(file, optimized, method.name());
    } catch (AssertionError thrown) {
      // The method itself has met a guard: what it guards against is as large as what is not looked
      // at.
      return isOfGuard(thrown.getCause())
          ? Verdict.right("irregular")
          : Verdict.wrong("throws", thrown);
    }
    try {
      if (!checks.isRegular()) {
        return Verdict.right("irregular");
      }
    } catch (AssertionError thrown) {
      return Verdict.wrong("throws", thrown);
    }
    for (Map.Entry<String, Consumer<Checks>> check : Checks.all().entrySet()) {
      try {
        if (!Checks.awayFromKinks(checks, check.getValue())) {
          kind = "right, differences do not converge";
        }
      } catch (AssertionError | RuntimeException wrong) {
        return Verdict.wrong(check.getKey(), wrong);
      }
    }
    return Verdict.right(kind);
  }

  private static boolean isOfGuard(Throwable thrown) {
    return thrown != null && RandomStatements.TOO_LARGE.equals(thrown.getMessage());
  }
}
