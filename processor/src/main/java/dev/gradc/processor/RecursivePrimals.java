package dev.gradc.processor;

import dev.gradc.processor.derivatives.RecursiveFunctions;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.RuleBodies;
import dev.gradc.processor.transform.Tangent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods in a program that call themselves, where a derivative of the program is
 * differentiated again: members whose derivatives are functions, each made when it is asked for.
 */
final class RecursivePrimals implements RecursiveFunctions {

  private final Stages stages;
  private final Map<String, Function> functions;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Maker> makers = new LinkedHashMap<>();
  private final Map<String, Recursive> made = new LinkedHashMap<>();
  private final Map<String, Analyzed> analyzed = new LinkedHashMap<>();
  private Inline inline = new Inline(Map.of(), Map.of());
  private RuleBodies bodies = new RuleBodies(Map.of());

  /** Makes a function. */
  private interface Maker {
    Recursive made();
  }

  /**
   * @param method with what is known of the rules that it uses
   * @param functions the method's whole program, by key
   */
  RecursivePrimals(Stages stages, DifferentiableMethod method, Map<String, Function> functions) {
    this.stages = stages;
    this.functions = functions;
    MemberCalls calls = new MemberCalls(asOneClass(method, functions), functions, Map.of());
    Map<String, Member> called = calls.members();
    for (String key : calls.recursive()) {
      members.put(key, member(method.companion() + " " + key, called.get(key), key));
    }
  }

  /** Whichever class a method is of, it is brought along. */
  private static DifferentiableMethod asOneClass(
      DifferentiableMethod method, Map<String, Function> functions) {
    Map<String, Method> methods = new LinkedHashMap<>(method.outside());
    methods.putAll(method.callees());
    methods.keySet().retainAll(functions.keySet());
    methods.replaceAll((key, it) -> it.of(method.method().owner()));
    return method.withCallees(methods);
  }

  private Member member(String key, Member called, String function) {
    makers.put(key, () -> primal(key, called, function));
    if (called.pullback().isEmpty()) {
      return called.withKey(key);
    }
    Function primal = functions.get(function);
    Type cotangents = FunctionMembers.cotangentsOf(primal);
    String pullback = key + "#reverse";
    makers.put(pullback, () -> pullback(pullback, function, cotangents));
    String pushforward = key + "#tangent";
    makers.put(pushforward, () -> pushforward(pushforward, function));
    return called
        .withKey(key)
        .with(
            called
                .pullback()
                .get()
                .with(FunctionMembers.pullback(pullback, called, primal, key, cotangents)))
        .with(Optional.of(Member.Pushforward.ofFunction(pushforward, key)));
  }

  /** What is called in their place, by the key of the function. */
  Map<String, Member> members() {
    return members;
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** Why the derivative of one of them cannot be a function. */
  Optional<String> refusal() {
    return members.values().stream()
        .filter(it -> it.pullback().isPresent())
        .flatMap(it -> FunctionMembers.refusal(it).stream())
        .findFirst();
  }

  /**
   * Says how bodies are compiled in; nothing is made before.
   *
   * @param compiling with these members
   */
  void compile(Inline compiling, RuleBodies rules) {
    this.inline = compiling;
    this.bodies = rules;
  }

  /** What stands in the way. */
  Set<Problem> problems() {
    Set<Problem> problems = new LinkedHashSet<>();
    members.keySet().forEach(key -> problems.addAll(analyzed(key).problems()));
    return problems;
  }

  private Analyzed analyzed(String function) {
    return analyzed.computeIfAbsent(
        function,
        key ->
            stages.analyze(
                inline.inline(functions.get(key)),
                members.get(key).inPlace(),
                stages.simplifier()));
  }

  @Override
  public Optional<Recursive> of(String key) {
    if (!made.containsKey(key) && makers.containsKey(key)) {
      made.put(key, makers.get(key).made());
    }
    return Optional.ofNullable(made.get(key));
  }

  private Recursive primal(String key, Member member, String function) {
    return recursive(key, "", analyzed(function).function(), FunctionMembers.valuesOf(member));
  }

  private Recursive pullback(String key, String function, Type cotangents) {
    Function pullback =
        new PullbackFunction(stages, bodies)
            .of(analyzed(function), members.get(function).inPlace());
    return recursive(key, "Pullback", pullback, cotangents);
  }

  private Recursive pushforward(String key, String function) {
    Analyzed primal = analyzed(function);
    Function tangent =
        new Tangent(stages.rules())
            .differentiate(primal.function(), primal.activity(), primal.arrays(), 1);
    return recursive(
        key,
        "Pushforward",
        Analyzer.simplified(bodies.compiledIn(tangent), stages.simplifier()),
        FunctionMembers.tangentsOf(members.get(function)));
  }

  private static Recursive recursive(String key, String suffix, Function function, Type result) {
    return new Recursive(
        new Function(
            key,
            function.name() + suffix,
            function.parameters(),
            function.body(),
            function.results(),
            function.detachedResult(),
            function.origin()),
        Optional.of(result).filter(it -> !Leaf.of(it).isEmpty()));
  }
}
