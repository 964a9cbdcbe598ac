package dev.gradc.processor;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.source.DerivativeMember;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keeps a function from being swept forward, or more than once. */
final class SweepProblems {

  private final Function function;
  private final Activity activity;
  private final ArrayOrigins arrays;

  SweepProblems(Function function, Activity activity, ArrayOrigins arrays) {
    this.function = function;
    this.activity = activity;
    this.arrays = arrays;
  }

  /** Whether another sweep over the same arguments finds the same, once they are put back. */
  boolean canRepeat() {
    return unrepeatable(function.body()).isEmpty() && movedRows().isEmpty();
  }

  /** Whether all that a derivative flows through can be gone through forward. */
  boolean canGoForward() {
    return calls().stream()
        .allMatch(
            it ->
                it.member().pushforward().isPresent()
                    || (it.member().pullback().orElseThrow().rule().isPresent()
                        && it.targets().get(0).type() instanceof Scalar));
  }

  /** Whether there are members that have a tangent of their own. */
  boolean hasCalls() {
    return calls().stream().anyMatch(it -> it.member().pullback().orElseThrow().rule().isEmpty());
  }

  /** What stands in the way of several sweeps. */
  Set<Problem> ofHessian() {
    Set<Problem> problems = new LinkedHashSet<>();
    movedRows()
        .ifPresent(
            origin -> problems.add(Problem.of(DiagnosticCode.ROWS_MOVED, origin, function.name())));
    return problems;
  }

  /** Why there can be but one sweep, which the method has to hear; nothing stands in its way. */
  Optional<Problem> ofMatrix() {
    return unrepeatable(function.body())
        .map(origin -> Problem.of(DiagnosticCode.NOT_REPEATABLE, origin, function.name()));
  }

  /** The generated classes of which a use is not known to give the same once more. */
  static Set<String> unrepeatableOwners(Block block) {
    Set<String> owners = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && !invoke.member().effects().isRepeatable()) {
        DerivativeMember.companionOf(invoke.member().owner()).ifPresent(owners::add);
      }
      statement.blocks().forEach(inner -> owners.addAll(unrepeatableOwners(inner)));
    }
    return owners;
  }

  /** Calls that a derivative flows through. */
  private List<Statement.Invoke> calls() {
    List<Statement.Invoke> calls = new ArrayList<>();
    collect(function.body(), calls);
    return calls;
  }

  private void collect(Block block, List<Statement.Invoke> calls) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && invoke.member().pullback().isPresent()
          && isActive(invoke)) {
        calls.add(invoke);
      }
      statement.blocks().forEach(inner -> collect(inner, calls));
    }
  }

  private boolean isActive(Statement.Invoke invoke) {
    return invoke.targets().stream().anyMatch(activity::isActive)
        || invoke.member().inPlace().stream()
            .anyMatch(position -> activity.isActive(invoke.arguments().get(position)));
  }

  /** The first use of a member that may do or give something else the next time. */
  private static Optional<Origin> unrepeatable(Block block) {
    if (block.isAbrupt()) {
      // Nobody sees it twice.
      return Optional.empty();
    }
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke
          && !invoke.member().effects().isRepeatable()) {
        return Optional.of(statement.origin());
      }
      for (Block inner : statement.blocks()) {
        Optional<Origin> found = unrepeatable(inner);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Where the method puts other arrays into the rows of one that it is given; of a matrix, which
   * row was where is known.
   */
  private Optional<Origin> movedRows() {
    List<Variable> moved =
        function.parameters().stream()
            .map(Function.Parameter::variable)
            .filter(it -> it.type() instanceof ArrayType array && array.rank() > 2)
            .filter(arrays::areRowsMoved)
            .toList();
    return moved.isEmpty()
        ? Optional.empty()
        : move(function.body(), moved).or(() -> Optional.of(function.origin()));
  }

  private Optional<Origin> move(Block block, List<Variable> moved) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Store store
          && store.value().type() instanceof ArrayType
          && moved.stream()
              .anyMatch(it -> arrays.classesOf(it).contains(arrays.classOf(store.array())))) {
        return Optional.of(store.origin());
      }
      for (Block inner : statement.blocks()) {
        Optional<Origin> found = move(inner, moved);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
