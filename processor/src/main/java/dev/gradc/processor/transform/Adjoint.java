package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reverse mode: a function to a forward and a backward region.
 *
 * <p>Every active statement is reversed by itself, blocks from the last statement to the first,
 * branches by branches, loops by loops that count down. The adjoint of a scalar is a mutable scalar
 * of the block that reverses the scalar's own; the adjoint of an array is an array that follows it
 * through the forward region (made where it is made, assigned where it is assigned), so that
 * aliases and swapped references need no case of their own. See Griewank and Walther, Evaluating
 * Derivatives, 2nd edition, chapters 3 and 6; for the structured form Hascoët and Pascual, The
 * Tapenade Automatic Differentiation tool, ACM TOMS 39(3), 2013.
 */
public final class Adjoint {

  private final Rules rules;

  public Adjoint(Rules rules) {
    this.rules = rules;
  }

  /** Where a backward region starts from. */
  public enum Seed {
    /** From 1 for a result that is a scalar, from a given cotangent for one that is an array. */
    ONE,
    /** From a given cotangent for each result. */
    GIVEN
  }

  /** The regions of a function in normal form that has results and makes no calls. */
  public AdjointRegions differentiate(
      Function function, Activity activity, ArrayOrigins arrays, Seed start) {
    FreshNames names = FreshNames.in(function);
    AdjointVariables adjoints = new AdjointVariables(names, activity);
    List<Statement> forward = new ArrayList<>();
    List<Statement> last = new ArrayList<>();
    List<Statement> declarations = new ArrayList<>();
    List<Optional<Variable>> parameterAdjoints = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      parameterAdjoints.add(
          adjointOfParameter(parameter, adjoints, arrays, names, forward, declarations, last));
    }
    BlockAdjoint blocks = new BlockAdjoint(rules, adjoints, names);
    BlockAdjoint.Regions body = blocks.reverse(function.body());
    forward.addAll(body.forward().statements());

    List<Optional<Variable>> seeds = new ArrayList<>();
    List<Statement> backward = new ArrayList<>(declarations);
    backward.addAll(body.declarations());
    for (Atom result : function.results()) {
      seeds.add(
          activity.isActive(result)
              ? plantSeed((Variable) result, start, adjoints, names, backward)
              : Optional.empty());
    }
    backward.addAll(body.reversed());
    backward.addAll(last);
    return new AdjointRegions(
        function.parameters().stream().map(Function.Parameter::variable).toList(),
        parameterAdjoints,
        function.results(),
        seeds,
        new Block(forward),
        new Block(backward));
  }

  private static Optional<Variable> adjointOfParameter(
      Function.Parameter parameter,
      AdjointVariables adjoints,
      ArrayOrigins arrays,
      FreshNames names,
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
    if (parameter.isActive() && !arrays.isWritten(variable) && !arrays.isShared(variable)) {
      // Only read, and by this name: the gradient's own array can serve as the adjoint.
      return Optional.of(adjoints.parameterArray(variable));
    }
    return ownAdjoint(parameter, adjoints, names, forward, last);
  }

  /**
   * An adjoint array of the region's own, added to the gradient's at the end: the gradient's array
   * may hold earlier contents, which a reversed store must not read or wipe out, and it is not
   * known yet when the forward region runs.
   */
  private static Optional<Variable> ownAdjoint(
      Function.Parameter parameter,
      AdjointVariables adjoints,
      FreshNames names,
      List<Statement> forward,
      List<Statement> last) {
    Variable variable = parameter.variable();
    Origin origin = parameter.origin();
    Variable own = adjoints.singleArray(variable);
    Variable length = names.fresh(variable.name() + "Length", Scalar.INT, Role.SINGLE);
    forward.add(new Statement.Assign(length, new Operation.Length(variable), origin));
    forward.add(
        new Statement.Assign(
            own,
            new Operation.NewArray(
                ((ArrayType) variable.type()).element(), length, Purpose.ADJOINT),
            origin));
    Optional<Variable> gradient = Optional.empty();
    if (parameter.isActive()) {
      Variable into = names.fresh(variable.name() + "Gradient", variable.type(), Role.PARAMETER);
      addElements(own, into, length, names, origin, last);
      gradient = Optional.of(into);
    }
    last.add(new Statement.Clear(own, length, origin));
    return gradient;
  }

  private static Optional<Variable> plantSeed(
      Variable result,
      Seed start,
      AdjointVariables adjoints,
      FreshNames names,
      List<Statement> backward) {
    if (start == Seed.ONE && result.type() instanceof Scalar scalar) {
      backward.add(
          new Statement.Accumulate(adjoints.scalar(result), Constant.of(1, scalar), Origin.NONE));
      return Optional.empty();
    }
    Variable seed = names.fresh("seed", result.type(), Role.PARAMETER);
    if (result.type() instanceof ArrayType) {
      Variable length = names.fresh("seedLength", Scalar.INT, Role.SINGLE);
      backward.add(new Statement.Assign(length, new Operation.Length(seed), Origin.NONE));
      addElements(seed, adjoints.array(result), length, names, Origin.NONE, backward);
    } else {
      backward.add(new Statement.Accumulate(adjoints.scalar(result), seed, Origin.NONE));
    }
    return Optional.of(seed);
  }

  private static void addElements(
      Variable from,
      Variable to,
      Variable length,
      FreshNames names,
      Origin origin,
      List<Statement> statements) {
    Variable index = names.fresh("k", Scalar.INT, Role.SINGLE);
    Variable element =
        names.fresh(from.name() + "Element", ((ArrayType) from.type()).element(), Role.SINGLE);
    statements.add(
        new Statement.CountedLoop(
            index.name(),
            index,
            Constant.of(0),
            Symbol.LT,
            length,
            1,
            new Block(
                List.of(
                    new Statement.Assign(element, new Operation.Load(from, index), origin),
                    new Statement.AccumulateElement(to, index, element, origin))),
            origin));
  }
}
