package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.source.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Where returns leave their values: atoms if there is one return, at the end; else variables. There
 * is one for each leaf of the result.
 */
final class ResultVariable {

  private static final String RULES = "dev.gradc.tensor.rules";

  private final Emitter emitter;
  private final List<Variable> variables;
  private List<Atom> only = List.of();

  private ResultVariable(Emitter emitter, List<Variable> variables) {
    this.emitter = emitter;
    this.variables = List.copyOf(variables);
  }

  static ResultVariable ofOneReturn(Emitter emitter) {
    return new ResultVariable(emitter, List.of());
  }

  static ResultVariable ofManyReturns(Emitter emitter, FreshNames names, Type type) {
    List<Variable> variables = new ArrayList<>();
    for (Leaf leaf : Leaf.of(type)) {
      variables.add(names.fresh(leaf.variable("result"), leaf.type(), Role.MUTABLE));
    }
    return new ResultVariable(emitter, variables);
  }

  /** The variables, which the method declares before all else. */
  List<Variable> variables() {
    return variables;
  }

  /** What a value that is returned is called; null where an operation on tensors has a name. */
  String hint(Expression value) {
    Type type = value.type().orElseThrow();
    if (type.equals(ObjectType.TENSOR)) {
      return null;
    }
    // What a rule gives are cotangents of arguments: dX, dWeight.
    return type instanceof RecordType record && record.packageName().equals(RULES) ? "d" : "result";
  }

  void set(List<Atom> leaves) {
    if (variables.isEmpty()) {
      only = leaves;
    } else {
      emitter.setAll(variables, leaves);
    }
  }

  /** The value, at the end of the method. */
  List<Atom> get() {
    return variables.isEmpty() ? only : variables.stream().map(emitter::get).toList();
  }
}
