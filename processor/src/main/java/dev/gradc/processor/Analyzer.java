package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DetachCheck;
import dev.gradc.processor.analysis.MemberCheck;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out what has to be known of a function before it is differentiated. */
final class Analyzer {

  private final Rules rules;

  Analyzer(Rules rules) {
    this.rules = rules;
  }

  /**
   * What is known of a function without calls but of members, once it is simplified.
   *
   * @param exits positions of the parameters that are further results
   */
  Analyzed analyze(Function inlined, List<Integer> exits, Simplifier passes) {
    return analyze(simplified(inlined, passes), exits, passes, Copies.NONE);
  }

  /** The same of a function that is made of simplified ones, whose variables are kept apart. */
  Analyzed analyzeSimplified(Function primal, List<Integer> exits, Simplifier passes) {
    return analyze(primal, exits, passes, Copies.in(primal));
  }

  private Analyzed analyze(Function primal, List<Integer> exits, Simplifier passes, Copies copies) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(primal);
    Function withExits = withResults(primal, exits);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(withExits);
    Set<Problem> problems = new LinkedHashSet<>();
    new DetachCheck(arrays, activity)
        .misuses(primal)
        .forEach(origin -> problems.add(Problem.of(DiagnosticCode.DETACH_MISUSE, origin)));
    problems.addAll(new MemberCheck(arrays, activity).problems(primal));
    return new Analyzed(passes, primal, withExits, arrays, activity, problems, copies);
  }

  /** The function with some of its parameters as further results. */
  static Function withResults(Function function, List<Integer> positions) {
    List<Atom> results = new ArrayList<>(function.results());
    positions.forEach(position -> results.add(function.parameters().get(position).variable()));
    return function.with(function.body(), results);
  }

  /** The function with its body simplified. */
  static Function simplified(Function function, Simplifier passes) {
    Set<Variable> live = new LinkedHashSet<>();
    addVariables(function.results(), live);
    return function.with(passes.simplify(function.body(), live, true));
  }

  static void addVariables(List<Atom> atoms, Set<Variable> variables) {
    for (Atom atom : atoms) {
      if (atom instanceof Variable variable) {
        variables.add(variable);
      }
    }
  }
}
