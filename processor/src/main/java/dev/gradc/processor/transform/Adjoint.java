package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.ChangedArguments;
import dev.gradc.processor.analysis.IntRanges;
import dev.gradc.processor.analysis.ParameterViews;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
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

  /**
   * The regions of a function in normal form that calls nothing but members. The backward region
   * starts from a cotangent of each result that it is given.
   */
  public AdjointRegions differentiate(Function function, Activity activity, ArrayOrigins arrays) {
    return differentiate(function, activity, arrays, 0);
  }

  /**
   * The same of a function of which callers see what it has written.
   *
   * @param exits how many of the results, at the end, are parameters: of these the backward region
   *     takes the cotangents away, so that their adjoints may be the same arrays
   */
  public AdjointRegions differentiate(
      Function function, Activity activity, ArrayOrigins arrays, int exits) {
    FreshNames names = FreshNames.in(function);
    AdjointVariables adjoints = new AdjointVariables(names, activity);
    List<Statement> forward = new ArrayList<>();
    List<Statement> last = new ArrayList<>();
    List<Statement> declarations = new ArrayList<>();
    List<Optional<Variable>> parameterAdjoints = new ArrayList<>();
    Map<Variable, Variable> views = viewsOf(function, arrays);
    Carriers carriers = new Carriers(names);
    ParameterAdjoints parameters = new ParameterAdjoints(adjoints, views, arrays, names);
    for (Function.Parameter parameter : function.parameters()) {
      parameterAdjoints.add(parameters.make(parameter, forward, declarations, last));
    }
    BlockAdjoint blocks =
        new BlockAdjoint(
            new Setting(
                rules,
                adjoints,
                arrays,
                views.keySet(),
                new ChangedArguments(arrays).findUntilBackward(function),
                IntRanges.in(function.body()),
                carriers,
                names));
    BlockAdjoint.Regions body = blocks.reverse(function.body());
    forward.addAll(body.forward().statements());

    List<Optional<Variable>> seeds = new ArrayList<>();
    List<Statement> backward = new ArrayList<>(declarations);
    backward.addAll(body.declarations());
    int count = function.results().size() - exits;
    for (int i = 0; i < function.results().size(); i++) {
      Atom result = function.results().get(i);
      Optional<Variable> seed = Optional.empty();
      if (activity.isActive(result)) {
        boolean isExit = i >= count;
        String name = isExit ? Leaf.variable("seed", ((Variable) result).name()) : "seed";
        Variable adjoint = names.fresh(name, result.type(), Role.PARAMETER);
        seed = Optional.of(adjoint);
        plantSeed((Variable) result, adjoint, isExit, adjoints, names, backward);
      }
      seeds.add(seed);
    }
    backward.addAll(body.reversed());
    backward.addAll(last);
    return new AdjointRegions(
        function.parameters().stream().map(Function.Parameter::variable).toList(),
        parameterAdjoints,
        function.results(),
        seeds,
        carriers.all(),
        new Block(forward),
        new Block(backward));
  }

  private static void plantSeed(
      Variable result,
      Variable seed,
      boolean isExit,
      AdjointVariables adjoints,
      FreshNames names,
      List<Statement> backward) {
    ElementLoops loops = new ElementLoops(names, Origin.NONE);
    if (isExit && result.type() instanceof ArrayType) {
      Variable length = loops.lengthOf(result, backward);
      loops.move(seed, adjoints.array(result), result, length, backward);
    } else if (result.type() instanceof ArrayType) {
      Variable length = loops.lengthOf(seed, backward);
      loops.add(seed, adjoints.array(result), seed, length, backward);
    } else {
      backward.add(new Statement.Accumulate(adjoints.scalar(result), seed, Origin.NONE));
    }
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
