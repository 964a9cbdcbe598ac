package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.tape.KeptStorage;
import dev.gradc.processor.tape.Sweep;
import dev.gradc.processor.transform.Renaming;
import dev.gradc.processor.transform.Tangent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the programs of sweeps along several directions: compositions of the transforms. */
final class SweepPrograms {

  private final Rules rules;
  private final Simplifier simplifier;
  private final Pipeline.Observer observer;

  SweepPrograms(Rules rules, Simplifier simplifier, Pipeline.Observer observer) {
    this.rules = rules;
    this.simplifier = simplifier;
    this.observer = observer;
  }

  /**
   * The tangents of a method's result.
   *
   * @param result the type of the result, whose leaves are the function's results
   */
  Sweep ofResult(Function primal, Activity activity, ArrayOrigins arrays, Type result, int width) {
    Function tangent = new Tangent(rules).differentiate(primal, activity, arrays, width);
    observer.after("columns", tangent);
    int count = primal.results().size();
    List<List<Atom>> tangents = new ArrayList<>();
    int next = count;
    for (Leaf leaf : Leaf.of(result)) {
      if (leaf.type().isDifferentiable()) {
        if (leaf.isActive()) {
          tangents.add(tangent.results().subList(next, next + width));
        }
        next += width;
      }
    }
    List<Atom> value = tangent.results().subList(0, count);
    Set<Variable> live = variablesIn(value);
    tangents.forEach(it -> live.addAll(variablesIn(it)));
    int parameters = primal.parameters().size();
    List<List<Variable>> directions = grouped(tangent, parameters, width);
    return new Sweep(
        width,
        variablesOf(primal.parameters()),
        directions,
        List.of(),
        List.of(),
        simplified(tangent.body(), live, primal, directions),
        value,
        List.of(),
        tangents,
        List.of(),
        written(primal, arrays));
  }

  /**
   * The tangents of a method's gradient.
   *
   * @param primal whose result is a number
   * @param reverse its reverse program as one function
   */
  Sweep ofGradient(Function primal, Function reverse, ArrayOrigins given, int width) {
    Seeded both = seeded(reverse, primal);
    Function seeded = both.adjoints();
    ArrayOrigins arrays = new AliasAnalysis().analyze(seeded);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(seeded);
    Function tangent = new Tangent(rules).differentiate(seeded, activity, arrays, width);
    observer.after("products", tangent);
    KeptStorage.Lifted lifted = new KeptStorage().lift(tangent.body());
    int numbers = reverse.results().size() - primal.results().size();
    int results = seeded.results().size();
    List<List<Atom>> tangents = new ArrayList<>();
    for (int i = 0; i < numbers; i++) {
      int start = results + i * width;
      tangents.add(tangent.results().subList(start, start + width));
    }
    List<Atom> value = both.value();
    List<Atom> sums = seeded.results().subList(0, numbers);
    Set<Variable> live = variablesIn(value);
    live.addAll(variablesIn(sums));
    tangents.forEach(it -> live.addAll(variablesIn(it)));
    List<List<Variable>> directions = grouped(tangent, seeded.parameters().size(), width);
    Block body = simplified(lifted.block(), live, primal, directions);
    int adjoints = seeded.parameters().size() - primal.parameters().size();
    int active = directions.size() - adjoints;
    Set<Variable> mentioned = FreeVariables.of(body);
    return new Sweep(
        width,
        variablesOf(primal.parameters()),
        directions.subList(0, active),
        variablesOf(seeded.parameters())
            .subList(primal.parameters().size(), seeded.parameters().size()),
        directions.subList(active, directions.size()),
        body,
        value,
        sums,
        tangents,
        lifted.storage().stream().filter(mentioned::contains).toList(),
        written(primal, given));
  }

  /**
   * The reverse program from the seed 1, as a function of the primal's parameters and the adjoint
   * arrays.
   *
   * @param adjoints gives the adjoints: those that are numbers, then the arrays
   * @param value what can be read at its end besides
   */
  private record Seeded(Function adjoints, List<Atom> value) {}

  private static Seeded seeded(Function reverse, Function primal) {
    List<Function.Parameter> parameters = new ArrayList<>(reverse.parameters());
    int count = primal.parameters().size();
    Variable seed = parameters.remove(count).variable();
    Map<Variable, Atom> bindings = new HashMap<>();
    parameters.forEach(it -> bindings.put(it.variable(), it.variable()));
    bindings.put(seed, Constant.of(1, (Scalar) seed.type()));
    FreshNames names = new FreshNames();
    parameters.forEach(it -> names.reserve(it.variable().name()));
    Block body = new Renaming(names, bindings).rename(reverse.body());
    List<Atom> all = new ArrayList<>();
    for (Atom result : reverse.results()) {
      all.add(result instanceof Variable variable ? bindings.get(variable) : result);
    }
    int values = primal.results().size();
    List<Atom> results = new ArrayList<>(all.subList(values, all.size()));
    parameters.subList(count, parameters.size()).forEach(it -> results.add(it.variable()));
    return new Seeded(
        new Function(
            reverse.key(), reverse.name(), parameters, body, results, false, reverse.origin()),
        all.subList(0, values));
  }

  private Block simplified(
      Block body, Set<Variable> live, Function primal, List<List<Variable>> directions) {
    Set<Variable> ours = DefinedVariables.in(body);
    ours.removeAll(DefinedVariables.in(primal.body()));
    Set<Variable> given = new LinkedHashSet<>();
    directions.forEach(
        each ->
            each.stream().filter(it -> it.type().equals(ObjectType.TENSOR)).forEach(given::add));
    return simplifier.knowing(given).simplifyMixed(body, live, ours);
  }

  /** The tangents of each active parameter. */
  private static List<List<Variable>> grouped(Function tangent, int primals, int width) {
    List<Variable> all = variablesOf(tangent.parameters());
    List<List<Variable>> groups = new ArrayList<>();
    for (int start = primals; start < all.size(); start += width) {
      groups.add(all.subList(start, start + width));
    }
    return groups;
  }

  private static List<Variable> variablesOf(List<Function.Parameter> parameters) {
    return parameters.stream().map(Function.Parameter::variable).toList();
  }

  private static Set<Variable> variablesIn(List<Atom> atoms) {
    Set<Variable> variables = new LinkedHashSet<>();
    for (Atom atom : atoms) {
      if (atom instanceof Variable variable) {
        variables.add(variable);
      }
    }
    return variables;
  }

  private static Set<Variable> written(Function primal, ArrayOrigins arrays) {
    Set<Variable> written = new LinkedHashSet<>();
    for (Variable parameter : variablesOf(primal.parameters())) {
      if (parameter.type() instanceof ArrayType && arrays.isWrittenWithin(parameter)) {
        written.add(parameter);
      }
    }
    return written;
  }
}
