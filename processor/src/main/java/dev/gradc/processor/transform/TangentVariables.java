package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tangents of each active variable, one for each direction, named after it. */
final class TangentVariables {

  private final FreshNames names;
  private final Activity activity;
  private final int directions;
  private final Map<Variable, List<Variable>> tangents = new LinkedHashMap<>();

  TangentVariables(FreshNames names, Activity activity, int directions) {
    this.names = names;
    this.activity = activity;
    this.directions = directions;
  }

  int directions() {
    return directions;
  }

  boolean isActive(Atom atom) {
    return activity.isActive(atom);
  }

  boolean isVaried(Atom atom) {
    return activity.isVaried(atom);
  }

  /** The tangents of a variable that begins here, active or not. */
  List<Variable> make(Variable primal, Role role) {
    List<Variable> made = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      String name = AdjointVariables.nameOf(primal) + (directions == 1 ? "" : String.valueOf(i));
      made.add(names.fresh(name, primal.type(), role));
    }
    tangents.put(primal, made);
    return made;
  }

  /** The same under a name that tells nothing: for what is copied from one with a better name. */
  List<Variable> makeUnnamed(Variable primal) {
    List<Variable> made = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      made.add(names.fresh("tangent", primal.type(), Role.SINGLE));
    }
    tangents.put(primal, made);
    return made;
  }

  /** The tangents of a variable that has some. */
  List<Variable> of(Variable primal) {
    List<Variable> known = tangents.get(primal);
    if (known == null) {
      throw new IllegalStateException("the tangent of '" + primal + "' is not made yet");
    }
    return known;
  }

  /** The tangent of a value in one direction: a constant zero for a number that has none. */
  Atom of(Atom primal, int direction) {
    if (isActive(primal)) {
      return of((Variable) primal).get(direction);
    }
    if (primal.type() instanceof ArrayType) {
      throw new IllegalStateException("the array '" + primal + "' is a constant");
    }
    return Constant.zero(primal.type());
  }
}
