package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.ParameterViews;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Map<Variable, Variable> views = viewsOf(function, arrays);
    ParameterAdjoints parameters = new ParameterAdjoints(adjoints, views, arrays, names);
    for (Function.Parameter parameter : function.parameters()) {
      parameterAdjoints.add(parameters.make(parameter, forward, declarations, last));
    }
    BlockAdjoint blocks =
        new BlockAdjoint(new Setting(rules, adjoints, arrays, views.keySet(), names));
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
      new ElementLoops(names, Origin.NONE).add(seed, adjoints.array(result), seed, backward);
    } else {
      backward.add(new Statement.Accumulate(adjoints.scalar(result), seed, Origin.NONE));
    }
    return Optional.of(seed);
  }

  /** The parameters whose gradients serve as adjoints, with all that stands for them. */
  private static Map<Variable, Variable> viewsOf(Function function, ArrayOrigins arrays) {
    List<Variable> active =
        function.parameters().stream()
            .filter(Function.Parameter::isActive)
            .map(Function.Parameter::variable)
            .toList();
    return new ParameterViews(arrays).find(active, function.body());
  }
}
