package dev.gradc.processor;

import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.optimize.Pass;
import dev.gradc.processor.report.ReportedMethod;
import dev.gradc.processor.source.Assumptions;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.tape.CountedStrides;
import dev.gradc.processor.tape.Derivative;
import dev.gradc.processor.tape.ForwardProgram;
import dev.gradc.processor.tape.GuardedSweeps;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.SharedLoops;
import dev.gradc.processor.tape.SplitPrograms;
import dev.gradc.processor.tape.UncalledPrimals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The stages in order: from a method as it was read to the two regions of its derivative.
 *
 * <p>This is the map of the house. Each line is a stage, each stage is a class with one public
 * method, and what goes from one to the next is immutable.
 */
final class Pipeline {

  private final Stages stages;
  private CompiledIn compiledIn;

  Pipeline(Options options, Observer observer) {
    this.stages = Stages.of(options, observer);
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
   * @param assumptions what the derivative takes for granted of other classes
   * @param report what is to be told of it, if that was asked for
   * @param taken bodies of the user's other classes that are in its gradients and tapes
   */
  record Outcome(
      Optional<Derivative> derivative,
      Assumptions assumptions,
      Set<Problem> problems,
      List<Problem> findings,
      Optional<ReportedMethod> report,
      ReversedMethod.Taken taken) {

    static Outcome of(Set<Problem> problems) {
      return new Outcome(
          Optional.empty(),
          Assumptions.NONE,
          problems,
          List.of(),
          Optional.empty(),
          ReversedMethod.Taken.NONE);
    }
  }

  /** Generated classes of which a call takes a value that carries a derivative. */
  Set<String> differentiatedThrough(DifferentiableMethod method, Predicate<String> isCompanion) {
    return compiledIn().differentiatedThrough(method, isCompanion);
  }

  /**
   * The derivative.
   *
   * @param left methods of other classes that are called in any case, by key
   */
  Outcome differentiate(DifferentiableMethod method, Set<String> left) {
    CompiledIn.Normalized normalized = compiledIn().normalize(method);
    if (!normalized.isComplete()) {
      return Outcome.of(normalized.problems());
    }
    LibraryBodies.CompiledIn library =
        new LibraryBodies(normalized.method(), normalized.functions(), normalized.outside())
            .find(stages.options().looksForAnomalies());
    Map<String, Function> functions = library.functions();
    Map<String, Function> outside = library.outside();
    functions.values().forEach(it -> stages.observer().after("normalize", it));
    DifferentiableMethod known = new CompiledInRules(library.method(), outside).attached();
    MemberCalls calls = new MemberCalls(known, functions, outside);
    MethodProgram program = new MethodProgram(known, functions, outside, calls);
    Set<Problem> sizes = program.sizes();
    return sizes.isEmpty() ? differentiate(program, normalized, left) : Outcome.of(sizes);
  }

  private Outcome differentiate(
      MethodProgram program, CompiledIn.Normalized normalized, Set<String> left) {
    ReversedMethod reversed = new ReversedMethod(stages, program, left);
    Set<Problem> problems = reversed.problems();
    ForwardMode.Programs forward =
        new ForwardMode(stages.rules(), stages.simplifier(), stages.observer())
            .differentiate(
                program.method(), program.functions(), program.outside(), program.calls());
    problems.addAll(forward.problems());
    SweptMethod swept = new SweptMethod(stages, program, reversed.primal());
    problems.addAll(swept.problems());
    if (!problems.isEmpty()) {
      return Outcome.of(normalized.told(problems));
    }
    ReversedMethod.Parted alone = reversed.parted();
    if (!alone.problems().isEmpty()) {
      return Outcome.of(normalized.told(alone.problems()));
    }
    ReversedMethod.Parted parted =
        new MethodOnKeptMemory(stages, program).in(alone, reversed.effects());
    PartPrograms parts =
        new PartPrograms(
            stages,
            program.calls(),
            parted.whole(),
            parted.called(),
            parted.parts(),
            reversed.keptOfOthers());
    ReverseProgram fused = stages.knowing(parts.known()).fused(parted.whole());
    SweptMethod.Swept sweeps = swept.of();
    if (!sweeps.problems().isEmpty()) {
      return Outcome.of(normalized.told(sweeps.problems()));
    }
    Derivative made = derivative(program, reversed, parted, parts, fused, forward, sweeps);
    Derivative derivative = finished(program, reversed, made);
    stages.observer().finished(reversed.primal().function(), derivative);
    List<Problem> findings = findings(program, reversed, parted, derivative);
    swept.finding().map(normalized::told).ifPresent(findings::add);
    return outcome(program, parted, derivative, findings);
  }

  /** A step that an option leaves out. */
  private record Last(Pass pass, UnaryOperator<Derivative> step) {}

  /** In this order: what is split has loops to count, and what is counted is passed over whole. */
  private static final List<Last> LAST =
      List.of(
          new Last(Pass.SPLIT_LOOPS, it -> new SplitPrograms().of(it)),
          new Last(Pass.STRENGTH_REDUCTION, it -> new CountedStrides().of(it)),
          new Last(Pass.ZERO_TANGENTS, it -> new GuardedSweeps().of(it)));

  /** The last steps before code is written. */
  private Derivative finished(MethodProgram program, ReversedMethod reversed, Derivative made) {
    if (stages.options().looksForAnomalies()) {
      return new CheckedDerivative(
              program.signature(), reversed.primal().function(), program.calls().copies())
          .of(made);
    }
    Derivative finished = new SharedLoops(program.method().companion()).place(made);
    for (Last last : LAST) {
      if (last.pass().isEnabled(stages.options().disabledPasses())) {
        finished = last.step().apply(finished);
      }
    }
    return finished;
  }

  private Derivative derivative(
      MethodProgram program,
      ReversedMethod reversed,
      ReversedMethod.Parted parted,
      PartPrograms parts,
      ReverseProgram fused,
      ForwardMode.Programs forward,
      SweptMethod.Swept sweeps) {
    Map<String, ForwardProgram> tangents = new LinkedHashMap<>(forward.programs());
    sweeps.forward().forEach(tangents::putIfAbsent);
    List<Derivative.Recursive> called =
        new CalledPrograms(stages, parts, tangents).of(parted.called(), parted.parts());
    called.addAll(sweeps.pullbacks());
    Derivative all =
        new Derivative(
            fused,
            taping(stages.knowing(parts.known()), program, parted).taped(),
            reversed.effects(),
            parted.inPlace().map(it -> stages.knowing(parts.known()).fused(it)),
            called,
            Optional.of(reversed.primal().function())
                .filter(any -> program.isCalled() || stages.options().looksForAnomalies()),
            Optional.ofNullable(tangents.get(program.key())),
            sweeps.matrices());
    return new UncalledPrimals(parts.keysOfParts()).removed(all);
  }

  private static TapedPrograms taping(
      Stages stages, MethodProgram program, ReversedMethod.Parted parted) {
    return new TapedPrograms(stages, program.method(), parted.inlined(), parted.taped());
  }

  private List<Problem> findings(
      MethodProgram program,
      ReversedMethod reversed,
      ReversedMethod.Parted parted,
      Derivative derivative) {
    return new ArrayList<>(
        new Findings(stages.options(), stages.rules())
            .of(
                program.method(),
                reversed.inlined(),
                reversed.others(),
                derivative.taped(),
                reversed.idle(parted)));
  }

  private Outcome outcome(
      MethodProgram program,
      ReversedMethod.Parted parted,
      Derivative derivative,
      List<Problem> findings) {
    return new Outcome(
        Optional.of(derivative),
        new AssumedOfOthers(program, stages.options(), parted.taken()).find(derivative),
        Set.of(),
        findings,
        stages
            .options()
            .report()
            .map(any -> taping(stages, program, parted).reported(derivative.taped())),
        parted.taken());
  }

  /** What other methods' derivatives are made of; nobody looks on. */
  private CompiledIn compiledIn() {
    if (compiledIn == null) {
      compiledIn = new CompiledIn(Stages.ofPrimals(stages.options()));
    }
    return compiledIn;
  }
}
