package dev.gradc.processor.rules;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which arguments the partial derivatives of an operator change with: where the second derivative
 * is zero, and where it may not be. Between kinks and jumps, as every derivative of ours is: what a
 * condition reads, or a function that is constant in pieces, changes nothing.
 */
final class Interactions {

  private final Rule rule;
  private final Map<String, Row> functions;

  /**
   * @param functions the rows of the functions that formulas mention
   */
  Interactions(Rule rule, Map<String, Row> functions) {
    this.rule = rule;
    this.functions = functions;
  }

  /** For each argument the positions of those that its partial derivative changes with. */
  List<Set<Integer>> all() {
    List<Set<Integer>> interactions = new ArrayList<>();
    for (Partial partial : rule.partials()) {
      Set<Integer> positions = new LinkedHashSet<>();
      if (partial instanceof Partial.Linear linear) {
        collect(linear.map(), positions);
      }
      interactions.add(positions);
    }
    return interactions;
  }

  private void collect(Formula formula, Set<Integer> positions) {
    if (formula instanceof Formula.Argument argument) {
      positions.add(argument.position());
    } else if (formula instanceof Formula.Result) {
      for (int i = 0; i < rule.partials().size(); i++) {
        if (rule.partials().get(i) instanceof Partial.Linear) {
          positions.add(i);
        }
      }
    } else if (formula instanceof Formula.Basic basic) {
      // Comparisons stand in conditions alone.
      boolean isChoice = basic.symbol() == Symbol.SELECT;
      List<Formula> arguments = basic.arguments();
      arguments.subList(isChoice ? 1 : 0, arguments.size()).forEach(it -> collect(it, positions));
    } else if (formula instanceof Formula.Function function) {
      List<Partial> partials = functions.get(function.name()).rule().partials();
      for (int i = 0; i < partials.size(); i++) {
        if (partials.get(i) instanceof Partial.Linear) {
          collect(function.arguments().get(i), positions);
        }
      }
    }
  }
}
