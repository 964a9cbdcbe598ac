package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.normalize.Jumps.Exit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Boolean variables that stand for jumps which the structure of blocks cannot express. */
final class Flags {

  private final Emitter emitter;
  private final Map<Exit, Variable> flags = new LinkedHashMap<>();
  private final Set<Exit> tested = new LinkedHashSet<>();

  Flags(Emitter emitter) {
    this.emitter = emitter;
  }

  /** Declares the flag of an exit here, not taken yet. */
  void declare(Exit exit, String name) {
    Variable flag = emitter.declare(name, Scalar.BOOLEAN);
    emitter.set(flag, Constant.FALSE);
    flags.put(exit, flag);
  }

  /** Takes the exit, if it has a flag. */
  void raise(Exit exit) {
    Variable flag = flags.get(exit);
    if (flag != null) {
      emitter.set(flag, Constant.TRUE);
    }
  }

  /** Whether the flag of an exit has been read. */
  boolean isTested(Exit exit) {
    return tested.contains(exit);
  }

  /** Nothing is known of any flag. */
  void forget() {
    emitter.forget(flags.values());
  }

  /** Whether any of the exits has been taken; false for exits without flags. */
  Atom anyOf(Collection<Exit> exits) {
    List<Atom> raised = new ArrayList<>();
    for (Exit exit : exits) {
      if (flags.containsKey(exit)) {
        raised.add(emitter.get(flags.get(exit)));
        tested.add(exit);
      }
    }
    Atom any = Constant.FALSE;
    for (Atom flag : raised) {
      any =
          any.equals(Constant.FALSE)
              ? flag
              : emitter.apply("either", new BasicOperator(Symbol.OR, Scalar.BOOLEAN), any, flag);
    }
    return any;
  }
}
