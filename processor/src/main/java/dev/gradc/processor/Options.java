package dev.gradc.processor;

import java.util.Set;

/**
 * What {@code -Agradc.…} options say.
 *
 * @param disabledPasses names of optimisation passes that are off, {@code -Agradc.disable=a,b}, or
 *     the one word {@code all}
 * @param guard what a tape does about arrays that their owner may change, {@code -Agradc.guard}
 */
public record Options(Set<String> disabledPasses, Guard guard) {

  /** Everything on. */
  public static final Options DEFAULT = new Options(Set.of(), Guard.CHECK);

  public Options {
    disabledPasses = Set.copyOf(disabledPasses);
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
