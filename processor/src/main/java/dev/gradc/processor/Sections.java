package dev.gradc.processor;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ParameterViews;
import dev.gradc.processor.analysis.Repetition;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.optimize.Simplifier;
import dev.gradc.processor.source.AccessorNames;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.transform.Outline;
import dev.gradc.processor.transform.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The checkpointed parts of a method, each a function with a generated class and a pullback of its
 * own. Where a part has checkpointed parts itself, they are taken out of it in turn.
 */
final class Sections implements Outline.Members {

  private final MemberCalls calls;
  private final Analyzer analyzer;
  private final Pipeline.Observer observer;
  private final String method;
  private final Simplifier passes;
  private final Map<String, String> classes = new LinkedHashMap<>();
  private final SharedSections shared;
  private final Map<String, List<String>> lines = new LinkedHashMap<>();
  private final List<Section> waiting = new ArrayList<>();
  private final Map<Origin, String> idle = new LinkedHashMap<>();
  private final Set<Origin> effective = new LinkedHashSet<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  /**
   * @param calls what else has generated classes
   * @param method its name
   */
  Sections(Stages stages, MemberCalls calls, String method) {
    this.calls = calls;
    this.analyzer = new Analyzer(stages.rules());
    this.observer = stages.observer();
    this.method = method;
    this.passes = stages.simplifier();
    // An anomaly names the call that it arose in.
    this.shared = new SharedSections(!stages.options().looksForAnomalies());
  }

  /**
   * A part, analyzed.
   *
   * @param lines where it begins, of calls that of each
   * @param name of its generated class
   * @param schedule name of the class with the pullback of many iterations; absent if they are
   *     divided into segments
   */
  record Part(
      Section section,
      List<String> lines,
      Member member,
      String name,
      Optional<String> schedule,
      Analyzed analyzed) {

    /** The same with another function that computes the same. */
    Part with(Analyzed other) {
      return new Part(section, lines, member, name, schedule, other);
    }

    /** Positions of the parameters whose adjoints go on from what they are. */
    List<Integer> goesOn() {
      return goOn(section);
    }

    /** What is said of its generated class. */
    String about() {
      Set<String> places = new LinkedHashSet<>(lines);
      String where = (places.size() > 1 ? "lines " : "line ") + String.join(", ", places);
      if (!section.checkpoint().isCall()) {
        return "of some iterations of the loop in " + where;
      }
      return (lines.size() > 1 ? "of the checkpointed calls in " : "of the checkpointed call in ")
          + where;
    }

    /** What is said of the class with the pullback of many iterations. */
    String aboutSchedule() {
      return "of the loop in line "
          + section.function().origin().line()
          + ", which holds at most "
          + section.checkpoint().snapshots()
          + " states at once";
    }
  }

  /** Whether there is anything to be taken out of a function. */
  static boolean areIn(Block block) {
    return block.contains(
        statement ->
            (statement instanceof Statement.CountedLoop counted && counted.checkpoint().isPresent())
                || (statement instanceof Statement.WhileLoop endless
                    && endless.checkpoint().isPresent()));
  }

  /** A function without its checkpointed parts, which are uses of members then. */
  Analyzed takeOut(Analyzed whole, List<Integer> exits) {
    Analyzed current = whole;
    Optional<Outline.Outlined> next = outline(current);
    while (next.isPresent()) {
      Outline.Outlined outlined = next.get();
      problems.addAll(outlined.problems());
      Origin mark = outlined.checkpoint().origin();
      if (outlined.section().isPresent() || !outlined.problems().isEmpty()) {
        outlined
            .section()
            .filter(it -> classes.containsKey(it.function().key()))
            .ifPresent(waiting::add);
        effective.add(mark);
      } else {
        idle.put(mark, Checkpoint.nameOf(outlined.marked().origin()));
      }
      current = analyzer.analyze(outlined.function(), exits, whole.passes());
      next = outline(current);
    }
    problems.addAll(current.problems());
    observer.after("checkpoint", current.function());
    return current;
  }

  /** What is known of a function with marks. */
  Analyzed analyze(Function marked, List<Integer> exits, Simplifier simplifier) {
    return analyzer.analyze(marked, exits, simplifier);
  }

  /**
   * All of a method as one part: its tape stores the arguments.
   *
   * @param own the method as a member
   */
  Analyzed wholeOf(Function inlined, Simplifier simplifier, Member own) {
    for (Statement obstacle : Repetition.obstacles(inlined.body())) {
      problems.add(
          Problem.of(
              DiagnosticCode.CHECKPOINT_EFFECT,
              obstacle.origin(),
              obstacle.origin().text(),
              "the backward pass runs it again, and it may do or give something else then",
              "compute it outside and pass it in"));
    }
    FreshNames names = FreshNames.in(inlined);
    List<Variable> results = new ArrayList<>();
    for (Atom result : inlined.results()) {
      results.add(names.fresh(method, result.type(), Variable.Role.SINGLE));
    }
    List<Statement> statements = new ArrayList<>();
    List<Atom> arguments = new ArrayList<>();
    inlined.parameters().forEach(parameter -> arguments.add(parameter.variable()));
    statements.add(new Statement.Invoke(results, own, arguments, inlined.origin()));
    Analyzed whole =
        analyzer.analyze(
            inlined.with(new Block(statements), List.copyOf(results)), List.of(), simplifier);
    for (Problem problem : whole.problems()) {
      if (problems.isEmpty()) {
        problems.add(
            Problem.of(
                DiagnosticCode.CHECKPOINT_EFFECT,
                inlined.origin(),
                method,
                problem.arguments().get(problem.arguments().size() - 1),
                "let it work on arrays of its own"));
      }
    }
    return whole;
  }

  private Optional<Outline.Outlined> outline(Analyzed analyzed) {
    return new Outline(analyzed.arrays(), analyzed.activity()).outline(analyzed.function(), this);
  }

  /** The parts that were taken out so far, and theirs. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Section section = waiting.remove(0);
      Function function = section.function();
      List<Integer> goOn = goOn(section);
      Analyzed analyzed = takeOut(analyzer.analyze(function, goOn, passes), goOn);
      String name = classes.get(function.key());
      boolean isScheduled = section.checkpoint().snapshots() > 0;
      parts.add(
          new Part(
              section,
              lines.get(function.key()),
              member(section, name),
              name,
              isScheduled ? Optional.of(name + "Schedule") : Optional.empty(),
              analyzed));
    }
    return parts;
  }

  /**
   * Positions of the parameters whose adjoints go on from what they are: numbers, and arrays for
   * which the gradient's own cannot serve as the adjoint.
   */
  private static List<Integer> goOn(Section section) {
    Function function = section.function();
    List<Variable> parameters =
        function.parameters().stream().map(Function.Parameter::variable).toList();
    Set<Variable> views =
        new ParameterViews(new AliasAnalysis().analyze(function))
            .find(parameters, function.body())
            .keySet();
    return section.constants().stream()
        .filter(i -> function.parameters().get(i).isActive() && !views.contains(parameters.get(i)))
        .sorted()
        .toList();
  }

  Set<Problem> problems() {
    return problems;
  }

  /** Where {@code @Checkpoint} stores nothing less, and on what it stands. */
  Map<Origin, String> idle() {
    Map<Origin, String> useless = new LinkedHashMap<>(idle);
    // What stands in several copies of a body has an effect if it has in one of them.
    useless.keySet().removeAll(effective);
    return useless;
  }

  @Override
  public String nameOf(Checkpoint checkpoint) {
    String base = method + (checkpoint.isCall() ? "Call" : "Segment");
    String name = calls.unusedName(base);
    while (checkpoint.snapshots() > 0 && calls.isTaken(name + "Schedule")) {
      name = calls.unusedName(base);
    }
    if (checkpoint.snapshots() > 0) {
      calls.unusedName(name + "Schedule");
    }
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  @Override
  public Member of(Section section) {
    Section first = shared.first(section);
    String line = String.valueOf(section.function().origin().line());
    lines.computeIfAbsent(first.function().key(), any -> new ArrayList<>()).add(line);
    if (!first.function().key().equals(section.function().key())) {
      calls.giveBack(classOf(section));
      return member(first, classes.get(first.function().key()));
    }
    String name = classOf(section);
    classes.put(section.function().key(), name);
    boolean isScheduled = section.checkpoint().snapshots() > 0;
    return member(section, isScheduled ? name + "Schedule" : name);
  }

  private static String classOf(Section section) {
    String function = section.function().name();
    return function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
  }

  /**
   * The section as a member.
   *
   * @param pullback name of the class that has it
   */
  private Member member(Section section, String pullback) {
    Function function = section.function();
    String own = calls.companionOf(classes.get(function.key()));
    List<Type> types = function.parameters().stream().map(it -> it.variable().type()).toList();
    Member.Effects found = MemberCalls.effects(function);
    Set<Integer> joined = new LinkedHashSet<>(found.joined());
    joined.removeAll(section.copied());
    // It writes its own copies, even where it is only known that an argument was copied.
    Member.Effects effects =
        new Member.Effects(
            Set.of(),
            Set.of(),
            found.shared(),
            joined,
            found.repeated(),
            found.statics(),
            found.isRepeatable());
    return new Member(
        Member.Kind.STATIC,
        function.key(),
        own,
        Signature.PRIMAL,
        types,
        Signature.results(section.result()),
        Signature.carrier(section.result(), own),
        effects,
        Optional.of(
            Member.Pullback.ofPart(
                calls.companionOf(pullback),
                AccessorNames.ofLeaves(Signature.parametersOf(function)),
                Set.copyOf(goOn(section)))),
        false);
  }
}
