package dev.gradc.processor;

import dev.gradc.processor.analysis.FreeVariables;
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
import dev.gradc.processor.uses.BackwardOrder;
import dev.gradc.processor.uses.Sightings;
import dev.gradc.processor.uses.TapeClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
      TapeClass tape = new TapeClass(signature, program.slices(), guarded(signature, program));
      recorded.put(tape.name(), new Recorded(compiled.method(), tape));
    }
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
          Set<Integer> readers = readers(program, variable);
          guarded.add(new TapeClass.Guarded(i, leaf.path(), variable, readers));
        }
        position++;
      }
    }
    return guarded;
  }

  private static Set<Integer> readers(ReverseProgram program, Variable array) {
    Set<Integer> readers = new LinkedHashSet<>();
    boolean isRead = FreeVariables.of(program.backward()).contains(array);
    for (int i = 0; i < program.slices().outputs().size(); i++) {
      // Without regions of their own, the only output's is that of all.
      if (program.outputs().isEmpty()
          ? isRead
          : FreeVariables.of(program.outputs().get(i)).contains(array)) {
        readers.add(i);
      }
    }
    if (isRead) {
      readers.add(TapeClass.ALL);
    }
    return readers;
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
      for (Retained retained : read.isWhole() ? retained(method) : List.<Retained>of()) {
        if (sightings.isRetainedForNothing(method.tape(), retained.slots())) {
          Findings.leveled(retained.problem(), options)
              .ifPresent(it -> found.add(new Found(it, method.method().sourceFile())));
        }
      }
    }
    return found;
  }

  /** A {@code @Retain}, with what it keeps, and what is said if that is for nothing. */
  private record Retained(Set<Variable> slots, Problem problem) {

    static Retained of(String subject, Origin origin, Set<Variable> slots) {
      String count = slots.size() == 1 ? "1 slot" : slots.size() + " slots";
      return new Retained(
          slots, Problem.of(DiagnosticCode.RETAINED_FOR_NOTHING, origin, subject, count));
    }
  }

  /** On the method, or on components of the result, or on locals and methods that it calls. */
  private static List<Retained> retained(Recorded method) {
    TapeClass tape = method.tape();
    Origin origin = method.method().origin();
    if (tape.signature().isRetained()) {
      return List.of(Retained.of(method.method().name(), origin, tape.retained()));
    }
    List<Retained> retained = new ArrayList<>();
    List<Signature.Output> outputs = tape.signature().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).isRetained()) {
        Set<Variable> slots = new LinkedHashSet<>(tape.retained());
        slots.retainAll(tape.slices().outputs().get(i).reads());
        retained.add(Retained.of(outputs.get(i).name(), origin, slots));
      }
    }
    if (retained.isEmpty() && tape.slices().retainedAt().size() == 1) {
      Origin local = tape.slices().retainedAt().iterator().next();
      boolean isHere = local.file().equals(origin.file());
      retained.add(Retained.of(local.text(), isHere ? local : origin, tape.retained()));
    }
    return retained;
  }

  /** Nothing that was generated is wrong for it, so it is no more than a warning. */
  static Problem internalError(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    return Problem.of(DiagnosticCode.INTERNAL_ERROR, Origin.NONE, "uses of tapes", failure + place)
        .withSeverity(DiagnosticCode.Severity.WARNING);
  }
}
