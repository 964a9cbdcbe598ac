package dev.gradc.tensor.random;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the derivatives of random programs are right. */
final class Trial {

  private static final Pattern CODE = Pattern.compile("\\[(GC\\d+)]");

  /** What takes longer does not end. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int POINTS = 3;

  private final Relation relation;

  private Trial(Relation relation) {
    this.relation = relation;
  }

  /** What came of it. */
  record Verdict(String kind, boolean isFailure, String message) {

    private static Verdict right(String kind) {
      return new Verdict(kind, false, "");
    }
  }

  /** A check that failed, and which one. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String check, Throwable cause) {
      super(check, cause);
    }
  }

  static void within(String name, Runnable check) {
    try {
      check.run();
    } catch (AssertionError | RuntimeException e) {
      throw new Failed(name, e);
    }
  }

  /** Of several programs, which are compiled as one class unless something does not compile. */
  static Map<RandomProgram, Verdict> of(List<RandomProgram> programs, Relation relation) {
    Map<RandomProgram, Verdict> verdicts = new LinkedHashMap<>();
    for (boolean isOfFloats : new boolean[] {false, true}) {
      List<RandomProgram> alike =
          programs.stream().filter(it -> it.isOfFloats() == isOfFloats).toList();
      if (!alike.isEmpty()) {
        verdicts.putAll(new Trial(relation).together(alike));
      }
    }
    return verdicts;
  }

  private Map<RandomProgram, Verdict> together(List<RandomProgram> programs) {
    String text = ProgramFile.of("Random", programs);
    try {
      Compiled compiled =
          assertTimeoutPreemptively(LONGEST, () -> Compiled.of("Random", text, relation));
      Map<RandomProgram, Verdict> verdicts = new LinkedHashMap<>();
      programs.forEach(it -> verdicts.put(it, checked(compiled, it.name(), it.isDetaching())));
      return verdicts;
    } catch (InMemory.NotCompiled | AssertionError e) {
      if (programs.size() == 1) {
        return Map.of(programs.get(0), rejected(e));
      }
      Map<RandomProgram, Verdict> verdicts = new LinkedHashMap<>();
      programs.forEach(it -> verdicts.putAll(together(List.of(it))));
      return verdicts;
    }
  }

  /** All errors have to be ours, and about what the method does. */
  private static Verdict rejected(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    List<String> errors = message.lines().filter(it -> it.matches("\\d+: .*")).toList();
    boolean isOurs =
        !errors.isEmpty() && errors.stream().allMatch(it -> it.matches("\\d+: \\[GC0[1-5].*"));
    Matcher code = CODE.matcher(message);
    String first = code.find() ? " " + code.group(1) : "";
    return isOurs
        ? new Verdict("refused" + first, false, message)
        : new Verdict("does not compile" + first, true, message);
  }

  /** A method of a class. */
  static Verdict checked(Compiled compiled, String name, boolean isDetaching) {
    try {
      return assertTimeoutPreemptively(LONGEST, () -> inTime(compiled, name, isDetaching));
    } catch (Failed failed) {
      return isRefusal(failed.getCause())
          ? Verdict.right("refused when run")
          : new Verdict(failed.getMessage(), true, trace(failed.getCause()));
    } catch (AssertionError | RuntimeException e) {
      return isRefusal(e)
          ? Verdict.right("refused when run")
          : new Verdict("throws", true, trace(e));
    }
  }

  /** Of a call that has a pullback of its own and is given one array twice. */
  static boolean isRefusal(Throwable thrown) {
    return thrown instanceof IllegalArgumentException
        && String.valueOf(thrown.getMessage()).endsWith(" is given one array twice, and writes it");
  }

  private static String trace(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.toString());
    for (int i = 0; i < Math.min(8, thrown.getStackTrace().length); i++) {
      text.append("\n    at ").append(thrown.getStackTrace()[i]);
    }
    return thrown.getCause() == null
        ? text.toString()
        : text + "\n  caused by " + trace(thrown.getCause());
  }

  private static Verdict inTime(Compiled compiled, String name, boolean isDetaching) {
    boolean isSharp = true;
    boolean isCompared = true;
    for (int i = 0; i < POINTS; i++) {
      int number = i;
      Compiled.Form form = compiled.method(name, number);
      Compiled.Form frozen = compiled.frozen(name, number);
      Checks checks = form.checks();
      if (!checks.isRegular()) {
        return Verdict.right("irregular");
      }
      checks.all().forEach(Trial::within);
      if (form.point().isOfFloats()) {
        within("floats", () -> Oracle.near(checks, compiled.inDoubles(name, number).checks()));
      } else if (frozen != null) {
        Oracle oracle = new Oracle(form, checks, frozen);
        isSharp &= differs("differences", oracle::gradient);
        if (!isDetaching && form.method().has("hvp")) {
          isSharp &= differs("differences of gradients", oracle::curvature);
        }
      }
      isCompared &= frozen != null;
      Relation relation = compiled.relation();
      within(relation.option(), () -> relation.holds(checks, compiled.changed(name, number)));
    }
    return Verdict.right(
        !isCompared
            ? "right, with constants"
            : isSharp ? "right" : "right, differences do not converge");
  }

  private static boolean differs(String name, java.util.function.Supplier<Oracle.Answer> answer) {
    Oracle.Answer[] found = new Oracle.Answer[1];
    within(name, () -> found[0] = answer.get());
    return found[0] == Oracle.Answer.RIGHT;
  }
}
