package dev.gradc.processor;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ForwardProgram;
import dev.gradc.processor.tape.ReverseFunction;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.RuleBodies;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls in a method whose second derivatives are asked for. Bodies of rules are compiled in;
 * the pullback of a method that calls itself becomes a function which calls itself, and has a
 * tangent as the method has.
 */
final class DifferentiatedCalls {

  private final Stages stages;
  private final String key;
  private final Map<String, Function> functions;
  private final MemberCalls calls;
  private final Set<String> compiledIn;
  private final Map<String, Member> members;
  private final Map<String, Recursion> recursions = new LinkedHashMap<>();
  private final Inline inline;
  private final RuleBodies bodies;

  /** A method that calls itself, and its pullback as a function. */
  private record Recursion(String method, Member pullback, String name, Type result) {}

  /**
   * What was made.
   *
   * @param pullbacks of methods that call themselves, with tangents
   * @param forward tangents of methods that call themselves, by key
   */
  record Made(
      List<Derivative.Recursive> pullbacks,
      Map<String, ForwardProgram> forward,
      Set<Problem> problems) {}

  DifferentiatedCalls(Stages stages, MethodProgram program) {
    this.stages = stages;
    this.functions = program.functions();
    this.calls = program.calls();
    this.key = program.key();
    this.compiledIn =
        new OutsideBodies(program.method(), functions, program.outside()).compiledIn();
    this.members = new LinkedHashMap<>(calls.members());
    members.keySet().removeAll(compiledIn);
    if (program.signature().asksFor(Mode.HESSIAN)) {
      calls.names().keySet().forEach(this::withFunction);
    }
    Map<String, Function> all = new LinkedHashMap<>(functions);
    compiledIn.forEach(other -> all.put(other, program.outside().get(other)));
    this.inline = new Inline(all, members);
    this.bodies = new BodiesOfRules(program.method(), all, inline).find(compiledIn::contains);
  }

  /** Whether the method is another program than where its first derivatives are taken. */
  boolean isOpened() {
    return !compiledIn.isEmpty() || !recursions.isEmpty();
  }

  /** The method with all compiled in that can be. */
  Function inlined() {
    return inline.inline(functions.get(key));
  }

  /** The bodies of the rules that are called. */
  RuleBodies bodies() {
    return bodies;
  }

  private void withFunction(String key) {
    Member member = members.get(key);
    // A method that is checkpointed as a whole has a class, and nothing here calls it.
    if (member == null
        || member.pullback().isEmpty()
        || FunctionMembers.refusal(member).isPresent()) {
      return;
    }
    Function function = functions.get(key);
    String name = calls.unusedName(function.name() + "Pullback");
    Type result = FunctionMembers.cotangentsOf(function);
    Member pullback =
        FunctionMembers.pullback(
            key + "#reverse", member, function, calls.companionOf(name), result);
    members.put(key, member.with(member.pullback().get().with(pullback)));
    recursions.put(pullback.key(), new Recursion(key, pullback, name, result));
  }

  /**
   * The reverse program of the method as one function, ready for the next transform.
   *
   * @param program the derivative of the primal, in the fused form
   */
  Function reverse(Function primal, ReverseProgram program) {
    return bodies.compiledIn(new ReverseFunction().of(primal, program, ReverseFunction.Form.SLOTS));
  }

  /**
   * What the derivative of a reverse program takes.
   *
   * @param reverse that of the method, what {@link #reverse} gives
   */
  Made made(Function reverse, Function primal) {
    ForwardMode forwardMode =
        new ForwardMode(stages.rules(), stages.simplifier(), stages.observer());
    Set<Problem> problems =
        new LinkedHashSet<>(new SecondOrderCheck(stages.rules()).problems(reverse, primal));
    Map<String, Function> pullbacks = new LinkedHashMap<>();
    Set<String> called = new LinkedHashSet<>();
    Deque<Function> open = new ArrayDeque<>(List.of(reverse));
    while (!open.isEmpty()) {
      for (String key : invoked(open.remove().body())) {
        if (recursions.containsKey(key) && !pullbacks.containsKey(key)) {
          Function pullback = function(recursions.get(key), problems);
          pullbacks.put(key, pullback);
          open.add(pullback);
        } else if (calls.names().containsKey(key) && called.add(key)) {
          open.add(inline.inline(functions.get(key)));
        }
      }
    }
    ForwardMode.Programs forward =
        forwardMode.ofCalled(
            called.stream().map(key -> inline.inline(functions.get(key))).toList());
    problems.addAll(forward.problems());
    List<Derivative.Recursive> made = new ArrayList<>();
    if (problems.isEmpty()) {
      pullbacks.forEach(
          (key, pullback) -> made.add(derivative(recursions.get(key), pullback, forwardMode)));
    }
    return new Made(made, forward.programs(), problems);
  }

  private static Set<String> invoked(Block block) {
    Set<String> keys = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke) {
        keys.add(invoke.member().key());
      }
      statement.blocks().forEach(inner -> keys.addAll(invoked(inner)));
    }
    return keys;
  }

  /** The pullback of a method that calls itself. */
  private Function function(Recursion recursion, Set<Problem> problems) {
    List<Integer> inPlace = members.get(recursion.method()).inPlace();
    Analyzed primal =
        new Analyzer(stages.rules())
            .analyze(
                inline.inline(functions.get(recursion.method())), inPlace, stages.simplifier());
    if (!primal.problems().isEmpty()) {
      problems.addAll(primal.problems());
      return primal.function();
    }
    Function pullback = new PullbackFunction(stages, bodies).of(primal, inPlace);
    stages.observer().after("pullback", pullback);
    problems.addAll(new SecondOrderCheck(stages.rules()).problems(pullback, primal.function()));
    return pullback;
  }

  private static Derivative.Recursive derivative(
      Recursion recursion, Function pullback, ForwardMode forwardMode) {
    return new Derivative.Recursive(
        recursion.name(),
        "differentiated once more",
        pullback,
        recursion.result(),
        Optional.empty(),
        Optional.of(pullback),
        Optional.of(forwardMode.ofGenerated(pullback)));
  }
}
