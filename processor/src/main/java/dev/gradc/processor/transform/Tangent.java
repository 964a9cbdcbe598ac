package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Forward mode: a function to one that computes the tangents of its results along with them.
 *
 * <p>Every active statement is followed by that of its tangents, so that nothing is stored. The
 * tangent of a variable is a variable of its kind that is declared and changed where that is; the
 * tangent of an array is an array that follows it, so that aliases and swapped references need no
 * case of their own. What has no tangent is zero, and no statement is made for it. With several
 * directions every active variable has that many tangents (vector mode). See Griewank and Walther,
 * Evaluating Derivatives, 2nd edition, chapters 3 and 6.
 */
public final class Tangent {

  private final Rules rules;

  public Tangent(Rules rules) {
    this.rules = rules;
  }

  /**
   * The function with its tangents. Its parameters are those of the primal, then for each active
   * one in order {@code directions} tangents of the same type: arrays have the lengths of the
   * primal's, and are written where those are; null stands for a tensor of zeros. Its results are
   * those of the primal, then for each one of a differentiable type {@code directions} tangents, of
   * a tensor that is there never null.
   *
   * @param primal in normal form, calls nothing but members; reversed and laid out, or not
   * @param activity what carries a derivative; nothing else has a tangent
   * @param directions how many tangents there are of everything, at least one
   */
  public Function differentiate(
      Function primal, Activity activity, ArrayOrigins arrays, int directions) {
    if (directions < 1) {
      throw new IllegalArgumentException("directions: " + directions);
    }
    FreshNames names = FreshNames.in(primal);
    TangentVariables tangents = new TangentVariables(names, activity, directions);
    List<Function.Parameter> parameters = new ArrayList<>(primal.parameters());
    List<Statement> statements = new ArrayList<>();
    for (Function.Parameter parameter : primal.parameters()) {
      if (parameter.isActive()) {
        for (Variable tangent : tangents.make(parameter.variable(), Role.PARAMETER)) {
          parameters.add(new Function.Parameter(tangent, false, parameter.origin()));
        }
      }
    }
    for (Function.Parameter parameter : primal.parameters()) {
      if (!parameter.isActive()) {
        constant(parameter, tangents, names, statements);
      }
    }
    BlockTangent blocks = new BlockTangent(rules, tangents, arrays, names);
    statements.addAll(blocks.differentiate(primal.body()).statements());
    List<Atom> results = new ArrayList<>(primal.results());
    for (Atom result : primal.results()) {
      if (result.type().isDifferentiable()) {
        results.addAll(tangentsOf(result, tangents, names, statements));
      }
    }
    return new Function(
        primal.key() + "#jvp",
        primal.name(),
        parameters,
        new Block(statements),
        results,
        primal.detachedResult(),
        primal.origin());
  }

  /** The tangents of an array that is a constant at first, and may be written. */
  private static void constant(
      Function.Parameter parameter,
      TangentVariables tangents,
      FreshNames names,
      List<Statement> statements) {
    Variable variable = parameter.variable();
    if (variable.type() instanceof ArrayType && tangents.isActive(variable)) {
      for (Variable tangent : tangents.make(variable, Role.SINGLE)) {
        new ElementLoops(names, parameter.origin()).zerosLike(variable, tangent, statements);
      }
    }
  }

  private static List<? extends Atom> tangentsOf(
      Atom result, TangentVariables tangents, FreshNames names, List<Statement> statements) {
    if (TensorTangent.isTensor(result)) {
      TensorTangent tensors = new TensorTangent(tangents, names, statements);
      return IntStream.range(0, tangents.directions())
          .mapToObj(i -> tensors.orZeros(tangents.of(result, i), result, Origin.NONE))
          .toList();
    }
    if (tangents.isActive(result)) {
      return tangents.of((Variable) result);
    }
    List<Atom> zeros = new ArrayList<>();
    for (int i = 0; i < tangents.directions(); i++) {
      if (result.type() instanceof ArrayType) {
        Variable array = (Variable) result;
        Variable zero = names.fresh(AdjointVariables.nameOf(array), array.type(), Role.SINGLE);
        new ElementLoops(names, Origin.NONE).zerosLike(array, zero, statements);
        zeros.add(zero);
      } else {
        zeros.add(Constant.zero(result.type()));
      }
    }
    return zeros;
  }
}
