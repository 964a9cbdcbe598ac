package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the adjoints of a function's parameters. */
final class ParameterAdjoints {

  private final AdjointVariables adjoints;
  private final Map<Variable, Variable> views;
  private final ArrayOrigins arrays;
  private final FreshNames names;

  /**
   * @param views of active parameters
   */
  ParameterAdjoints(
      AdjointVariables adjoints,
      Map<Variable, Variable> views,
      ArrayOrigins arrays,
      FreshNames names) {
    this.adjoints = adjoints;
    this.views = views;
    this.arrays = arrays;
    this.names = names;
  }

  /**
   * The variable that stands for the parameter in the gradient, if it has a part there.
   *
   * @param forward gets what the forward region begins with
   * @param declarations gets what the backward region begins with
   * @param last gets what the backward region ends with
   */
  Optional<Variable> make(
      Function.Parameter parameter,
      List<Statement> forward,
      List<Statement> declarations,
      List<Statement> last) {
    Variable variable = parameter.variable();
    if (!adjoints.isActive(variable)) {
      return Optional.empty();
    }
    if (!(variable.type() instanceof ArrayType)) {
      if (!parameter.isActive()) {
        return Optional.empty();
      }
      Variable adjoint = adjoints.scalar(variable);
      AdjointVariables.declareZero(adjoint, declarations);
      return Optional.of(adjoint);
    }
    if (views.containsKey(variable)) {
      // Only read, under names that never change: the gradient's own array serves as the adjoint.
      return Optional.of(adjoints.parameterArray(variable));
    }
    return ownArray(parameter, forward, last);
  }

  /**
   * An adjoint array of the region's own, added to the gradient's at the end: the gradient's array
   * may hold earlier contents, which a reversed store must not read or wipe out, and it is not
   * known yet when the forward region runs.
   */
  private Optional<Variable> ownArray(
      Function.Parameter parameter, List<Statement> forward, List<Statement> last) {
    Variable variable = parameter.variable();
    Origin origin = parameter.origin();
    ElementLoops loops = new ElementLoops(names, origin);
    Variable length = names.fresh(variable.name() + "Length", Scalar.INT, Role.SINGLE);
    forward.add(new Statement.Assign(length, new Operation.Length(variable), origin));
    Variable own = adjoints.singleArray(variable);
    boolean areRowsMoved = arrays.areRowsMoved(variable);
    Variable initial = areRowsMoved ? initialRows(own) : own;
    forward.add(new Statement.Assign(initial, new Operation.AdjointLike(variable), origin));
    if (areRowsMoved) {
      loops.shallowCopy(initial, own, forward);
    }
    Optional<Variable> gradient = Optional.empty();
    if (parameter.isActive()) {
      Variable into = names.fresh(variable.name() + "Gradient", variable.type(), Role.PARAMETER);
      // The gradient's array may be longer, and so may storage that is kept.
      if (areRowsMoved) {
        loops.addCommon(initial, into, length, last);
      } else {
        loops.add(initial, into, variable, length, last);
      }
      gradient = Optional.of(into);
    }
    loops.clearLike(initial, areRowsMoved ? initial : variable, length, last);
    return gradient;
  }

  /** The rows as the caller passed them, for a method that puts others in their places. */
  private Variable initialRows(Variable own) {
    return names.fresh(own.name() + "Rows", own.type(), Role.SINGLE);
  }
}
