package dev.gradc.processor;

import dev.gradc.processor.analysis.InlinedSize;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Methods over tensors of the user's other top-level classes that cannot stand in the place of
 * their calls, since they carry {@code @Checkpoint}, have parts that do, call themselves, or are
 * too large: each gets a class within that of the caller, which keeps what it computes, as
 * checkpointed parts of the caller's have. Through their own generated classes they would make it
 * anew in each step.
 */
final class OutsideParts {

  /** Statements of one of them: as many as of a method with bodies of other classes in it. */
  private static final int LIMIT = TensorBodies.LIMIT;

  /** Statements of all that are there for their size alone: as many as of a method that is one. */
  private static final int ROOM = InlinedSize.LIMIT;

  private final Stages stages;
  private final MethodProgram program;
  private final MemberCalls calls;
  private final TensorMethods methods;
  private final OutsideBodies visible;
  private final CallsOnKeptMemory kept;
  private final Set<String> left;
  private final Set<String> apart;
  private final Set<String> tooLarge = new LinkedHashSet<>();
  private final Map<String, Function> simplified;
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<Function, TensorBodies> bodies = new LinkedHashMap<>();

  /**
   * One of them.
   *
   * @param sections its checkpointed parts, and theirs
   */
  private record Part(CalledFunction called, List<Sections.Part> sections) {

    /** Its functions. */
    List<Function> functions() {
      List<Function> functions = new ArrayList<>(List.of(called.analyzed().function()));
      sections.forEach(it -> functions.add(it.analyzed().function()));
      return functions;
    }
  }

  /**
   * @param kept calls of methods that were compiled before
   * @param left methods that are called all the same, by key
   * @param apart those that are too large to stand in the place of their calls
   * @param simplified as in {@link TensorBodies}
   */
  OutsideParts(
      Stages stages,
      MethodProgram program,
      CallsOnKeptMemory kept,
      Set<String> left,
      Set<String> apart,
      Map<String, Function> simplified) {
    this.left = left;
    this.apart = apart;
    this.kept = kept;
    this.simplified = simplified;
    this.stages = stages;
    this.program = program;
    this.calls = program.calls();
    this.methods = new TensorMethods(program);
    this.visible = new OutsideBodies(program.method(), program.functions(), program.outside());
    // Without memory that is kept, nothing is saved.
    if (stages.layout().keepsBuffers()
        && Pass.BODIES.isEnabled(stages.options().disabledPasses())) {
      int room = ROOM;
      for (String key : program.method().outside().keySet()) {
        if (!left.contains(key) && canBePart(key)) {
          boolean isPlain = !callsItself(key) && !methods.isCheckpointed(key);
          int most = isPlain ? room : LIMIT;
          Optional<Part> part = made(key).filter(it -> size(it) <= most);
          part.ifPresent(it -> parts.put(key, it));
          room -= isPlain ? part.map(OutsideParts::size).orElse(0) : 0;
        }
      }
      while (parts.keySet().removeIf(key -> !callsMembers(calls.inlined(key).body(), key))) {
        // Who calls one that is none is looked at again.
      }
    }
  }

  /** Their keys. */
  Set<String> keys() {
    return parts.keySet();
  }

  private boolean canBePart(String key) {
    return methods.isWhatItComputes(key)
        && methods.isWhole(key)
        && (apart.contains(key) || callsItself(key) || methods.isCheckpointed(key))
        && hasDerivative(key)
        && (visible.isHere(key) || isMember(key))
        && visible.callsItselfWithin(key, calls.recursive())
        && calls.partsOf(key).stream().allMatch(visible::isVisible);
  }

  private boolean callsItself(String key) {
    return calls.recursive().contains(key);
  }

  /** Whether it has a generated class that everyone calls; else its class alone calls it. */
  private boolean isMember(String key) {
    return program.method().members().containsKey(key);
  }

  private boolean hasDerivative(String key) {
    return isMember(key)
        ? calls.members().get(key).pullback().isPresent()
        : !program.outside().get(key).detachedResult()
            && program.method().outside().get(key).result().stream()
                .anyMatch(Type::isDifferentiable);
  }

  /** Whether it calls of users' methods those alone that have derivatives and can be seen. */
  private boolean callsMembers(Block block, String key) {
    return block.statements().stream()
        .allMatch(
            it ->
                (!(it instanceof Statement.Invoke invoke) || canCall(invoke.member(), key))
                    && it.blocks().stream().allMatch(inner -> callsMembers(inner, key)));
  }

  private boolean canCall(Member callee, String key) {
    if (callee.kind() == Member.Kind.CONCATENATION
        || callee.isRetain()
        || OutsideBodies.isOfLibrary(callee.owner())
        || callee.key().equals(key)) {
      return true;
    }
    boolean isKnown =
        parts.containsKey(callee.key())
            || isMember(callee.key())
            || !program.method().outside().containsKey(callee.key());
    return isKnown && (visible.isHere(key) || visible.isNameable(callee.key()));
  }

  private Optional<Part> made(String key) {
    Method method = program.method().outside().get(key);
    Analyzed plain =
        stages.analyzeForReverse(
            Unretained.of(calls.inlined(key)), List.of(), stages.passesFor(methods.outputs(key)));
    Analyzed whole = plain;
    Function marked = Unretained.of(calls.marked(key));
    List<Sections.Part> sections = List.of();
    if (Sections.areIn(marked.body())) {
      Sections taking = new Sections(stages, calls, method.name());
      whole = taking.takeOut(taking.analyze(marked, List.of(), plain.passes()), List.of());
      sections = taking.parts();
      if (!taking.problems().isEmpty()) {
        // They are told where it stands.
        return Optional.empty();
      }
    }
    if (!whole.problems().isEmpty()) {
      return Optional.empty();
    }
    String name = calls.unusedName(method.name());
    CalledFunction called =
        new CalledFunction(
            whole,
            member(key, name),
            name,
            method.result().orElse(RecordType.NOTHING),
            Optional.of(whole.function()).filter(any -> !isMember(key)),
            true);
    return Optional.of(new Part(called, sections));
  }

  private static int size(Part part) {
    return part.functions().stream().mapToInt(it -> it.body().size()).sum();
  }

  /** The method, whose pullback is in the class within that of the caller. */
  private Member member(String key, String name) {
    Member known = calls.members().get(key);
    String companion = calls.companionOf(name);
    Member.Pullback pullback =
        new Member.Pullback(
            companion, AccessorNames.ofLeaves(Signature.parametersOf(program.outside().get(key))));
    if (isMember(key)) {
      return known.with(pullback);
    }
    // Its own class alone may call it: it is copied.
    return new Member(
        Member.Kind.STATIC,
        key,
        companion,
        Signature.PRIMAL,
        known.parameters(),
        known.results(),
        program
            .method()
            .outside()
            .get(key)
            .result()
            .flatMap(it -> Signature.carrier(it, companion)),
        known.effects(),
        Optional.of(pullback),
        false);
  }

  /**
   * The same where they are called, with bodies of other classes in it, in its parts, and in
   * theirs.
   *
   * @param exits of the form in place
   */
  ReversedMethod.Parted in(ReversedMethod.Parted parted, List<Integer> exits) {
    Set<String> used = used(parted);
    List<CalledFunction> called = new ArrayList<>();
    parted.called().forEach(it -> called.add(in(it)));
    List<Sections.Part> sections = new ArrayList<>();
    parted.parts().forEach(it -> sections.add(in(it)));
    for (String key : used) {
      called.add(in(parts.get(key).called()));
      parts.get(key).sections().forEach(it -> sections.add(in(it)));
    }
    return new ReversedMethod.Parted(
        parted.inlined(),
        in(parted.whole(), List.of()),
        parted.inPlace().map(it -> in(it, exits)),
        parted.kept(),
        called,
        sections,
        parted.problems(),
        taken(parted.taken(), used));
  }

  private ReversedMethod.Taken taken(ReversedMethod.Taken own, Set<String> used) {
    Set<String> taken = new LinkedHashSet<>(own.keys());
    Optional<String> largest = own.largest();
    for (Map.Entry<Function, TensorBodies> each : bodies.entrySet()) {
      taken.addAll(each.getValue().taken());
      largest = largest.or(() -> each.getValue().largest(each.getKey()));
    }
    used.forEach(key -> taken.addAll(methods.partsOf(key)));
    Comparator<String> bySize = Comparator.comparingInt(it -> size(parts.get(it)));
    return new ReversedMethod.Taken(taken, largest.or(() -> used.stream().max(bySize)));
  }

  private CalledFunction in(CalledFunction called) {
    return called.with(in(called.analyzed(), called.member().inPlace()));
  }

  private Sections.Part in(Sections.Part section) {
    return section.with(in(section.analyzed(), section.goesOn()));
  }

  private Analyzed in(Analyzed analyzed, List<Integer> exits) {
    Analyzed with = in(analyzed, opened(analyzed.function()), exits);
    // What is wrong in another class is said there.
    return with.problems().isEmpty() ? with : in(analyzed, analyzed.function(), exits);
  }

  private Analyzed in(Analyzed analyzed, Function opened, List<Integer> exits) {
    Function function = opened.with(in(opened.body()));
    return function.equals(analyzed.function())
        ? analyzed
        : stages.analyzeSimplified(function, exits, analyzed.passes());
  }

  private Function opened(Function function) {
    return bodies.containsKey(function) ? bodies.get(function).in(function) : function;
  }

  /** Bodies of other classes that are put into a function. */
  TensorBodies bodies(Function function) {
    TensorBodies put = new TensorBodies(stages, program, function, left, simplified, keys());
    tooLarge.addAll(put.tooLarge());
    return put;
  }

  /** Those that are called since there would be too many statements with them. */
  Set<String> tooLarge() {
    return tooLarge;
  }

  /** Puts bodies of other classes into a function that is a part. */
  private void open(Function function) {
    if (!bodies.containsKey(function)) {
      TensorBodies put = bodies(function);
      if (put.areAny()) {
        bodies.put(function, put);
      }
    }
  }

  private Block in(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      statements.add(
          statement instanceof Statement.Invoke invoke
              ? in(invoke)
              : statement.withBlocks(statement.blocks().stream().map(this::in).toList()));
    }
    return new Block(statements);
  }

  private Statement.Invoke in(Statement.Invoke invoke) {
    if (kept.isOne(invoke.member())) {
      return kept.of(invoke);
    }
    return parts.containsKey(invoke.member().key())
        ? new Statement.Invoke(
            invoke.targets(),
            parts.get(invoke.member().key()).called().member(),
            invoke.arguments(),
            invoke.origin())
        : invoke;
  }

  /** Those that are called, by others of them too. */
  private Set<String> used(ReversedMethod.Parted parted) {
    Set<String> used = new LinkedHashSet<>();
    List<Function> whole = new ArrayList<>(List.of(parted.whole().function()));
    parted.inPlace().ifPresent(it -> whole.add(it.function()));
    if (parted.taken().keys().isEmpty()) {
      whole.forEach(this::open);
    }
    whole.forEach(it -> collect(opened(it).body(), used));
    parted.called().forEach(it -> collectOpened(it.analyzed().function(), used));
    parted.parts().forEach(it -> collectOpened(it.analyzed().function(), used));
    Deque<String> open = new ArrayDeque<>(used);
    while (!open.isEmpty()) {
      Set<String> more = new LinkedHashSet<>();
      parts.get(open.remove()).functions().forEach(it -> collectOpened(it, more));
      more.stream().filter(used::add).forEach(open::add);
    }
    return used;
  }

  private void collectOpened(Function function, Set<String> used) {
    open(function);
    collect(opened(function).body(), used);
  }

  private void collect(Block block, Set<String> used) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && parts.containsKey(invoke.member().key())) {
        used.add(invoke.member().key());
      }
      statement.blocks().forEach(it -> collect(it, used));
    }
  }
}
