package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.Optional;

/**
 * Where returns leave their values: an atom if there is one return, at the end; else a variable.
 */
final class ResultVariable {

  private final Emitter emitter;
  private final Optional<Variable> variable;
  private Atom only;

  private ResultVariable(Emitter emitter, Optional<Variable> variable) {
    this.emitter = emitter;
    this.variable = variable;
  }

  static ResultVariable ofOneReturn(Emitter emitter) {
    return new ResultVariable(emitter, Optional.empty());
  }

  static ResultVariable ofManyReturns(Emitter emitter, FreshNames names, Type type) {
    return new ResultVariable(emitter, Optional.of(names.fresh("result", type, Role.MUTABLE)));
  }

  /** The variable, which the method declares before all else. */
  Optional<Variable> variable() {
    return variable;
  }

  String hint() {
    return "result";
  }

  void set(Atom value) {
    if (variable.isPresent()) {
      emitter.set(variable.get(), value);
    } else {
      only = value;
    }
  }

  /** The value, at the end of the method. */
  Atom get() {
    return variable.map(emitter::get).orElse(only);
  }
}
