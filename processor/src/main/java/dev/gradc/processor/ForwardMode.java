package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.DetachCheck;
import dev.gradc.processor.analysis.MemberCheck;
import dev.gradc.processor.analysis.PushforwardCheck;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.tape.ForwardProgram;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.Tangent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stages of forward mode: from the functions of a method to those with tangents. */
final class ForwardMode {

  private final Rules rules;
  private final Simplifier simplifier;
  private final Pipeline.Observer observer;

  ForwardMode(Rules rules, Simplifier simplifier, Pipeline.Observer observer) {
    this.rules = rules;
    this.simplifier = simplifier;
    this.observer = observer;
  }

  /**
   * What was made.
   *
   * @param programs of the method and of the recursive functions that it calls, by key; none if the
   *     method does not ask for forward mode
   * @param problems what stands in the way
   */
  record Programs(Map<String, ForwardProgram> programs, Set<Problem> problems) {

    Optional<ForwardProgram> of(String key) {
      return Optional.ofNullable(programs.get(key));
    }
  }

  /**
   * With the bodies of other classes compiled in, as far as they can be.
   *
   * @param functions all of the method's own class that is compiled in, by key
   * @param outside what methods of other classes consist of, as far as it is known
   */
  Programs differentiate(
      DifferentiableMethod method,
      Map<String, Function> functions,
      Map<String, Function> outside,
      MemberCalls calls) {
    if (!method.signature().asksFor(Mode.FORWARD)) {
      return new Programs(Map.of(), Set.of());
    }
    Set<String> compiledIn = new OutsideBodies(method, functions, outside).compiledIn();
    Programs made = differentiate(method, functions, outside, calls, compiledIn);
    String file = method.method().origin().file();
    boolean isElsewhere =
        made.problems().stream().anyMatch(problem -> !problem.origin().file().equals(file));
    // What is wrong in another file is not said here: its methods are called, if they can be.
    return isElsewhere ? differentiate(method, functions, outside, calls, Set.of()) : made;
  }

  private Programs differentiate(
      DifferentiableMethod method,
      Map<String, Function> functions,
      Map<String, Function> outside,
      MemberCalls calls,
      Set<String> compiledIn) {
    Programs made = new Programs(new LinkedHashMap<>(), new LinkedHashSet<>());
    Map<String, Function> bodies = new LinkedHashMap<>(functions);
    Map<String, Member> members = new LinkedHashMap<>(calls.members());
    compiledIn.forEach(key -> bodies.put(key, outside.get(key)));
    members.keySet().removeAll(compiledIn);
    Inline inline = new Inline(bodies, members);
    Set<String> keys = new LinkedHashSet<>(List.of(method.method().key()));
    keys.addAll(calls.names().keySet());
    for (String key : keys) {
      differentiate(inline.inline(functions.get(key)), made);
    }
    return made;
  }

  /** Functions that are called, each by itself; they have a derivative in reverse mode. */
  Programs ofCalled(List<Function> inlined) {
    Programs made = new Programs(new LinkedHashMap<>(), new LinkedHashSet<>());
    inlined.forEach(it -> differentiate(it, made));
    return made;
  }

  private void differentiate(Function inlined, Programs made) {
    Function primal = simplifier.simplify(inlined);
    ArrayOrigins arrays = new AliasAnalysis().analyze(primal);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(withExits(primal));
    Set<Problem> problems = new LinkedHashSet<>();
    new DetachCheck(arrays, activity)
        .misuses(primal)
        .forEach(origin -> problems.add(Problem.of(DiagnosticCode.DETACH_MISUSE, origin)));
    problems.addAll(new MemberCheck(arrays, activity).problems(primal));
    problems.addAll(new PushforwardCheck(activity).problems(primal));
    made.problems().addAll(problems);
    if (problems.isEmpty()) {
      made.programs().put(primal.key(), program(primal, activity, arrays));
    }
  }

  /** A function of the compiler's own, in which everything is known to have a tangent. */
  ForwardProgram ofGenerated(Function inlined) {
    Function primal = simplifier.simplify(inlined);
    ArrayOrigins arrays = new AliasAnalysis().analyze(primal);
    return program(primal, new ActivityAnalysis(rules, arrays).analyze(withExits(primal)), arrays);
  }

  private ForwardProgram program(Function primal, Activity activity, ArrayOrigins arrays) {
    Function tangent =
        simplified(new Tangent(rules).differentiate(primal, activity, arrays, 1), primal);
    observer.after("tangent", tangent);
    return new ForwardProgram(tangent, MemberCalls.effects(tangent).written());
  }

  /**
   * The function with the arrays that it has written as further results: callers see them, and
   * their tangents with them.
   */
  static Function withExits(Function function) {
    List<Integer> positions =
        Member.inPlace(
            MemberCalls.effects(function),
            position -> function.parameters().get(position).isActive());
    return Analyzer.withResults(function, positions);
  }

  private Function simplified(Function tangent, Function primal) {
    Set<Variable> live = new LinkedHashSet<>();
    Analyzer.addVariables(tangent.results(), live);
    Set<Variable> ours = DefinedVariables.in(tangent.body());
    ours.removeAll(DefinedVariables.in(primal.body()));
    Set<Variable> given = new LinkedHashSet<>();
    // Callers make zeros of those that are null.
    tangent.parameters().stream()
        .skip(primal.parameters().size())
        .map(Function.Parameter::variable)
        .filter(it -> it.type().equals(ObjectType.TENSOR))
        .forEach(given::add);
    Block body = simplifier.knowing(given).simplifyMixed(tangent.body(), live, ours);
    return tangent.with(body);
  }
}
