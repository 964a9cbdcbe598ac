package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;

/**
 * What mutable variables are known to hold at the current point of a walk: each a constant or a
 * variable that never changes. Within a loop nothing is known of what the loop changes, after a
 * statement nothing of what its blocks change, and what was learned in a block is forgotten at its
 * end.
 */
final class Held {

  private final ScopedMap<Variable, Atom> atoms = new ScopedMap<>();
  private final Changes changes = new Changes();

  /** The atom that the variable holds, or null. */
  Atom in(Variable variable) {
    return atoms.get(variable);
  }

  void put(Variable variable, Atom atom) {
    atoms.put(variable, atom);
  }

  void forget(Variable variable) {
    atoms.remove(variable);
  }

  /** Forgets whatever the block may change. */
  void forget(Block block) {
    changes.of(block).variables().forEach(atoms::remove);
  }

  void enter() {
    atoms.enter();
  }

  void leave() {
    atoms.leave();
  }
}
