package dev.gradc.processor;

import dev.gradc.processor.analysis.CopiedArrays;
import dev.gradc.processor.analysis.InlinedSize;
import dev.gradc.processor.derivatives.Transforms;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.report.ReportedMethod;
import dev.gradc.processor.report.SlotDescriptions;
import dev.gradc.processor.rules.Partial;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Mode;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.Output;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.TapeLayout;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.BinomialPullback;
import dev.gradc.processor.transform.Inline;
import dev.gradc.processor.transform.Tangent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The stages in order: from a method as it was read to the two regions of its derivative.
 *
 * <p>This is the map of the house. Each line is a stage, each stage is a class with one public
 * method, and what goes from one to the next is immutable.
 */
final class Pipeline {

  private final Rules rules = new Rules();
  private final RegionLayout layout;
  private final Options options;
  private final Simplifier simplifier;

  /** For outputs that go back one by one: what is written twice stays two steps. */
  private final Simplifier keepingApart;

  private final Observer observer;
  private CompiledIn compiledIn;

  Pipeline(Options options, Observer observer) {
    this.options = options;
    this.simplifier = new Simplifier(options.disabledPasses());
    this.layout = new RegionLayout(rules, simplifier);
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

  /** Generated classes of which a call takes a value that carries a derivative. */
  Set<String> differentiatedThrough(DifferentiableMethod method, Predicate<String> isCompanion) {
    return compiledIn().differentiatedThrough(method, isCompanion);
  }

  Outcome differentiate(DifferentiableMethod method) {
    CompiledIn.Normalized normalized = compiledIn().normalize(method);
    if (!normalized.isComplete()) {
      return Outcome.of(normalized.problems());
    }
    Map<String, Function> functions = normalized.functions();
    functions.values().forEach(it -> observer.after("normalize", it));
    Map<String, Function> outside = normalized.outside();
    MemberCalls calls = new MemberCalls(method, functions, outside);
    Set<Problem> sizes = inlinedSizes(method, functions, outside, calls);
    if (!sizes.isEmpty()) {
      return Outcome.of(sizes);
    }
    Map<String, Member> members = calls.members();
    Inline inline = new Inline(functions, members);
    Inline marking = new Inline(functions, members, calls.checkpointed());
    Sections sections =
        new Sections(calls, new Analyzer(rules), observer, method.method().name(), simplifier);
    String key = method.method().key();
    Function inlined = inline.inline(functions.get(key));
    List<Output> outputs = outputs(method.signature());
    Simplifier passes = passesFor(outputs);
    Analyzed primal = analyze(inlined, List.of(), passes);
    List<Function> others = new ArrayList<>();
    List<Analyzed> recursive = new ArrayList<>();
    for (String other : calls.names().keySet()) {
      if (!other.equals(key)) {
        Function function = inline.inline(functions.get(other));
        others.add(function);
        List<Integer> exits = members.get(other).inPlace();
        Analyzed analyzed = analyze(function, exits, simplifier);
        recursive.add(sectioned(analyzed, marking.inline(functions.get(other)), exits, sections));
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
    MatrixPrograms matrices = new MatrixPrograms(rules, simplifier, observer);
    Analyzed opened = opened(method, functions, outside, calls, primal);
    MatrixPrograms.Primal swept =
        new MatrixPrograms.Primal(opened.function(), opened.activity(), opened.arrays());
    problems.addAll(matrices.problems(method.signature(), swept));
    if (!problems.isEmpty()) {
      return Outcome.of(told(problems, normalized));
    }
    Function marked = marking.inline(functions.get(key));
    Analyzed whole = sectioned(primal, marked, List.of(), sections);
    Optional<Analyzed> wholeInPlace =
        inPlace.map(it -> sectioned(it, marked, inPlaceOf(inlined, effects), sections));
    List<Sections.Part> parts = sections.parts();
    Optional<Analyzed> kept =
        Optional.of(method.method())
            .filter(Method::isCheckpointed)
            .map(any -> sections.wholeOf(inlined, passes, calls.own()));
    problems.addAll(sections.problems());
    if (!problems.isEmpty()) {
      return Outcome.of(told(problems, normalized));
    }
    boolean isCalled =
        method.signature().hasRecords()
            || (calls.names().containsKey(key) && method.method().isPrivate());
    ReverseProgram fused = layout.layOut(whole, TapeLayout.Form.FUSED, List.of());
    Derivative derivative =
        new Derivative(
            fused,
            taped(method, inlined, kept.orElse(whole), outputs),
            effects,
            wholeInPlace.map(it -> layout.layOut(it, TapeLayout.Form.FUSED, List.of())),
            called(recursive, parts, method, calls, forward),
            Optional.of(primal.function()).filter(any -> isCalled),
            forward.of(key),
            matrices.of(
                method.signature(),
                swept,
                // Without checkpoints, which sweeps over the whole know nothing of.
                opened.equals(whole)
                    ? fused
                    : layout.layOut(opened, TapeLayout.Form.FUSED, List.of())));
    observer.finished(primal.function(), derivative);
    Map<Origin, String> idle = new LinkedHashMap<>(sections.idle());
    if (kept.isPresent() && storesNothing(whole, outputs)) {
      idle.put(method.method().origin(), method.method().name());
    }
    List<Problem> findings =
        new Findings(options, rules).of(method, inlined, others, derivative.taped(), idle);
    return new Outcome(
        Optional.of(derivative),
        Set.of(),
        findings,
        options
            .report()
            .map(any -> reported(method, inlined, kept.orElse(whole), derivative.taped())));
  }

  /** A function without its checkpointed parts; itself if it has none. */
  private static Analyzed sectioned(
      Analyzed plain, Function marked, List<Integer> exits, Sections sections) {
    return Sections.areIn(marked.body())
        ? sections.takeOut(sections.analyze(marked, exits, plain.passes()), exits)
        : plain;
  }

  /** Whether the tape holds no more than the arguments in any case. */
  private boolean storesNothing(Analyzed whole, List<Output> outputs) {
    return layout.layOut(whole, TapeLayout.Form.TAPED, outputs).slots().stream()
        .allMatch(slot -> slot.variable().role() == Variable.Role.PARAMETER);
  }

  private List<Derivative.Recursive> called(
      List<Analyzed> recursive,
      List<Sections.Part> parts,
      DifferentiableMethod method,
      MemberCalls calls,
      ForwardMode.Programs forward) {
    List<Derivative.Recursive> called = new ArrayList<>();
    recursive.forEach(it -> called.add(recursive(it, method, calls, forward)));
    for (Sections.Part part : parts) {
      called.add(
          new Derivative.Recursive(
              part.name(),
              part.about(),
              part.analyzed().function(),
              part.section().result(),
              layout.layOut(part.analyzed(), TapeLayout.Form.FUSED, List.of()).writingNothing(),
              Optional.of(part.analyzed().function()),
              Optional.empty()));
      part.schedule()
          .ifPresent(
              name ->
                  called.add(
                      new Derivative.Recursive(
                          name,
                          part.aboutSchedule(),
                          part.section().function(),
                          part.section().result(),
                          scheduled(part),
                          Optional.empty(),
                          Optional.empty())));
    }
    return called;
  }

  private ReverseProgram scheduled(Sections.Part part) {
    AdjointRegions regions = new BinomialPullback(part.section(), part.member()).regions();
    return layout.layOut(regions, part.analyzed(), TapeLayout.Form.FUSED, List.of());
  }

  private static Set<Problem> told(Set<Problem> problems, CompiledIn.Normalized normalized) {
    return problems.stream()
        .map(normalized::told)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What would grow without end where calls are replaced by bodies. */
  private static Set<Problem> inlinedSizes(
      DifferentiableMethod method,
      Map<String, Function> functions,
      Map<String, Function> outside,
      MemberCalls calls) {
    Map<String, Function> all = new LinkedHashMap<>(outside);
    all.putAll(functions);
    Set<String> members = new LinkedHashSet<>(calls.names().keySet());
    members.addAll(method.members().keySet());
    InlinedSize size = new InlinedSize(all, members);
    Set<Problem> problems = new LinkedHashSet<>();
    size.problem(method.method().key()).ifPresent(problems::add);
    calls.names().keySet().forEach(key -> size.problem(key).ifPresent(problems::add));
    return problems;
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
    List<Integer> positions = inPlaceOf(inlined, effects);
    return positions.isEmpty()
        ? Optional.empty()
        : Optional.of(analyze(inlined, positions, simplifier));
  }

  private static List<Integer> inPlaceOf(Function inlined, Member.Effects effects) {
    return Member.inPlace(effects, position -> inlined.parameters().get(position).isActive());
  }

  /**
   * What is swept: the method with the bodies of other classes compiled in, as far as they can be.
   */
  private Analyzed opened(
      DifferentiableMethod method,
      Map<String, Function> functions,
      Map<String, Function> outside,
      MemberCalls calls,
      Analyzed primal) {
    Set<String> compiledIn = new OutsideBodies(method, functions, outside).compiledIn();
    boolean isSwept =
        method.signature().asksFor(Mode.JACOBIAN) || method.signature().asksFor(Mode.HESSIAN);
    if (!isSwept || compiledIn.isEmpty()) {
      return primal;
    }
    Map<String, Function> bodies = new LinkedHashMap<>(functions);
    compiledIn.forEach(key -> bodies.put(key, outside.get(key)));
    Map<String, Member> members = new LinkedHashMap<>(calls.members());
    members.keySet().removeAll(compiledIn);
    Function inlined = new Inline(bodies, members).inline(functions.get(method.method().key()));
    Analyzed opened = analyze(inlined, List.of(), simplifier);
    // What is wrong in another file is not said here: its methods are called.
    return opened.problems().isEmpty() ? opened : primal;
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
        "which calls itself",
        analyzed.function(),
        callee.result().orElse(RecordType.NOTHING),
        layout.layOut(analyzed, TapeLayout.Form.FUSED, List.of()),
        Optional.of(analyzed.function()).filter(any -> MemberCalls.isGenerated(callee)),
        forward.of(key));
  }

  /** What other methods' derivatives are made of; nobody looks on. */
  private CompiledIn compiledIn() {
    if (compiledIn == null) {
      compiledIn =
          new CompiledIn(new Pipeline(options, Observer.NONE).transforms(), rules, options.guard());
    }
    return compiledIn;
  }

  private Transforms transforms() {
    return new Transforms() {
      @Override
      public ReverseProgram fused(Function primal) {
        return layout.layOut(
            analyze(primal, List.of(), simplifier), TapeLayout.Form.FUSED, List.of());
      }

      @Override
      public ReverseProgram taped(Function primal, Signature signature) {
        List<Output> outputs = outputs(signature);
        return layout.layOut(
            analyze(primal, List.of(), passesFor(outputs)), TapeLayout.Form.TAPED, outputs);
      }

      @Override
      public Function tangent(Function primal) {
        Analyzed analyzed = analyze(primal, List.of(), simplifier);
        return new Tangent(rules)
            .differentiate(analyzed.function(), analyzed.activity(), analyzed.arrays(), 1);
      }

      @Override
      public Function withoutUseless(Function function, Set<Variable> ours) {
        Set<Variable> live = new LinkedHashSet<>();
        Analyzer.addVariables(function.results(), live);
        return Analyzer.with(
            function, simplifier.simplifyMixed(function.body(), live, ours), function.results());
      }

      @Override
      public boolean isOptimized() {
        return Pass.DEAD_CODE.isEnabled(options.disabledPasses());
      }

      @Override
      public Function simplified(Function function) {
        return Analyzer.simplified(function, simplifier);
      }

      @Override
      public Set<Problem> problems(Function primal) {
        return analyze(primal, List.of(), simplifier).problems();
      }
    };
  }

  private Simplifier passesFor(List<Output> outputs) {
    return outputs.size() > 1 ? keepingApart : simplifier;
  }

  private Analyzed analyze(Function inlined, List<Integer> exits, Simplifier passes) {
    observer.after("inline", inlined);
    Analyzed analyzed = new Analyzer(rules).analyze(inlined, exits, passes);
    observer.after("simplify", analyzed.function());
    return analyzed;
  }

  private ReverseProgram taped(
      DifferentiableMethod method, Function inlined, Analyzed primal, List<Output> outputs) {
    ReverseProgram program = layout.layOut(primal, TapeLayout.Form.TAPED, outputs);
    Joints joints = new Joints(rules, method.method(), inlined);
    ReverseProgram parted =
        program.withSlices(program.slices().with(joints.find(program.slices(), outputs)));
    SlotDescriptions.Descriptions described =
        new SlotDescriptions().describe(reported(method, inlined, primal, parted));
    return parted.described(described.names(), described.sizes());
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
}
