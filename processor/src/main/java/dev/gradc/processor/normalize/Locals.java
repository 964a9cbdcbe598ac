package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Local;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What stands for each local of the source: an atom, if the local never changes; a mutable variable
 * otherwise.
 */
final class Locals {

  private final Emitter emitter;
  private final Set<Local> reassigned;
  private final boolean hasJumps;
  private final Map<Local, Atom> fixed = new HashMap<>();
  private final Map<Local, Variable> mutable = new HashMap<>();
  private final Map<Local, Integer> depths = new HashMap<>();
  private int loopDepth;

  /**
   * @param reassigned the locals that are assigned after their declaration, or declared without a
   *     value
   * @param hasJumps whether flags will stand for jumps, behind which javac no longer sees that a
   *     variable has a value
   */
  Locals(Emitter emitter, Set<Local> reassigned, boolean hasJumps) {
    this.emitter = emitter;
    this.reassigned = new HashSet<>(reassigned);
    this.hasJumps = hasJumps;
  }

  void enterLoop() {
    loopDepth++;
  }

  void leaveLoop() {
    loopDepth--;
  }

  boolean isReassigned(Local local) {
    return reassigned.contains(local);
  }

  /** The local stands for this atom wherever it is read. */
  void fix(Local local, Atom atom) {
    fixed.put(local, atom);
  }

  void declare(Local local) {
    Variable variable = emitter.declare(local.name(), local.type());
    makeMutable(local, variable);
    if (hasJumps) {
      emitter.setToDefault(variable);
    }
  }

  void declare(Local local, Atom value) {
    makeMutable(local, emitter.declare(local.name(), local.type()));
    set(local, value);
  }

  Atom read(Local local) {
    Atom atom = fixed.get(local);
    return atom != null ? atom : emitter.get(mutable.get(local));
  }

  /** Assigns; the value stored is given back (detached if the local is). */
  Atom set(Local local, Atom value) {
    Atom stored = detachedIf(local.detached(), value, local.name());
    emitter.set(mutable.get(local), stored);
    return stored;
  }

  void accumulate(Local local, Atom value) {
    emitter.accumulate(mutable.get(local), value);
  }

  /** Whether the local outlives an iteration of the innermost loop here. */
  boolean isFromOutsideLoop(Local local) {
    return mutable.containsKey(local) && depths.get(local) < loopDepth;
  }

  /** Nothing is known any more of locals that a loop assigns. */
  void forget(Set<Local> locals) {
    for (Local local : locals) {
      Variable variable = mutable.get(local);
      if (variable != null) {
        emitter.forget(Set.of(variable));
      }
    }
  }

  Atom detachedIf(boolean detached, Atom value, String hint) {
    if (!detached || !value.type().isDifferentiable()) {
      return value;
    }
    Type type = value.type();
    if (type instanceof ArrayType) {
      return emitter.define(hint, type, new Operation.DetachArray((Variable) value));
    }
    return emitter.apply(hint, new BasicOperator(Symbol.DETACH, (Scalar) type), value);
  }

  private void makeMutable(Local local, Variable variable) {
    mutable.put(local, variable);
    depths.put(local, loopDepth);
  }
}
