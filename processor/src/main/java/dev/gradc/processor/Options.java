package dev.gradc.processor;

import java.util.Map;
import java.util.Set;

/**
 * What {@code -Agradc.…} options say.
 *
 * @param disabledPasses names of optimisation passes that are off, {@code -Agradc.disable=a,b}, or
 *     the one word {@code all}
 * @param guard what a tape does about arrays that their owner may change, {@code -Agradc.guard}
 * @param findings how seriously each finding is taken; those left out are ignored
 */
public record Options(Set<String> disabledPasses, Guard guard, Map<Finding, Level> findings) {

  /** All optimisations, no findings. */
  public static final Options DEFAULT = new Options(Set.of(), Guard.CHECK, Map.of());

  public Options {
    disabledPasses = Set.copyOf(disabledPasses);
    findings = Map.copyOf(findings);
  }

  /** What is looked for, as its option names it. */
  public enum Finding {
    NO_GRADIENT("gradc.noGradient"),
    USELESS_DETACH("gradc.uselessDetach"),
    USELESS_RETAIN("gradc.uselessRetain"),
    /** Nothing that was retained is read again: switched like a {@code @Retain} without effect. */
    NEEDLESS_RETAIN("gradc.uselessRetain"),
    /** A backward call that fails wherever it is reached. */
    SURE_FAILURE("gradc.backwardTwice", Level.ERROR),
    /** One that fails on some paths. */
    POSSIBLE_FAILURE("gradc.backwardTwice"),
    MODIFIED_IN_PLACE("gradc.modifiedInPlace");

    private final String option;
    private final Level level;

    Finding(String option) {
      this(option, Level.WARN);
    }

    Finding(String option, Level level) {
      this.option = option;
      this.level = level;
    }

    /** How seriously it is taken where no option says so. */
    Level level() {
      return level;
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
