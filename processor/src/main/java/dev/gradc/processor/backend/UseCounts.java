package dev.gradc.processor.backend;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each variable is mentioned. */
final class UseCounts {

  private final Map<Variable, Integer> counts = new HashMap<>();

  UseCounts(Block block) {
    count(block);
  }

  /** The same, with the results used afterwards, more than once. */
  UseCounts withResults(List<Atom> results) {
    results.forEach(this::count);
    results.forEach(this::count);
    return this;
  }

  /** The same, with what another region mentions without defining it. */
  UseCounts withFreeVariablesOf(Block region) {
    FreeVariables.of(region).forEach(this::count);
    FreeVariables.of(region).forEach(this::count);
    return this;
  }

  int of(Variable variable) {
    return counts.getOrDefault(variable, 0);
  }

  private void count(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.in(statement).forEach(this::count);
      if (statement instanceof Statement.WhileLoop loop) {
        count(loop.condition());
      }
      statement.blocks().forEach(this::count);
    }
  }

  private void count(Atom atom) {
    if (atom instanceof Variable variable) {
      counts.merge(variable, 1, Integer::sum);
    }
  }
}
