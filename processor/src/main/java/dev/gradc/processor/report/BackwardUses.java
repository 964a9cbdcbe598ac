package dev.gradc.processor.report;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.tape.ReverseProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which of the user's operations need a value on the way back: those whose adjoint statements
 * mention it, or something that is computed from it again.
 */
final class BackwardUses {

  private final Map<Variable, Set<Origin>> direct = new LinkedHashMap<>();
  private final Map<Variable, Set<Variable>> computed = new LinkedHashMap<>();
  private final Set<Variable> ofForward;

  BackwardUses(ReverseProgram program) {
    ofForward = DefinedVariables.in(program.forward());
    visit(program.backward());
  }

  /** The operations, by their places in the source. */
  List<Origin> of(Variable value) {
    Set<Origin> origins = new LinkedHashSet<>();
    Set<Variable> seen = new LinkedHashSet<>(Set.of(value));
    List<Variable> work = new ArrayList<>(seen);
    while (!work.isEmpty()) {
      Variable variable = work.remove(work.size() - 1);
      origins.addAll(direct.getOrDefault(variable, Set.of()));
      for (Variable next : computed.getOrDefault(variable, Set.of())) {
        if (seen.add(next)) {
          work.add(next);
        }
      }
    }
    return origins.stream()
        .filter(origin -> origin.line() > 0)
        .sorted(Comparator.comparing(Origin::file).thenComparing(Origin::start))
        .toList();
  }

  /** Whether it is computed again on the way back. */
  boolean isComputedAgain(Variable value) {
    return computed.values().stream().anyMatch(targets -> targets.contains(value));
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      for (Atom atom : Mentions.in(statement)) {
        if (atom instanceof Variable variable) {
          use(variable, statement);
        }
      }
      if (statement instanceof Statement.WhileLoop loop
          && loop.condition() instanceof Variable condition) {
        use(condition, statement);
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void use(Variable variable, Statement statement) {
    if (statement instanceof Statement.Assign assign && ofForward.contains(assign.target())) {
      computed.computeIfAbsent(variable, key -> new LinkedHashSet<>()).add(assign.target());
    } else {
      direct.computeIfAbsent(variable, key -> new LinkedHashSet<>()).add(statement.origin());
    }
  }
}
