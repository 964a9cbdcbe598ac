package dev.gradc.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a check finds. */
final class Protocol {

  private final List<Finding> findings = new ArrayList<>();
  private final List<String> compared = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();

  void fail(Finding finding) {
    findings.add(finding);
  }

  void compared(String what) {
    compared.add(what);
  }

  void note(String what) {
    notes.add(what);
  }

  boolean hasFailed() {
    return !findings.isEmpty();
  }

  /** A check that has compared nothing has failed. */
  CheckResult result(String name) {
    if (findings.isEmpty() && compared.isEmpty()) {
      fail(
          Finding.of(
              Finding.Kind.NOT_COMPARED,
              name,
              "nothing could be compared: " + String.join("; ", notes)));
    }
    return new CheckResult(name, findings, compared, List.copyOf(notes));
  }
}
