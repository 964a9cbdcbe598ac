package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.optimize.Pass;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code -Agradc.…}; what it does not know it refuses, and goes on with the default. */
final class OptionsReader {

  private static final String DISABLE = "gradc.disable";
  private static final String GUARD = "gradc.guard";
  private static final String REPORT = "gradc.report";
  private static final String ANOMALY = "gradc.anomaly";
  private static final String SIMD = "gradc.simd";

  /** The options that there are. */
  static final Set<String> NAMES = names();

  private final List<Problem> problems = new ArrayList<>();
  private final Options options;

  OptionsReader(Map<String, String> given) {
    Set<String> disabled = disabled(value(given, DISABLE));
    this.options =
        new Options(
            disabled,
            guard(value(given, GUARD)),
            findings(given),
            report(value(given, REPORT)),
            isOn(ANOMALY, value(given, ANOMALY)),
            usesVectors(value(given, SIMD)),
            Pass.VECTOR_PARTS.isEnabled(disabled));
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(List.of(DISABLE, GUARD, REPORT, ANOMALY, SIMD));
    for (Options.Finding finding : Options.Finding.values()) {
      names.add(finding.option());
    }
    return Set.copyOf(names);
  }

  private Map<Options.Finding, Options.Level> findings(Map<String, String> given) {
    Map<Options.Finding, Options.Level> findings = new LinkedHashMap<>();
    for (Options.Finding finding : Options.Finding.values()) {
      String value = value(given, finding.option());
      switch (value == null ? finding.otherwise() : value) {
        case "note" -> findings.put(finding, Options.Level.NOTE);
        case "warn" -> findings.put(finding, Options.Level.WARN);
        case "error" -> findings.put(finding, Options.Level.ERROR);
        case "ignore" -> {
          // Not looked for.
        }
        default -> refuse(finding.option(), value, "error, ignore, note, warn");
      }
    }
    return findings;
  }

  Options options() {
    return options;
  }

  List<Problem> problems() {
    return problems;
  }

  private Set<String> disabled(String value) {
    Set<String> known = new LinkedHashSet<>(Set.of("all"));
    for (Pass pass : Pass.values()) {
      known.add(pass.optionName());
    }
    Set<String> disabled = new LinkedHashSet<>();
    for (String name : value == null ? new String[0] : value.split(",", -1)) {
      if (known.contains(name.strip())) {
        disabled.add(name.strip());
      } else {
        refuse(DISABLE, name, String.join(", ", known));
      }
    }
    return disabled;
  }

  /** What is given; empty where only the name is, null where not even that. */
  private static String value(Map<String, String> given, String option) {
    return given.containsKey(option) ? Objects.requireNonNullElse(given.get(option), "") : null;
  }

  private Options.Guard guard(String value) {
    Set<String> known = new TreeSet<>();
    for (Options.Guard guard : Options.Guard.values()) {
      String name = guard.name().toLowerCase(Locale.ROOT);
      if (value == null ? guard == Options.Guard.CHECK : name.equals(value)) {
        return guard;
      }
      known.add(name);
    }
    refuse(GUARD, value, String.join(", ", known));
    return Options.Guard.CHECK;
  }

  private Optional<Path> report(String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      if (!value.isBlank()) {
        return Optional.of(Path.of(value));
      }
    } catch (InvalidPathException e) {
      // No path on this system.
    }
    refuse(REPORT, value, "the path of a directory");
    return Optional.empty();
  }

  private boolean isOn(String option, String value) {
    if (value != null && !value.equals("true") && !value.equals("false")) {
      refuse(option, value, "false, true");
    }
    return "true".equals(value);
  }

  private boolean usesVectors(String value) {
    if (value != null && !value.equals("none") && !value.equals("vector")) {
      refuse(SIMD, value, "none, vector");
    }
    return "vector".equals(value);
  }

  private void refuse(String option, String value, String known) {
    Problem problem = Problem.of(DiagnosticCode.BAD_OPTION, Origin.NONE, option, value, known);
    // One option may switch several findings.
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
