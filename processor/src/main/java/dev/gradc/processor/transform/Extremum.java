package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code m = max(m, candidate)} in a loop, or the minimum.
 *
 * @param position of the maximum among the statements of the loop
 * @param function {@code max} or {@code min}
 */
record Extremum(int position, Variable variable, Atom candidate, MathFunction function) {

  boolean isMaximum() {
    return function.name().equals("max");
  }

  /** The one that is all that sets a variable, and reads it. */
  static Optional<Extremum> in(List<Statement> body, Variable variable) {
    Set<Variable> previous = new HashSet<>(Set.of(variable));
    for (int i = 0; i < body.size(); i++) {
      if (!(body.get(i) instanceof Statement.Assign assign)) {
        continue;
      }
      if (isCopyOf(assign, variable)) {
        previous.add(assign.target());
      } else if (assign.operation() instanceof Operation.Apply apply
          && apply.operator() instanceof MathFunction function
          && List.of("max", "min").contains(function.name())
          && apply.arguments().stream().filter(previous::contains).count() == 1) {
        int other = previous.contains(apply.arguments().get(0)) ? 1 : 0;
        Atom candidate = apply.arguments().get(other);
        return isAlone(body, i, variable, assign.target(), previous)
            ? Optional.of(new Extremum(i, variable, candidate, function))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether nothing but the maximum reads the variable, which nothing but it sets, once. */
  private static boolean isAlone(
      List<Statement> body,
      int position,
      Variable variable,
      Variable maximum,
      Set<Variable> previous) {
    int setters = 0;
    for (int i = 0; i < body.size(); i++) {
      boolean isSnapshot =
          i < position
              && body.get(i) instanceof Statement.Assign assign
              && isCopyOf(assign, variable);
      if (i > position
          && body.get(i) instanceof Statement.Assign assign
          && assign.target().equals(variable)
          && isCopyOf(assign, maximum)) {
        setters++;
      } else if (i > position) {
        // The search does not come there, and it may throw.
        return false;
      } else if (i != position && !isSnapshot) {
        Set<Variable> mentioned = FreeVariables.of(body.get(i));
        if (mentioned.contains(maximum) || mentioned.stream().anyMatch(previous::contains)) {
          return false;
        }
      }
    }
    return setters == 1;
  }

  private static boolean isCopyOf(Statement.Assign assign, Variable variable) {
    return assign.operation().equals(new Operation.Copy(variable));
  }
}
