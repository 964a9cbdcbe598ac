package dev.gradc.processor;

import dev.gradc.processor.analysis.CopiedArrays;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.KeptParts;
import dev.gradc.processor.transform.Inline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Analyzes a method for reverse mode, and takes its checkpointed parts out. */
final class ReversedMethod {

  private final Stages stages;
  private final MethodProgram program;
  private final Sections sections;
  private final Inline inline;
  private final Inline marking;
  private final Function inlined;
  private final Member.Effects effects;
  private final Analyzed primal;
  private final Optional<Analyzed> inPlace;
  private final CallsOnKeptMemory keptOfOthers;
  private final Set<String> left;
  private final Map<String, Function> simplified = new LinkedHashMap<>();
  private final List<Function> others = new ArrayList<>();
  private final List<Analyzed> recursive = new ArrayList<>();

  /**
   * @param left methods of other classes that are called in any case, by key
   */
  ReversedMethod(Stages stages, MethodProgram program, Set<String> left) {
    this.stages = stages;
    this.program = program;
    this.left = left;
    this.keptOfOthers = new CallsOnKeptMemory(stages, program);
    MemberCalls calls = program.calls();
    this.sections = new Sections(stages, calls, program.method().method().name());
    Map<String, Member> members = calls.members();
    this.inline = new Inline(program.functions(), members);
    this.marking = new Inline(program.functions(), members, calls.checkpointed());
    this.inlined = inline.inline(program.functions().get(program.key()));
    this.primal = stages.analyzeForReverse(inlined, List.of(), passes());
    for (String other : calls.names().keySet()) {
      if (!other.equals(program.key())) {
        addRecursive(other, members.get(other).inPlace());
      }
    }
    this.effects = MemberCalls.effects(inlined);
    this.inPlace =
        Optional.of(written())
            .filter(it -> !it.isEmpty())
            .map(it -> stages.analyzeForReverse(inlined, it, passes()));
  }

  /**
   * What is differentiated.
   *
   * @param inlined the method as it is written, with all bodies that are in it
   * @param whole the method without its checkpointed parts
   * @param inPlace the same for callers that see what it has written
   * @param kept what a tape records where the method itself is checkpointed
   * @param called methods that call themselves, and those of other classes with classes here
   * @param parts those that are checkpointed
   * @param taken bodies of the user's other classes that are in it
   */
  record Parted(
      Function inlined,
      Analyzed whole,
      Optional<Analyzed> inPlace,
      Optional<Analyzed> kept,
      List<CalledFunction> called,
      List<Sections.Part> parts,
      Set<Problem> problems,
      Taken taken) {

    /** What a tape records. */
    Analyzed taped() {
      return kept.orElse(whole);
    }

    /** Its functions. */
    List<Function> functions() {
      List<Function> functions = new ArrayList<>(List.of(whole.function()));
      called.forEach(it -> functions.add(it.analyzed().function()));
      parts.forEach(it -> functions.add(it.analyzed().function()));
      return functions;
    }

    /**
     * The same with other functions that compute the same; the method itself writes nothing.
     *
     * @param change takes a function, and the positions of the parameters that are further results
     */
    Parted with(BiFunction<Analyzed, List<Integer>, Analyzed> change) {
      return new Parted(
          inlined,
          change.apply(whole, List.of()),
          inPlace,
          kept.map(it -> change.apply(it, List.of())),
          called.stream()
              .map(it -> it.with(change.apply(it.analyzed(), it.member().inPlace())))
              .toList(),
          parts.stream().map(it -> it.with(change.apply(it.analyzed(), it.goesOn()))).toList(),
          problems,
          taken);
    }

    /** The same with one more that is called. */
    Parted and(CalledFunction another) {
      List<CalledFunction> all = new ArrayList<>(called);
      all.add(another);
      return new Parted(inlined, whole, inPlace, kept, all, parts, problems, taken);
    }
  }

  /**
   * Bodies of the user's other classes.
   *
   * @param keys of their methods
   * @param largest the method that makes up most of what is generated
   */
  record Taken(Set<String> keys, Optional<String> largest) {

    /** Where all others are called. */
    static final Taken NONE = new Taken(Set.of(), Optional.empty());
  }

  private void addRecursive(String key, List<Integer> exits) {
    Function function = inline.inline(program.functions().get(key));
    others.add(function);
    Analyzed analyzed = stages.analyzeForReverse(function, exits, stages.simplifier());
    recursive.add(sectioned(analyzed, marking.inline(program.functions().get(key)), exits));
  }

  private Simplifier passes() {
    return stages.passesFor(program.signature().outputs().size());
  }

  /** The method with all that it calls of its own class compiled in. */
  Function inlined() {
    return inlined;
  }

  /** The method, analyzed. */
  Analyzed primal() {
    return primal;
  }

  /** What callers have to know of it. */
  Member.Effects effects() {
    return effects;
  }

  /** Methods that call themselves, with all else compiled in. */
  List<Function> others() {
    return others;
  }

  /** What stands in the way. */
  Set<Problem> problems() {
    Set<Problem> problems = new LinkedHashSet<>(primal.problems());
    problems.addAll(
        new CopiedArrays(primal.arrays()).problems(primal.function(), copied(program.signature())));
    recursive.forEach(it -> problems.addAll(it.problems()));
    inPlace.ifPresent(it -> problems.addAll(it.problems()));
    return problems;
  }

  /** The method without its checkpointed parts; there must be no problems. */
  Parted parted() {
    Function marked = marking.inline(program.functions().get(program.key()));
    Parted plain = parted(marked);
    // Checkpointed parts are functions of their own: what they call is called.
    boolean isInOne = !Sections.areIn(marked.body()) && !program.method().method().isCheckpointed();
    Set<String> apart = new LinkedHashSet<>();
    Parted parted = plain;
    boolean isSettled = !plain.problems().isEmpty();
    while (!isSettled) {
      OutsideParts outside =
          new OutsideParts(stages, program, keptOfOthers, left, apart, simplified);
      parted =
          (isInOne ? opened(outside) : Optional.<Parted>empty())
              .orElseGet(() -> outside.in(plain, written()));
      isSettled = !apart.addAll(outside.tooLarge());
    }
    return parted;
  }

  /** With methods of other classes in it, where nothing stands in their way. */
  private Optional<Parted> opened(OutsideParts outside) {
    TensorBodies bodies = outside.bodies(primal.function());
    Analyzed whole = stages.analyzeSimplified(bodies.in(primal.function()), List.of(), passes());
    Optional<Analyzed> written =
        inPlace.map(
            it -> stages.analyzeSimplified(bodies.in(it.function()), written(), it.passes()));
    boolean isSound =
        whole.problems().isEmpty() && written.stream().allMatch(it -> it.problems().isEmpty());
    if (!bodies.areAny() || !isSound) {
      // What is wrong in another class is said there.
      return Optional.empty();
    }
    Parted parted =
        new Parted(
            bodies.in(inlined),
            whole,
            written,
            Optional.empty(),
            called(),
            List.of(),
            Set.of(),
            new Taken(bodies.taken(), bodies.largest(primal.function())));
    return Optional.of(outside.in(parted, written()));
  }

  private Parted parted(Function marked) {
    Analyzed whole = sectioned(primal, marked, List.of());
    Optional<Analyzed> written = inPlace.map(it -> sectioned(it, marked, written()));
    List<Sections.Part> parts = sections.parts();
    Optional<Analyzed> kept =
        Optional.of(program.method().method())
            .filter(Method::isCheckpointed)
            .map(any -> sections.wholeOf(inlined, passes(), program.calls().own()));
    return new Parted(
        inlined, whole, written, kept, called(), parts, sections.problems(), Taken.NONE);
  }

  /** What is known of methods that were compiled before, and are called on memory that is kept. */
  KeptParts keptOfOthers() {
    return keptOfOthers.known();
  }

  /** Methods that call themselves, with what their callers need. */
  private List<CalledFunction> called() {
    MemberCalls calls = program.calls();
    List<CalledFunction> called = new ArrayList<>();
    for (Analyzed each : recursive) {
      Function function = each.function();
      Method callee = program.method().callees().get(function.key());
      boolean isCopied = MemberCalls.isGenerated(callee) || stages.options().looksForAnomalies();
      called.add(
          new CalledFunction(
              each,
              calls.members().get(function.key()),
              calls.names().get(function.key()),
              callee.result().orElse(RecordType.NOTHING),
              Optional.of(function).filter(any -> isCopied),
              false));
    }
    return called;
  }

  /** Where {@code @Checkpoint} stores nothing less, and on what it stands. */
  Map<Origin, String> idle(Parted parted) {
    Map<Origin, String> idle = new LinkedHashMap<>(sections.idle());
    DifferentiableMethod method = program.method();
    if (parted.kept().isPresent()
        && new TapedPrograms(stages, method, inlined, parted.whole()).storesNothing()) {
      idle.put(method.method().origin(), method.method().name());
    }
    return idle;
  }

  /** A function without its checkpointed parts; itself if it has none. */
  private Analyzed sectioned(Analyzed plain, Function marked, List<Integer> exits) {
    return Sections.areIn(marked.body())
        ? sections.takeOut(sections.analyze(marked, exits, plain.passes()), exits)
        : plain;
  }

  /** Positions of the parameters that are written and that derivatives flow through. */
  private List<Integer> written() {
    return Member.inPlace(effects, position -> inlined.parameters().get(position).isActive());
  }

  /** Of the leaves of the parameters, how many of their dimensions are arrays of records. */
  private static List<Integer> copied(Signature signature) {
    return signature.parameters().stream()
        .flatMap(parameter -> Leaf.of(parameter.type()).stream())
        .map(Leaf::copied)
        .toList();
  }
}
