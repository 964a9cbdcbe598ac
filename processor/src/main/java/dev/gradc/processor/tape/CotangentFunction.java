package dev.gradc.processor.tape;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.Renaming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pullback of a function as a function of numbers and arrays alone: what {@link
 * ReverseFunction} gives, without the results of the function itself. Arrays that callers see
 * written have but one parameter more: their adjoint after the call, which becomes that before it.
 */
public final class CotangentFunction {

  /**
   * The function.
   *
   * @param program in the form {@link TapeLayout.Form#FUSED}, of which the parameters that are
   *     written are further results
   * @param inPlace positions of these parameters, in order
   */
  public Function of(Function primal, ReverseProgram program, List<Integer> inPlace) {
    Function whole = new ReverseFunction().of(primal, program, ReverseFunction.Form.PLAIN);
    FreshNames names = new FreshNames();
    Map<Variable, Atom> bindings = new HashMap<>();
    for (Function.Parameter parameter : whole.parameters()) {
      names.reserve(parameter.variable().name());
      bindings.put(parameter.variable(), parameter.variable());
    }
    List<Variable> adjoints = adjoints(primal, whole);
    for (int i = 0; i < inPlace.size(); i++) {
      Optional<Variable> seed = program.seeds().get(primal.results().size() + i);
      Variable adjoint = adjoints.get(inPlace.get(i));
      seed.ifPresent(it -> bindings.put(it, adjoint));
    }
    Block body = new Renaming(names, bindings).rename(whole.body());
    List<Atom> results = new ArrayList<>();
    for (Atom result : whole.results().subList(program.results().size(), whole.results().size())) {
      results.add(result instanceof Variable variable ? bindings.get(variable) : result);
    }
    return new Function(
        whole.key(), whole.name(), whole.parameters(), body, results, false, whole.origin());
  }

  /** For each parameter that has one the array of its adjoint, null for others. */
  private static List<Variable> adjoints(Function primal, Function whole) {
    int next = whole.parameters().size();
    for (Function.Parameter parameter : primal.parameters()) {
      next -= isAdded(parameter) ? 1 : 0;
    }
    List<Variable> adjoints = new ArrayList<>();
    for (Function.Parameter parameter : primal.parameters()) {
      adjoints.add(isAdded(parameter) ? whole.parameters().get(next++).variable() : null);
    }
    return adjoints;
  }

  private static boolean isAdded(Function.Parameter parameter) {
    return parameter.isActive() && parameter.variable().type() instanceof ArrayType;
  }
}
