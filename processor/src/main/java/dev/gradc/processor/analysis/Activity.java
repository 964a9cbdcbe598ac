package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Variable;
import java.util.Set;

/**
 * Which variables carry a derivative: those that depend on an active parameter and that the result
 * depends on, both along paths on which no partial derivative is structurally zero.
 *
 * @param active all of them; of arrays every member of the class
 * @param varied those that depend on an active parameter, whether the result depends on them or not
 */
public record Activity(Set<Variable> active, Set<Variable> varied) {

  /** Whether a derivative flows through this atom; never for constants. */
  public boolean isActive(Atom atom) {
    return atom instanceof Variable variable && active.contains(variable);
  }

  /** Whether the atom has a derivative, be it needed or not; never for constants. */
  public boolean isVaried(Atom atom) {
    return atom instanceof Variable variable && varied.contains(variable);
  }
}
