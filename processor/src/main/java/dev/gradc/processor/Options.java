package dev.gradc.processor;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code -Agradc.…} options say.
 *
 * @param disabledPasses names of optimisation passes that are off, {@code -Agradc.disable=a,b}, or
 *     the one word {@code all}
 * @param guard what a tape does about arrays that their owner may change, {@code -Agradc.guard}
 * @param findings how seriously each finding is taken; those left out are ignored
 * @param report directory that reports on tapes go to, {@code -Agradc.report}
 */
public record Options(
    Set<String> disabledPasses, Guard guard, Map<Finding, Level> findings, Optional<Path> report) {

  /** All optimisations, no findings, no reports. */
  public static final Options DEFAULT =
      new Options(Set.of(), Guard.CHECK, Map.of(), Optional.empty());

  public Options {
    disabledPasses = Set.copyOf(disabledPasses);
    findings = Map.copyOf(findings);
  }

  /** What is looked for, as its option names it. */
  public enum Finding {
    NO_GRADIENT("gradc.noGradient"),
    USELESS_DETACH("gradc.uselessDetach"),
    USELESS_RETAIN("gradc.uselessRetain");

    private final String option;

    Finding(String option) {
      this.option = option;
    }

    /** The name of the option. */
    public String option() {
      return option;
    }
  }

  /** How seriously something is taken. */
  public enum Level {
    WARN,
    ERROR
  }

  /** Protection of a tape against changes of caller-owned arrays between forward and backward. */
  public enum Guard {
    /** A checksum at forward, compared before the first gradient is written. */
    CHECK,
    /** The tape keeps a copy. */
    COPY,
    /** None: the caller promises. */
    NONE
  }
}
