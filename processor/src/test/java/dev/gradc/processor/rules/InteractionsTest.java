package dev.gradc.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With which arguments a partial changes, against differences of the partial itself. */
final class InteractionsTest {

  private static final int POINTS = 40;

  @Test
  void partialsChangeWithTheArgumentsThatTheTableNames() {
    Rules rules = new Rules();
    rules.operatorRows().forEach(row -> check(rules, row, true));
    rules.functionRows().forEach(row -> check(rules, row, false));
  }

  /** What the result does not depend on, a partial does not either. */
  @Test
  void constantArgumentsAreNotChangedWith() {
    Row row = Row.of("f").argument(0, 1, Term.VECTOR.times(Term.RESULT)).constant(0, 1);
    assertEquals(List.of(Set.of(0), Set.of()), new Interactions(row.rule(), Map.of()).all());
  }

  private static void check(Rules rules, Row row, boolean isOfLanguage) {
    Operator operator = Primal.operator(row, isOfLanguage, Scalar.DOUBLE);
    List<Set<Integer>> interactions = rules.interactions(operator);
    assertEquals(row.domain().size(), interactions.size());
    for (int i = 0; i < interactions.size(); i++) {
      assertEquals(changing(row, operator, i), interactions.get(i), row.name() + ", partial " + i);
    }
  }

  private static Set<Integer> changing(Row row, Operator operator, int partial) {
    Set<Integer> changing = new LinkedHashSet<>();
    for (int i = 0; i < row.domain().size(); i++) {
      if (operator.parameters().get(i).isFloating() && changesWith(row, operator, partial, i)) {
        changing.add(i);
      }
    }
    return changing;
  }

  /** At most points: near a jump, what is constant in pieces changes too. */
  private static boolean changesWith(Row row, Operator operator, int partial, int argument) {
    Random random = new Random(row.name().hashCode());
    int changes = 0;
    for (int point = 0; point < POINTS; point++) {
      double[] arguments = new double[row.domain().size()];
      for (int i = 0; i < arguments.length; i++) {
        Row.Interval interval = row.domain().get(i);
        double value = interval.low() + random.nextDouble() * (interval.high() - interval.low());
        arguments[i] = operator.parameters().get(i).isFloating() ? value : Math.rint(value);
      }
      CentralDifference change =
          CentralDifference.of(
              moved -> {
                double[] at = arguments.clone();
                at[argument] = moved;
                return new FormulaEvaluation(operator, at)
                    .apply(row.rule().partials().get(partial), 1);
              },
              arguments[argument]);
      changes += change.error() < 1e-6 && Math.abs(change.value()) > 1e-4 ? 1 : 0;
    }
    return changes > POINTS / 2;
  }
}
