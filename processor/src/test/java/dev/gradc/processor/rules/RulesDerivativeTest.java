package dev.gradc.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every row against central differences of the function itself, and for linearity. */
final class RulesDerivativeTest {

  private static final int POINTS = 60;
  private static final int TOO_CLOSE_TO_A_KINK = 12;
  private static final Set<String> ONLY_IN_DOUBLE =
      Set.of(
          "exp",
          "expm1",
          "log",
          "log10",
          "log1p",
          "sqrt",
          "cbrt",
          "pow",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "atan2",
          "hypot",
          "toRadians",
          "toDegrees",
          "floor",
          "ceil",
          "rint",
          "IEEEremainder");

  private record Case(Row row, Operator exact, Operator operator) {
    Case(Row row, boolean isOfLanguage, Scalar type) {
      this(
          row,
          Primal.operator(row, isOfLanguage, Scalar.DOUBLE),
          Primal.operator(row, isOfLanguage, type));
    }

    boolean isFloat() {
      return operator.result() == Scalar.FLOAT;
    }
  }

  private static List<Case> cases() {
    Rules rules = new Rules();
    List<Case> cases = new ArrayList<>();
    for (Row row : rules.operatorRows()) {
      cases.add(new Case(row, true, Scalar.DOUBLE));
      cases.add(new Case(row, true, Scalar.FLOAT));
    }
    for (Row row : rules.functionRows()) {
      cases.add(new Case(row, false, Scalar.DOUBLE));
      if (!ONLY_IN_DOUBLE.contains(row.name())) {
        cases.add(new Case(row, false, Scalar.FLOAT));
      }
    }
    return cases;
  }

  private static Stream<DynamicTest> each(Consumer<Case> test) {
    return cases().stream()
        .map(
            each ->
                dynamicTest(
                    each.row().name() + " " + each.operator().result().keyword(),
                    () -> test.accept(each)));
  }

  @TestFactory
  Stream<DynamicTest> rowsAreDerivatives() {
    return each(
        each -> {
          if (!each.row().name().equals(Symbol.DETACH.name().toLowerCase(java.util.Locale.ROOT))) {
            checkDerivative(each);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> rowsAreLinear() {
    return each(RulesDerivativeTest::checkLinearity);
  }

  @TestFactory
  Stream<DynamicTest> rowsMentionTheVectorOnceOnEveryBranch() {
    return each(
        each -> {
          for (Partial partial : partials(each)) {
            if (partial instanceof Partial.Linear linear) {
              assertEquals(1, vectors(linear.map()));
            }
          }
        });
  }

  private static void checkDerivative(Case each) {
    Random random = new Random(each.row().name().hashCode());
    int skipped = 0;
    int checked = 0;
    for (int point = 0; point < POINTS; point++) {
      double[] arguments = sample(each, random);
      for (int i = 0; i < arguments.length; i++) {
        if (!each.operator().parameters().get(i).isFloating()) {
          continue;
        }
        CentralDifference expected = difference(each.exact(), arguments, i);
        double scale = 1 + Math.abs(expected.value());
        if (!(expected.error() <= 1e-8 * scale)) {
          skipped++;
          continue;
        }
        double actual =
            new FormulaEvaluation(each.operator(), arguments).apply(partials(each).get(i), 1);
        double tolerance = each.isFloat() ? 2e-5 * scale : 10 * expected.error() + 1e-10 * scale;
        assertEquals(expected.value(), actual, tolerance, message(each, i, arguments));
        checked++;
      }
    }
    assertTrue(checked >= POINTS - TOO_CLOSE_TO_A_KINK, "checked only " + checked);
    assertTrue(
        skipped <= TOO_CLOSE_TO_A_KINK * each.row().domain().size(), "passed over " + skipped);
  }

  private static void checkLinearity(Case each) {
    Random random = new Random(each.row().name().hashCode() + 1);
    for (int point = 0; point < POINTS; point++) {
      double[] arguments = sample(each, random);
      FormulaEvaluation evaluation = new FormulaEvaluation(each.operator(), arguments);
      for (int i = 0; i < arguments.length; i++) {
        Partial partial = partials(each).get(i);
        double u = (float) random.nextGaussian();
        double v = (float) random.nextGaussian();
        double sum = each.isFloat() ? (float) (u + v) : u + v;
        double atU = evaluation.apply(partial, u);
        double atV = evaluation.apply(partial, v);
        double tolerance = (each.isFloat() ? 1e-6 : 1e-15) * 4 * (Math.abs(atU) + Math.abs(atV));
        String message = message(each, i, arguments);
        assertEquals(atU + atV, evaluation.apply(partial, sum), tolerance, message);
        assertEquals(-8 * atU, evaluation.apply(partial, -8 * u), 0, message);
        assertEquals(0, Math.abs(evaluation.apply(partial, 0)), 0, message);
      }
    }
  }

  private static double[] sample(Case each, Random random) {
    double[] arguments = new double[each.row().domain().size()];
    for (int i = 0; i < arguments.length; i++) {
      Row.Interval interval = each.row().domain().get(i);
      double value = interval.low() + random.nextDouble() * (interval.high() - interval.low());
      boolean isDiscrete = !each.operator().parameters().get(i).isFloating();
      arguments[i] = isDiscrete ? Math.rint(value) : each.isFloat() ? (float) value : value;
    }
    return arguments;
  }

  private static CentralDifference difference(Operator operator, double[] arguments, int position) {
    return CentralDifference.of(
        moved -> {
          double[] at = arguments.clone();
          at[position] = moved;
          return Primal.of(operator, at);
        },
        arguments[position]);
  }

  private static List<Partial> partials(Case each) {
    return new Rules().find(each.operator()).orElseThrow().partials();
  }

  private static String message(Case each, int position, double[] arguments) {
    return each.row().name()
        + java.util.Arrays.toString(arguments)
        + " with respect to argument "
        + position;
  }

  /** How often the branch with most mentions has the vector; a condition must not mention it. */
  private static int vectors(Formula formula) {
    if (formula instanceof Formula.Vector) {
      return 1;
    } else if (formula instanceof Formula.Function function) {
      return function.arguments().stream().mapToInt(RulesDerivativeTest::vectors).sum();
    } else if (formula instanceof Formula.Basic basic) {
      List<Integer> counts = basic.arguments().stream().map(RulesDerivativeTest::vectors).toList();
      if (basic.symbol() == Symbol.SELECT) {
        assertEquals(0, counts.get(0), "a condition mentions the vector");
        return Math.max(counts.get(1), counts.get(2));
      }
      return counts.stream().mapToInt(Integer::intValue).sum();
    }
    return 0;
  }
}
