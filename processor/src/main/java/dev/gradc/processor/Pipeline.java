package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.CopiedArrays;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.DetachCheck;
import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.MemberCheck;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.normalize.Normalizer;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.report.ReportedMethod;
import dev.gradc.processor.report.SlotDescriptions;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.LaidOutRegions;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SlotAssignment;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.OutputSeparation;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages in order: from a method as it was read to the two regions of its derivative.
 *
 * <p>This is the map of the house. Each line is a stage, each stage is a class with one public
 * method, and what goes from one to the next is immutable.
 */
final class Pipeline {

  private final Rules rules = new Rules();
  private final Options options;
  private final Simplifier simplifier;

  /** For outputs that go back one by one: what is written twice stays two steps. */
  private final Simplifier keepingApart;

  private final Observer observer;

  Pipeline(Options options, Observer observer) {
    this.options = options;
    this.simplifier = new Simplifier(options.disabledPasses());
    Set<String> disabled = new LinkedHashSet<>(options.disabledPasses());
    disabled.add(Pass.COMMON_SUBEXPRESSIONS.optionName());
    this.keepingApart = new Simplifier(disabled);
    this.observer = observer;
  }

  /** Sees what every stage has made; tests verify it there. */
  interface Observer {

    /** After a stage whose product is a function. */
    void after(String stage, Function function);

    /** At the end. */
    void finished(Function primal, Derivative derivative);

    /** Looks away. */
    Observer NONE =
        new Observer() {
          @Override
          public void after(String stage, Function function) {}

          @Override
          public void finished(Function primal, Derivative derivative) {}
        };
  }

  /**
   * The reverse-mode derivative of a method, or what stands in its way.
   *
   * @param findings what may be said about a method that has one
   * @param report what is to be told of it, if that was asked for
   */
  record Outcome(
      Optional<Derivative> derivative,
      Set<Problem> problems,
      List<Problem> findings,
      Optional<ReportedMethod> report) {

    static Outcome of(Set<Problem> problems) {
      return new Outcome(Optional.empty(), problems, List.of(), Optional.empty());
    }
  }

  Outcome differentiate(DifferentiableMethod method) {
    Map<String, Function> functions = new LinkedHashMap<>();
    method.callees().forEach((key, callee) -> functions.put(key, normalize(callee)));
    Map<String, Function> outside = new LinkedHashMap<>();
    method.outside().forEach((key, callee) -> outside.put(key, new Normalizer().normalize(callee)));
    MemberCalls calls = new MemberCalls(method, functions, outside);
    Map<String, Member> members = calls.members();
    Inline inline = new Inline(functions, members);
    String key = method.method().key();
    Function inlined = inline.inline(functions.get(key));
    List<Output> outputs = outputs(method.signature());
    Analyzed primal = analyze(inlined, List.of(), outputs.size() > 1 ? keepingApart : simplifier);
    List<Function> others = new ArrayList<>();
    List<Analyzed> recursive = new ArrayList<>();
    for (String other : calls.names().keySet()) {
      if (!other.equals(key)) {
        Function function = inline.inline(functions.get(other));
        others.add(function);
        recursive.add(analyze(function, members.get(other).inPlace(), simplifier));
      }
    }
    Set<Problem> problems = new LinkedHashSet<>(primal.problems());
    problems.addAll(
        new CopiedArrays(primal.arrays()).problems(primal.function(), copied(method.signature())));
    recursive.forEach(it -> problems.addAll(it.problems()));
    Member.Effects effects = MemberCalls.effects(inlined);
    Optional<Analyzed> inPlace = inPlace(inlined, effects);
    inPlace.ifPresent(it -> problems.addAll(it.problems()));
    ForwardMode.Programs forward =
        new ForwardMode(rules, simplifier, observer)
            .differentiate(method, functions, outside, calls);
    problems.addAll(forward.problems());
    if (!problems.isEmpty()) {
      return Outcome.of(problems);
    }
    boolean isCalled =
        method.signature().hasRecords()
            || (calls.names().containsKey(key) && method.method().isPrivate());
    Derivative derivative =
        new Derivative(
            laidOut(primal, TapeLayout.Form.FUSED, List.of()),
            taped(method, inlined, primal, outputs),
            effects,
            inPlace.map(it -> laidOut(it, TapeLayout.Form.FUSED, List.of())),
            recursive.stream().map(it -> recursive(it, method, calls, forward)).toList(),
            Optional.of(primal.function()).filter(any -> isCalled),
            forward.of(key));
    observer.finished(primal.function(), derivative);
    List<Problem> findings =
        new Findings(options, rules).of(method, inlined, others, derivative.taped());
    return new Outcome(
        Optional.of(derivative),
        Set.of(),
        findings,
        options.report().map(any -> reported(method, inlined, primal, derivative.taped())));
  }

  private ReportedMethod reported(
      DifferentiableMethod method, Function inlined, Analyzed primal, ReverseProgram taped) {
    return new ReportedMethod(
        method.signature(),
        inlined,
        primal.function(),
        primal.activity(),
        primal.arrays(),
        taped,
        taped.slices(),
        (operator, position) ->
            rules
                .find(operator)
                .map(rule -> rule.partials().get(position) instanceof Partial.Linear)
                .orElse(false));
  }

  /** The method for callers that see what it has written. */
  private Optional<Analyzed> inPlace(Function inlined, Member.Effects effects) {
    List<Integer> positions =
        Member.inPlace(effects, position -> inlined.parameters().get(position).isActive());
    return positions.isEmpty()
        ? Optional.empty()
        : Optional.of(analyze(inlined, positions, simplifier));
  }

  /** Of the leaves of the parameters, how many of their dimensions are arrays of records. */
  private static List<Integer> copied(Signature signature) {
    return signature.parameters().stream()
        .flatMap(parameter -> Leaf.of(parameter.type()).stream())
        .map(Leaf::copied)
        .toList();
  }

  private Derivative.Recursive recursive(
      Analyzed analyzed,
      DifferentiableMethod method,
      MemberCalls calls,
      ForwardMode.Programs forward) {
    String key = analyzed.function().key();
    Method callee = method.callees().get(key);
    return new Derivative.Recursive(
        calls.names().get(key),
        analyzed.function(),
        callee.result().orElse(RecordType.NOTHING),
        laidOut(analyzed, TapeLayout.Form.FUSED, List.of()),
        Optional.of(analyzed.function()).filter(any -> MemberCalls.isGenerated(callee)),
        forward.of(key));
  }

  /**
   * A function, simplified, with what is known of it.
   *
   * @param exits the function with the arrays that it has written as further results
   * @param passes what has simplified it, and may go on with its regions: a pass that was left out
   *     could decide conditions there that the backward region still asks
   */
  private record Analyzed(
      Simplifier passes,
      Function function,
      Function exits,
      ArrayOrigins arrays,
      Activity activity,
      Set<Problem> problems) {}

  /**
   * What is known of a function, once it is simplified.
   *
   * @param exits positions of the parameters of which callers see what was written
   */
  private Analyzed analyze(Function inlined, List<Integer> exits, Simplifier passes) {
    observer.after("inline", inlined);
    Function primal = simplified(inlined, passes);
    observer.after("simplify", primal);
    ArrayOrigins arrays = new AliasAnalysis().analyze(primal);
    Function withExits = withResults(primal, exits);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(withExits);
    Set<Problem> problems = new LinkedHashSet<>();
    new DetachCheck(arrays, activity)
        .misuses(primal)
        .forEach(origin -> problems.add(Problem.of(DiagnosticCode.DETACH_MISUSE, origin)));
    problems.addAll(new MemberCheck(arrays, activity).problems(primal));
    return new Analyzed(passes, primal, withExits, arrays, activity, problems);
  }

  /** The function with some of its parameters as further results. */
  private static Function withResults(Function function, List<Integer> positions) {
    List<Atom> results = new ArrayList<>(function.results());
    positions.forEach(position -> results.add(function.parameters().get(position).variable()));
    return new Function(
        function.key(),
        function.name(),
        function.parameters(),
        function.body(),
        results,
        function.detachedResult(),
        function.origin());
  }

  private ReverseProgram taped(
      DifferentiableMethod method, Function inlined, Analyzed primal, List<Output> outputs) {
    ReverseProgram program = laidOut(primal, TapeLayout.Form.TAPED, outputs);
    Joints joints = new Joints(rules, method.method(), inlined);
    ReverseProgram parted =
        program.withSlices(program.slices().with(joints.find(program.slices(), outputs)));
    SlotDescriptions.Descriptions described =
        new SlotDescriptions().describe(reported(method, inlined, primal, parted));
    return parted.described(described.names(), described.sizes());
  }

  /**
   * From a function to its regions and slots.
   *
   * @param outputs those that have a backward pass of their own
   */
  private ReverseProgram laidOut(Analyzed analyzed, TapeLayout.Form form, List<Output> outputs) {
    Function primal = analyzed.exits();
    int exits = primal.results().size() - analyzed.function().results().size();
    AdjointRegions regions =
        new Adjoint(rules).differentiate(primal, analyzed.activity(), analyzed.arrays(), exits);
    ArrayOrigins arrays = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    SeparatedOutputs separated =
        new OutputSeparation().separate(regions, outputs.stream().map(Output::leaves).toList());
    SeparatedOutputs tidied =
        separated.with(region -> simplified(region, adjointsOf(regions), false));
    LaidOutRegions laidOut = new TapeLayout().layOut(regions, tidied, arrays, form);
    return new SlotAssignment().assign(tidied(laidOut, analyzed), primal, outputs, arrays);
  }

  private static List<Output> outputs(Signature signature) {
    List<Output> outputs = new ArrayList<>();
    for (Signature.Output output : signature.outputs()) {
      Set<Integer> leaves = new LinkedHashSet<>();
      for (int i = 0; i < Leaf.of(output.type()).size(); i++) {
        leaves.add(output.firstLeaf() + i);
      }
      outputs.add(new Output(output.name(), leaves, output.isRetained()));
    }
    return outputs;
  }

  private Function normalize(Method method) {
    Function function = new Normalizer().normalize(method);
    observer.after("normalize", function);
    return function;
  }

  private static Function simplified(Function function, Simplifier passes) {
    Set<Variable> live = new LinkedHashSet<>();
    function.results().forEach(result -> addIfVariable(result, live));
    Block body = passes.simplify(function.body(), live, true);
    return new Function(
        function.key(),
        function.name(),
        function.parameters(),
        body,
        function.results(),
        function.detachedResult(),
        function.origin());
  }

  private LaidOutRegions tidied(LaidOutRegions laidOut, Analyzed analyzed) {
    SeparatedOutputs backward =
        laidOut.backward().with(region -> simplified(region, adjointsOf(laidOut.regions()), false));
    Set<Variable> live = new LinkedHashSet<>();
    backward.regions().forEach(region -> live.addAll(FreeVariables.of(region)));
    laidOut.regions().results().forEach(result -> addIfVariable(result, live));
    Set<Variable> ours = DefinedVariables.in(laidOut.forward());
    ours.removeAll(DefinedVariables.in(analyzed.exits().body()));
    Block forward = analyzed.passes().simplifyMixed(laidOut.forward(), live, ours);
    return laidOut.with(forward, backward);
  }

  private Block simplified(Block block, Set<Variable> live, boolean isUserCode) {
    return simplifier.simplify(block, live, isUserCode);
  }

  private static Set<Variable> adjointsOf(AdjointRegions regions) {
    Set<Variable> adjoints = new LinkedHashSet<>();
    regions.adjoints().forEach(adjoint -> adjoint.ifPresent(adjoints::add));
    return adjoints;
  }

  private static void addIfVariable(Atom atom, Set<Variable> variables) {
    if (atom instanceof Variable variable) {
      variables.add(variable);
    }
  }
}
