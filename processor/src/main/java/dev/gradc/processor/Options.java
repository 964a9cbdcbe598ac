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
 * @param looksForAnomalies whether generated code stops where a number is none or infinite, {@code
 *     -Agradc.anomaly}
 * @param usesVectors whether loops are written for {@code jdk.incubator.vector} where that is
 *     possible, {@code -Agradc.simd=vector}
 * @param cutsVectorLoops whether those are cut behind functions, unless that pass is off
 */
public record Options(
    Set<String> disabledPasses,
    Guard guard,
    Map<Finding, Level> findings,
    Optional<Path> report,
    boolean looksForAnomalies,
    boolean usesVectors,
    boolean cutsVectorLoops) {

  /** All optimisations, no findings, no reports. */
  public static final Options DEFAULT =
      new Options(Set.of(), Guard.CHECK, Map.of(), Optional.empty(), false, false, true);

  public Options {
    disabledPasses = Set.copyOf(disabledPasses);
    findings = Map.copyOf(findings);
  }

  /** What is looked for, as its option names it. */
  public enum Finding {
    NO_GRADIENT("gradc.noGradient", "warn"),
    USELESS_DETACH("gradc.uselessDetach", "warn"),
    USELESS_RETAIN("gradc.uselessRetain", "warn"),
    /** Nothing that was retained is read again: switched like a {@code @Retain} without effect. */
    NEEDLESS_RETAIN("gradc.uselessRetain", "warn"),
    /** A backward call that fails wherever it is reached. */
    SURE_FAILURE("gradc.backwardTwice", "error"),
    /** One that fails on some paths. */
    POSSIBLE_FAILURE("gradc.backwardTwice", "warn"),
    MODIFIED_IN_PLACE("gradc.modifiedInPlace", "warn"),
    SHARED_GRAPH("gradc.sharedGraph", "note"),
    USELESS_CHECKPOINT("gradc.uselessCheckpoint", "warn"),
    KINK("gradc.kink", "ignore");

    private final String option;
    private final String otherwise;

    Finding(String option, String otherwise) {
      this.option = option;
      this.otherwise = otherwise;
    }

    /** The value that stands for the option where it is not given. */
    public String otherwise() {
      return otherwise;
    }

    /** The name of the option. */
    public String option() {
      return option;
    }
  }

  /** How seriously something is taken. */
  public enum Level {
    NOTE,
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
