package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DetachEffects;
import dev.gradc.processor.analysis.GradientFlow;
import dev.gradc.processor.analysis.KinkAnalysis;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.rules.Singularity;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Signature;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is right as it stands, and probably not meant: found where options ask for it. */
final class Findings {

  private final Map<Options.Finding, Options.Level> wanted;
  private final Rules rules;
  private final List<Problem> found = new ArrayList<>();

  Findings(Options options, Rules rules) {
    this.wanted = options.findings();
    this.rules = rules;
  }

  /**
   * All findings in a method.
   *
   * @param inlined the method as it is written, with what it calls
   * @param recursive what it calls and is not in it
   * @param idle checkpoints that store nothing less, and on what they stand
   */
  List<Problem> of(
      DifferentiableMethod method,
      Function inlined,
      List<Function> recursive,
      ReverseProgram taped,
      Map<Origin, String> idle) {
    Signature signature = method.signature();
    ArrayOrigins arrays = new AliasAnalysis().analyze(inlined);
    noGradients(signature, inlined, new GradientFlow(rules, arrays));
    method
        .constantDetaches()
        .forEach((origin, name) -> add(Options.Finding.USELESS_DETACH, origin, name));
    new DetachEffects(new ActivityAnalysis(rules, arrays).analyze(inlined))
        .useless(inlined)
        .forEach(origin -> add(Options.Finding.USELESS_DETACH, origin, origin.text()));
    idle.forEach(
        (origin, name) -> {
          boolean isMethod = origin.equals(signature.origin());
          String reason =
              isMethod
                  ? "its tape stores nothing but the arguments without it"
                  : "no derivative goes through it";
          add(Options.Finding.USELESS_CHECKPOINT, origin, name, reason);
        });
    LifetimeFindings lifetime = new LifetimeFindings(signature, inlined, taped);
    lifetime
        .uselessRetains()
        .forEach((origin, name) -> add(Options.Finding.USELESS_RETAIN, origin, name));
    lifetime
        .sharedGraphs()
        .forEach(it -> add(Options.Finding.SHARED_GRAPH, it.origin(), it.arguments()));
    if (wanted.containsKey(Options.Finding.KINK)) {
      kinks(inlined);
      recursive.forEach(this::kinks);
    }
    return found;
  }

  private void kinks(Function inlined) {
    ArrayOrigins arrays = new AliasAnalysis().analyze(inlined);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(inlined);
    Map<Origin, Set<Singularity>> places = new LinkedHashMap<>();
    for (KinkAnalysis.Kink kink : new KinkAnalysis(rules, arrays, activity).reachable(inlined)) {
      // What is called twice is there twice.
      places.computeIfAbsent(kink.origin(), any -> new LinkedHashSet<>()).addAll(kink.places());
    }
    places.forEach(
        (origin, singular) -> {
          String where =
              singular.stream()
                  .map(Singularity::where)
                  .distinct()
                  .collect(Collectors.joining(", or where "));
          String cure = singular.iterator().next().cure();
          add(Options.Finding.KINK, origin, origin.text(), where, cure);
        });
  }

  private void noGradients(Signature signature, Function inlined, GradientFlow flow) {
    List<Integer> inPlace = Member.inPlace(MemberCalls.effects(inlined), any -> true);
    int position = 0;
    for (Signature.Parameter parameter : signature.parameters()) {
      Set<Integer> leaves = new LinkedHashSet<>();
      for (Leaf leaf : Leaf.of(parameter.type())) {
        if (leaf.isActive() && !parameter.detached()) {
          leaves.add(position);
        }
        position++;
      }
      // Callers see a gradient by what the method writes there, unless it puts other rows there.
      boolean isWritten = leaves.stream().anyMatch(inPlace::contains);
      if (!leaves.isEmpty() && !isWritten) {
        GradientFlow.Flow found = flow.of(inlined, leaves);
        if (!found.flows()) {
          Origin origin = originOf(parameter, signature, inlined);
          add(Options.Finding.NO_GRADIENT, origin, parameter.name(), why(found));
        }
      }
    }
  }

  private static String why(GradientFlow.Flow flow) {
    if (!flow.isRead()) {
      return "nothing reads it";
    }
    return flow.cut()
        .map(cut -> "it ends at '" + cut.text() + "' (" + cut.place() + ")")
        .orElse("the result does not depend on it");
  }

  private static Origin originOf(
      Signature.Parameter parameter, Signature signature, Function inlined) {
    int position = 0;
    for (Signature.Parameter other : signature.parameters()) {
      if (other.equals(parameter)) {
        break;
      }
      position += Leaf.of(other.type()).size();
    }
    return inlined.parameters().get(position).origin();
  }

  private void add(Options.Finding finding, Origin origin, String... arguments) {
    level(finding, Problem.of(codeOf(finding), origin, arguments), wanted).ifPresent(found::add);
  }

  /** A problem of user code, taken as seriously as options say. */
  static Optional<Problem> leveled(Problem problem, Options options) {
    for (Options.Finding finding : Options.Finding.values()) {
      if (codeOf(finding) == problem.code()) {
        return level(finding, problem, options.findings());
      }
    }
    throw new IllegalArgumentException(problem.code().id() + " is no finding");
  }

  private static Optional<Problem> level(
      Options.Finding finding, Problem problem, Map<Options.Finding, Options.Level> wanted) {
    return Optional.ofNullable(wanted.get(finding))
        .map(level -> problem.withSeverity(severity(level)));
  }

  private static DiagnosticCode.Severity severity(Options.Level level) {
    return switch (level) {
      case NOTE -> DiagnosticCode.Severity.NOTE;
      case WARN -> DiagnosticCode.Severity.WARNING;
      case ERROR -> DiagnosticCode.Severity.ERROR;
    };
  }

  private static DiagnosticCode codeOf(Options.Finding finding) {
    return switch (finding) {
      case NO_GRADIENT -> DiagnosticCode.NO_GRADIENT;
      case USELESS_DETACH -> DiagnosticCode.USELESS_DETACH;
      case USELESS_RETAIN -> DiagnosticCode.USELESS_RETAIN;
      case NEEDLESS_RETAIN -> DiagnosticCode.RETAINED_FOR_NOTHING;
      case SURE_FAILURE -> DiagnosticCode.BACKWARD_FAILS;
      case POSSIBLE_FAILURE -> DiagnosticCode.BACKWARD_MAY_FAIL;
      case MODIFIED_IN_PLACE -> DiagnosticCode.MODIFIED_BEFORE_BACKWARD;
      case SHARED_GRAPH -> DiagnosticCode.SHARED_GRAPH;
      case USELESS_CHECKPOINT -> DiagnosticCode.USELESS_CHECKPOINT;
      case KINK -> DiagnosticCode.KINK;
    };
  }
}
