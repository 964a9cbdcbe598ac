package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Local;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands for each leaf of a local of the source: an atom, if the local never changes, or all
 * in one line; a mutable variable otherwise.
 */
final class Locals {

  private final Emitter emitter;
  private final Set<Local> reassigned;
  private final boolean hasJumps;
  private final Map<Local, List<Atom>> fixed = new HashMap<>();
  private final Map<Local, List<Variable>> mutable = new HashMap<>();
  private final Map<Local, Integer> depths = new HashMap<>();
  private int loopDepth;

  /**
   * @param reassigned the locals that are assigned after their declaration, though not all in one
   *     line with it ({@link AssignmentsInLine}), or declared without a value
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

  /** The local stands for these atoms wherever it is read, until it is assigned in line. */
  void fix(Local local, List<Atom> leaves) {
    fixed.put(local, leaves);
    retainIf(local, leaves);
  }

  void declare(Local local) {
    List<Variable> variables = makeMutable(local);
    if (hasJumps) {
      variables.forEach(emitter::setToDefault);
    }
  }

  void declare(Local local, List<Atom> leaves) {
    makeMutable(local);
    set(local, leaves);
  }

  List<Atom> read(Local local) {
    List<Atom> leaves = fixed.get(local);
    return leaves != null ? leaves : mutable.get(local).stream().map(emitter::get).toList();
  }

  /** Assigns; what is stored is given back (detached if the local is). */
  List<Atom> set(Local local, List<Atom> leaves) {
    List<Atom> stored = detachedIf(local, leaves);
    if (!isReassigned(local)) {
      fix(local, stored);
      return stored;
    }
    emitter.setAll(mutable.get(local), stored);
    retainIf(local, stored);
    return stored;
  }

  /** To a local that is a number. */
  void accumulate(Local local, Atom value) {
    emitter.accumulate(mutable.get(local).get(0), value);
    retainIf(local, mutable.get(local));
  }

  private void retainIf(Local local, List<? extends Atom> leaves) {
    if (local.retained()) {
      emitter.retain(leaves, local.origin());
    }
  }

  /** Whether the local outlives an iteration of the innermost loop here. */
  boolean isFromOutsideLoop(Local local) {
    return mutable.containsKey(local) && depths.get(local) < loopDepth;
  }

  /** Nothing is known any more of locals that a loop assigns. */
  void forget(Set<Local> locals) {
    for (Local local : locals) {
      emitter.forget(mutable.getOrDefault(local, List.of()));
    }
  }

  /** The leaves as the local holds them. */
  List<Atom> detachedIf(Local local, List<Atom> leaves) {
    if (!local.detached()) {
      return leaves;
    }
    List<Leaf> names = Leaf.of(local.type());
    List<Atom> detached = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      detached.add(detached(leaves.get(i), names.get(i).variable(local.name())));
    }
    return detached;
  }

  /** The same value as a constant for differentiation. */
  Atom detached(Atom value, String hint) {
    if (!value.type().isDifferentiable()) {
      return value;
    }
    Type type = value.type();
    if (!(type instanceof Scalar scalar)) {
      return emitter.define(hint, type, new Operation.DetachArray((Variable) value));
    }
    return emitter.apply(hint, new BasicOperator(Symbol.DETACH, scalar), value);
  }

  private List<Variable> makeMutable(Local local) {
    List<Variable> variables = new ArrayList<>();
    for (Leaf leaf : Leaf.of(local.type())) {
      variables.add(emitter.declare(leaf.variable(local.name()), leaf.type()));
    }
    mutable.put(local, variables);
    depths.put(local, loopDepth);
    return variables;
  }
}
