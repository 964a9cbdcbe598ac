package dev.gradc.processor.derivatives;

import dev.gradc.processor.Options;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.DifferentiableMethod;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.transform.Inline;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles calls of generated classes in, where they are differentiated through, and takes the
 * objects apart that they work on.
 */
public final class Opening {

  /** Each round finds what the one before has made useless; fewer leave longer code. */
  private static final int ROUNDS = 8;

  private final DifferentiableMethod method;
  private final boolean isWritten;
  private final Map<String, Primal> primals;
  private final Transforms transforms;
  private final Options options;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Set<Origin> calls = new LinkedHashSet<>();
  private final Set<String> refused = new LinkedHashSet<>();
  private final Map<String, Companion> companions = new LinkedHashMap<>();

  /**
   * The method whose derivative is taken, with all that it calls compiled in.
   *
   * @param companion what is made of it; absent if it is refused
   * @param reason why, empty if that is said elsewhere
   */
  public record Primal(Optional<Companion> companion, String reason) {}

  /**
   * @param primals by the class that is generated for it, each method whose derivative is
   *     differentiated through
   * @param isWritten whether the functions become Java, beside the method
   */
  public Opening(
      DifferentiableMethod method,
      boolean isWritten,
      Map<String, Primal> primals,
      Transforms transforms,
      Options options) {
    this.method = method;
    this.isWritten = isWritten;
    this.primals = primals;
    this.transforms = transforms;
    this.options = options;
  }

  /**
   * What became of the functions.
   *
   * @param functions with those that call themselves in derivatives
   * @param methods what they were, and what these would be
   * @param problems what stands in the way
   * @param calls where the calls stand that are compiled in
   * @param isComplete whether the functions are; if not, and there are no problems, another method
   *     has them
   */
  public record Opened(
      Map<String, Function> functions,
      Map<String, Method> methods,
      Set<Problem> problems,
      Set<Origin> calls,
      boolean isComplete) {}

  /**
   * The functions in which no call of such a class is left.
   *
   * @param functions in normal form, by key
   * @param methods what they were, by key
   */
  public Opened open(Map<String, Function> functions, Map<String, Method> methods) {
    primals.forEach((name, primal) -> primal.companion().ifPresent(it -> companions.put(name, it)));
    Map<String, Function> members = new LinkedHashMap<>();
    boolean isComplete = true;
    for (Function function : functions.values()) {
      isComplete &= make(function.body(), members);
    }
    Map<String, Function> opened = new LinkedHashMap<>(functions);
    RecursiveCalls recursive = new RecursiveCalls(companions.values());
    if (isComplete) {
      Map<String, Function> inner = new LinkedHashMap<>(members);
      companions.values().stream()
          .flatMap(it -> it.functions().stream())
          .forEach(it -> inner.put(it.key(), it));
      Inline inline = new Inline(inner, Map.of());
      for (Function function : functions.values()) {
        Set<String> own = methods.get(function.key()).opened();
        if (!own.isEmpty()) {
          FunctionOpening apart =
              new FunctionOpening(companions, own, method.derivativeMembers(), methods);
          Function taken = apart.open(function, isCalledAsItIs(function, functions));
          problems.addAll(apart.problems());
          if (apart.problems().isEmpty()) {
            Function whole = tidied(compiledIn(inline, taken), taken);
            opened.put(
                function.key(), recursive.called(whole, methods.get(function.key()).owner()));
          }
        }
      }
    }
    opened.putAll(recursive.functions());
    Map<String, Method> known = new LinkedHashMap<>(methods);
    known.putAll(recursive.methods());
    return new Opened(opened, known, problems, calls, isComplete && problems.isEmpty());
  }

  /** What a derivative inside a derivative computes comes from its call, for all but anomalies. */
  private Function compiledIn(Inline inline, Function taken) {
    return options.looksForAnomalies() ? inline.knownInPlace(taken) : inline.known(taken);
  }

  /**
   * Without what the user of a derivative did not ask for.
   *
   * @param taken the function before derivatives were compiled in
   */
  private Function tidied(Function function, Function taken) {
    Set<Variable> own = DefinedVariables.in(taken.body());
    Function current = function;
    for (int round = 0; round < ROUNDS; round++) {
      Set<Variable> ours = new LinkedHashSet<>(DefinedVariables.in(current.body()));
      ours.removeAll(own);
      Function next = transforms.withoutUseless(current, ours);
      if (transforms.isOptimized()) {
        Function open = Cells.replaced(next);
        next = UnreadArrays.removed(SettledIdentities.settled(open, ours), ours);
      }
      if (next.equals(current)) {
        return current;
      }
      current = next;
    }
    return current;
  }

  /** The annotated method itself, and those that become members since they call themselves. */
  private boolean isCalledAsItIs(Function function, Map<String, Function> functions) {
    return function.key().equals(method.method().key())
        || Recursion.isIn(function.key(), functions);
  }

  /** Makes functions of the members that are called; false if one cannot be made. */
  private boolean make(Block block, Map<String, Function> members) {
    boolean isComplete = true;
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Call call
          && method.derivativeMembers().containsKey(call.function())) {
        calls.add(call.origin());
      }
      if (statement instanceof Statement.Call call
          && method.derivativeMembers().containsKey(call.function())
          && !members.containsKey(call.function())) {
        DerivativeMember member = method.derivativeMembers().get(call.function());
        Optional<Function> made = make(member, call.origin());
        made.ifPresent(it -> members.put(it.key(), it));
        isComplete &= made.isPresent();
      }
      for (Block inner : statement.blocks()) {
        isComplete &= make(inner, members);
      }
    }
    return isComplete;
  }

  /** What is wrong with a method as a whole is said once. */
  private Optional<Function> make(DerivativeMember member, Origin origin) {
    if (refused.contains(member.companion())) {
      return Optional.empty();
    }
    Optional<Problem> problem = problem(member, origin);
    if (problem.isPresent() || !companions.containsKey(member.companion())) {
      refused.add(member.companion());
      problem.ifPresent(problems::add);
      return Optional.empty();
    }
    Companion companion = companions.get(member.companion());
    Optional<Function> made = new MemberFunctions(companion, options.guard()).of(member);
    if (made.isEmpty()) {
      problems.add(
          refusal(
              origin,
              "only gradients in one sweep, tapes and tangents can",
              "use gradient(...), addGradient(...), forward(...) or jvp(...), and what they give"));
    }
    return made;
  }

  private Optional<Problem> problem(DerivativeMember member, Origin origin) {
    DifferentiableMethod.Differentiated differentiated =
        method.derivatives().get(member.companion());
    if (differentiated.hasCycle()) {
      return Optional.of(Problem.of(DiagnosticCode.CYCLIC_DERIVATIVE, origin, origin.text()));
    }
    Primal primal = primals.get(member.companion());
    if (differentiated.method().isEmpty() || primal == null) {
      return Optional.empty();
    }
    if (primal.companion().isEmpty()) {
      return primal.reason().isEmpty()
          ? Optional.empty()
          : Optional.of(
              refusal(origin, primal.reason(), "take the derivative of a method without that"));
    }
    Optional<String> hidden = hidden(differentiated.method().get());
    if (isWritten && hidden.isPresent()) {
      return Optional.of(
          Problem.of(DiagnosticCode.HIDDEN_DERIVATIVE, origin, origin.text(), hidden.get()));
    }
    return companions.get(member.companion()).writesRows()
        ? Optional.of(
            refusal(
                origin,
                "its method writes into arrays of arrays that it is given, or puts their rows beside"
                    + " rows that it writes",
                "let it write into arrays that it has made itself, with copies of the rows"))
        : Optional.empty();
  }

  /** What the other uses, and what generated code beside the method may not name. */
  private Optional<String> hidden(DifferentiableMethod other) {
    boolean isNeighbour = other.signature().packageName().equals(method.signature().packageName());
    return isNeighbour
        ? Optional.empty()
        : Stream.concat(
                other.allHidden().stream(),
                other.allClassesNamed().stream()
                    .filter(method.closed()::contains)
                    .map(it -> it.replace('/', '.')))
            .findFirst();
  }

  private static Problem refusal(Origin origin, String reason, String cure) {
    return Problem.of(DiagnosticCode.NO_SECOND_DERIVATIVE, origin, origin.text(), reason, cure);
  }
}
