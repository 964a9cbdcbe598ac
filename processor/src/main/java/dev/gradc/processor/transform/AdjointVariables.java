package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The adjoint variable of each active variable, named after it. */
final class AdjointVariables {

  private final FreshNames names;
  private final Activity activity;
  private final Map<Variable, Variable> adjoints = new LinkedHashMap<>();

  AdjointVariables(FreshNames names, Activity activity) {
    this.names = names;
    this.activity = activity;
  }

  boolean isActive(Atom atom) {
    return activity.isActive(atom);
  }

  /** The adjoint of a scalar: mutable, since it is accumulated. */
  Variable scalar(Variable primal) {
    return adjoints.computeIfAbsent(primal, key -> make(key, Role.MUTABLE));
  }

  /** The adjoint of an array, which must be known already unless the array is mutable itself. */
  Variable array(Variable primal) {
    Variable known = adjoints.get(primal);
    if (known == null) {
      throw new IllegalStateException("the adjoint of array '" + primal + "' is not made yet");
    }
    return known;
  }

  /** The adjoint of a parameter array that stands for the gradient's own array. */
  Variable parameterArray(Variable primal) {
    return adjoints.computeIfAbsent(primal, key -> make(key, Role.PARAMETER));
  }

  /** The adjoint of an array variable that is defined once. */
  Variable singleArray(Variable primal) {
    return adjoints.computeIfAbsent(primal, key -> make(key, Role.SINGLE));
  }

  /** Two names of one array have one adjoint. */
  void same(Variable primal, Variable adjoint) {
    adjoints.put(primal, adjoint);
  }

  /** The adjoint of an array variable that changes. */
  Variable mutableArray(Variable primal) {
    return adjoints.computeIfAbsent(primal, key -> make(key, Role.MUTABLE));
  }

  /** Declares a scalar adjoint with the value zero. */
  static void declareZero(Variable adjoint, List<Statement> statements) {
    statements.add(new Statement.Declare(adjoint, Origin.NONE));
    statements.add(
        new Statement.Assign(
            adjoint, new Operation.Copy(Constant.zero(adjoint.type())), Origin.NONE));
  }

  private Variable make(Variable primal, Role role) {
    return names.fresh(nameOf(primal), primal.type(), role);
  }

  /** The conventional name of an adjoint, or a tangent: {@code dLogit} for {@code logit}. */
  static String nameOf(Variable variable) {
    String name = variable.name();
    int first = name.codePointAt(0);
    return "d"
        + Character.toString(Character.toUpperCase(first))
        + name.substring(Character.charCount(first));
  }
}
