package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Variable;
import java.util.Set;

/**
 * Which variables carry a derivative: those that depend on an active parameter and that the result
 * depends on, both along paths on which no partial derivative is structurally zero.
 *
 * @param active all of them; of arrays every member of the class
 */
public record Activity(Set<Variable> active) {

  /** Whether a derivative flows through this atom; never for constants. */
  public boolean isActive(Atom atom) {
    return atom instanceof Variable variable && active.contains(variable);
  }
}
