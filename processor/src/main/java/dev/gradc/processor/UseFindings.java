package dev.gradc.processor;

import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.frontend.AnnotatedMethod;
import dev.gradc.processor.frontend.TapeUseReader;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.source.UserMethod;
import dev.gradc.processor.tape.ReverseProgram;
import dev.gradc.processor.tape.Slices;
import dev.gradc.processor.tape.Slot;
import dev.gradc.processor.uses.BackwardOrder;
import dev.gradc.processor.uses.Sightings;
import dev.gradc.processor.uses.TapeClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What user code in the build does with the tapes that were generated in it. */
final class UseFindings {

  private final Options options;
  private final Map<String, Recorded> recorded = new LinkedHashMap<>();

  UseFindings(Options options) {
    this.options = options;
  }

  /** A method with a tape. */
  private record Recorded(AnnotatedMethod method, TapeClass tape) {}

  /**
   * A finding.
   *
   * @param file address of the file that it is about
   */
  record Found(Problem problem, String file) {}

  /** A method was compiled. */
  void add(CompiledMethod compiled) {
    if (compiled.derivative().isPresent() && compiled.method().signature().isPresent()) {
      Signature signature = compiled.method().signature().get();
      ReverseProgram program = compiled.derivative().get().taped();
      TapeClass tape =
          new TapeClass(signature, slicesOf(signature, program), guarded(signature, program));
      recorded.put(tape.name(), new Recorded(compiled.method(), tape));
    }
  }

  /**
   * Until {@code ReverseProgram} has slices of its own: one output, whose pass gives up all that
   * can be freed. To be replaced by {@code program.slices()}.
   */
  private static Slices slicesOf(Signature signature, ReverseProgram program) {
    List<Slot> freed = program.slots().stream().filter(Slot::isFreed).toList();
    Set<Variable> reads = new LinkedHashSet<>(program.guarded());
    program.slots().forEach(slot -> reads.add(slot.variable()));
    return new Slices(
        List.of(new Slices.Output("value", reads)),
        Map.of(Slices.Pair.of(0, 0), freed),
        Map.of(),
        signature.isRetained()
            ? freed.stream().map(Slot::variable).collect(Collectors.toSet())
            : Set.of());
  }

  /** What is checked at run time; where the tape copies, or trusts the caller, nothing is wrong. */
  private List<TapeClass.Guarded> guarded(Signature signature, ReverseProgram program) {
    List<TapeClass.Guarded> guarded = new ArrayList<>();
    if (options.guard() != Options.Guard.CHECK) {
      return guarded;
    }
    int position = 0;
    for (int i = 0; i < signature.parameters().size(); i++) {
      for (Leaf leaf : Leaf.of(signature.parameters().get(i).type())) {
        Variable variable = program.parameters().get(position);
        if (program.guarded().contains(variable) && leaf.copied() == 0) {
          guarded.add(new TapeClass.Guarded(i, leaf.path(), variable));
        }
        position++;
      }
    }
    return guarded;
  }

  boolean isWanted() {
    return !recorded.isEmpty()
        && (isWanted(Options.Finding.SURE_FAILURE)
            || isWanted(Options.Finding.NEEDLESS_RETAIN)
            || isWanted(Options.Finding.MODIFIED_IN_PLACE));
  }

  private boolean isWanted(Options.Finding finding) {
    return options.findings().containsKey(finding);
  }

  /** All findings, in order of the files. */
  List<Found> find(TapeUseReader reader) {
    Map<String, TapeClass> tapes = new LinkedHashMap<>();
    Set<String> companions = new LinkedHashSet<>();
    recorded.forEach(
        (name, method) -> {
          tapes.put(name, method.tape());
          companions.add(CompanionFiles.qualifiedName(method.tape().signature()));
        });
    TapeUseReader.Read read = reader.read(companions, tapes.keySet());
    Sightings sightings = new Sightings();
    BackwardOrder order = new BackwardOrder(tapes, sightings);
    List<Found> found = new ArrayList<>();
    for (UserMethod method : read.methods()) {
      for (Problem problem : order.problems(method)) {
        Findings.leveled(problem, options)
            .ifPresent(it -> found.add(new Found(it, method.sourceFile())));
      }
    }
    for (Recorded method : recorded.values()) {
      if (read.isWhole() && sightings.isRetainedForNothing(method.tape())) {
        Findings.leveled(retained(method), options)
            .ifPresent(it -> found.add(new Found(it, method.method().sourceFile())));
      }
    }
    return found;
  }

  private static Problem retained(Recorded method) {
    int slots = method.tape().retained().size();
    return Problem.of(
        DiagnosticCode.RETAINED_FOR_NOTHING,
        method.method().origin(),
        method.method().name(),
        slots == 1 ? "1 slot" : slots + " slots");
  }

  /** Nothing that was generated is wrong for it, so it is no more than a warning. */
  static Problem internalError(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return Problem.of(DiagnosticCode.INTERNAL_ERROR, Origin.NONE, "uses of tapes", failure + place)
        .withSeverity(DiagnosticCode.Severity.WARNING);
  }
}
