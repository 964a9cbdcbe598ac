package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import java.util.Map;
import java.util.Set;

/**
 * What {@code -Agradc.…} options say.
 *
 * @param disabledPasses names of optimisation passes that are off, {@code -Agradc.disable=a,b}, or
 *     the one word {@code all}
 * @param guard what a tape does about arrays that their owner may change, {@code -Agradc.guard}
 * @param findings how seriously each finding is taken, by the code; those left out are ignored
 */
public record Options(
    Set<String> disabledPasses,
    Guard guard,
    Map<DiagnosticCode, DiagnosticCode.Severity> findings) {

  /** All optimisations, no findings. */
  public static final Options DEFAULT = new Options(Set.of(), Guard.CHECK, Map.of());

  public Options {
    disabledPasses = Set.copyOf(disabledPasses);
    findings = Map.copyOf(findings);
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
