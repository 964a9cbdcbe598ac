package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.derivatives.Companion;
import dev.gradc.processor.derivatives.Opening;
import dev.gradc.processor.derivatives.Transforms;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.normalize.Normalizer;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.RuleBodies;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Brings the methods of one program into normal form, with the derivatives that they take. */
final class CompiledIn {

  private final Stages stages;
  private final Transforms transforms;
  private final IdentityHashMap<DifferentiableMethod, Opening.Primal> primals =
      new IdentityHashMap<>();

  CompiledIn(Stages stages) {
    this.stages = stages;
    this.transforms = new PrimalTransforms(stages);
  }

  /**
   * The functions of a program.
   *
   * @param method with the functions that came in with derivatives among its callees
   * @param functions those of the method's own top-level class, by key
   * @param outside those of other classes
   * @param problems with derivatives that are differentiated through
   * @param derivativeCalls where derivatives that are differentiated through are called
   * @param forwardRules rules for forward mode, by class and name, of the methods that these are of
   * @param isComplete whether the functions can be gone on with; if not, and there are no problems,
   *     another method has them
   */
  record Normalized(
      DifferentiableMethod method,
      Map<String, Function> functions,
      Map<String, Function> outside,
      Set<Problem> problems,
      Set<Origin> derivativeCalls,
      Set<String> forwardRules,
      boolean isComplete) {

    /** Says of a problem with the derivative of a derivative what it is. */
    Problem told(Problem problem) {
      if (problem.code() != DiagnosticCode.UNKNOWN_CALL) {
        return problem;
      }
      if (!derivativeCalls.contains(problem.origin())) {
        return Problem.of(problem.code(), problem.origin(), problem.origin().text());
      }
      String called = problem.arguments().get(1);
      boolean isForwardRule = forwardRules.contains(called);
      return Problem.of(
          DiagnosticCode.NO_SECOND_DERIVATIVE,
          problem.origin(),
          problem.origin().text(),
          isForwardRule
              ? "its method uses the rule for forward mode '"
                  + called.substring(called.lastIndexOf('/') + 1)
                  + "', whose own derivative is"
                  + " not known"
              : "its method uses a rule, or a method of a jar, of which the second derivative is not"
                  + " known",
          isForwardRule
              ? "use gradient(...), or let its method compute that itself"
              : "let its method compute that itself");
    }

    /** All problems as they are told: of a derivative that is not known, nothing else is. */
    Set<Problem> told(Set<Problem> problems) {
      Set<Problem> told = new LinkedHashSet<>();
      problems.forEach(problem -> told.add(told(problem)));
      Set<Origin> unknown = new HashSet<>();
      told.stream()
          .filter(it -> it.code() == DiagnosticCode.NO_SECOND_DERIVATIVE)
          .forEach(it -> unknown.add(it.origin()));
      told.removeIf(
          it -> it.code() != DiagnosticCode.NO_SECOND_DERIVATIVE && unknown.contains(it.origin()));
      return told;
    }
  }

  Normalized normalize(DifferentiableMethod read) {
    DifferentiableMethod method = new RulesOfDerivatives().attached(read);
    Map<String, Function> functions = normalized(method.callees());
    Map<String, Function> outside = normalized(method.outside());
    if (method.derivatives().isEmpty()) {
      return new Normalized(method, functions, outside, Set.of(), Set.of(), Set.of(), true);
    }
    Map<String, Opening.Primal> differentiated = new LinkedHashMap<>();
    method
        .derivatives()
        .forEach(
            (companion, other) ->
                other.method().ifPresent(it -> differentiated.put(companion, known(it))));
    Opening.Opened own =
        new Opening(method, true, differentiated, transforms, stages.options())
            .open(functions, method.callees());
    Opening.Opened others =
        new Opening(method, false, differentiated, transforms, stages.options())
            .open(outside, method.outside());
    // What is wrong in other methods is said where they stand.
    return new Normalized(
        method.withMethods(own.methods(), others.methods()),
        own.functions(),
        others.functions(),
        own.problems(),
        own.calls(),
        forwardRules(method),
        own.isComplete() && others.isComplete());
  }

  private static Set<String> forwardRules(DifferentiableMethod method) {
    Set<String> names = new HashSet<>();
    for (DifferentiableMethod.Differentiated other : method.derivatives().values()) {
      other.method().stream()
          .flatMap(it -> it.members().values().stream())
          .flatMap(it -> it.pushforward().stream())
          .filter(it -> it.rule().isPresent())
          .forEach(it -> names.add(it.owner() + "." + it.name()));
    }
    return names;
  }

  private static Map<String, Function> normalized(Map<String, Method> methods) {
    Map<String, Function> functions = new LinkedHashMap<>();
    methods.forEach((key, method) -> functions.put(key, new Normalizer().normalize(method)));
    return functions;
  }

  /** Made once for all that ask for it. */
  private Opening.Primal known(DifferentiableMethod method) {
    Opening.Primal known = primals.get(method);
    if (known == null) {
      known = whole(method);
      primals.put(method, known);
    }
    return known;
  }

  /** The method as one function, with the methods of other classes compiled in. */
  private Opening.Primal whole(DifferentiableMethod method) {
    Normalized normalized = normalize(method);
    if (!normalized.isComplete()) {
      return new Opening.Primal(Optional.empty(), "");
    }
    Map<String, Function> all = new LinkedHashMap<>(normalized.outside());
    all.putAll(normalized.functions());
    String key = method.method().key();
    DifferentiableMethod known =
        new CompiledInRules(normalized.method(), normalized.outside()).attached();
    Map<String, Member> members = new LinkedHashMap<>(known.members());
    members.keySet().removeAll(all.keySet());
    RecursivePrimals recursive = new RecursivePrimals(stages, known, all);
    if (recursive.refusal().isPresent()) {
      String why = recursive.refusal().get();
      return new Opening.Primal(
          Optional.empty(), "its method, or one that it calls, is recursive, and " + why);
    }
    members.putAll(recursive.members());
    Inline inline = new Inline(all, members);
    RuleBodies bodies = new BodiesOfRules(known, all, inline).find(all::containsKey);
    recursive.compile(inline, bodies);
    Function inlined = inline.inline(all.get(key));
    if (!transforms.problems(inlined).isEmpty() || !recursive.problems().isEmpty()) {
      Map<String, Member> calls =
          new MemberCalls(known, normalized.functions(), normalized.outside()).members();
      Function own =
          new Inline(normalized.functions(), calls).inline(normalized.functions().get(key));
      boolean isToldElsewhere = !transforms.problems(own).isEmpty();
      return new Opening.Primal(
          Optional.empty(), isToldElsewhere ? "" : "what its method calls cannot be compiled in");
    }
    return new Opening.Primal(
        Optional.of(
            new Companion(
                method.companion(),
                method.signature(),
                transforms.simplified(inlined),
                bodies,
                recursive,
                transforms)),
        "");
  }

  /**
   * The generated classes of which a call takes a value that carries a derivative.
   *
   * @param isCompanion whether a class is one
   */
  Set<String> differentiatedThrough(DifferentiableMethod method, Predicate<String> isCompanion) {
    Set<String> candidates = new LinkedHashSet<>();
    for (Member member : method.members().values()) {
      if (member.isOpaque()) {
        DerivativeMember.companionOf(member.owner()).filter(isCompanion).ifPresent(candidates::add);
      }
    }
    if (candidates.isEmpty()) {
      return Set.of();
    }
    Normalized normalized = normalize(method);
    if (!normalized.isComplete()) {
      return Set.of();
    }
    MemberCalls calls =
        new MemberCalls(normalized.method(), normalized.functions(), normalized.outside());
    Inline inline = new Inline(normalized.functions(), calls.members());
    Set<String> reached = new LinkedHashSet<>(calls.names().keySet());
    reached.add(method.method().key());
    Set<String> found = new LinkedHashSet<>();
    for (String key : reached) {
      Function function = inline.inline(normalized.functions().get(key));
      Activity activity =
          new ActivityAnalysis(stages.rules(), new AliasAnalysis().analyze(function))
              .analyze(function);
      found.addAll(new GivenDerivatives(activity).find(function.body()));
      if (method.signature().asksFor(Mode.HESSIAN)) {
        // Of a constant one it has to be known whether it gives the same once more.
        found.addAll(SweepProblems.unrepeatableOwners(function.body()));
      }
    }
    found.retainAll(candidates);
    return found;
  }
}
