package dev.gradc.processor.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table says where its partials are singular: there they are, and nowhere else. */
final class SingularitiesTest {

  private static final double[] NUMBERS = {-3, -2, -1, -0.5, 0, 0.25, 0.5, 1, 1.5, 2, 3};

  /** A row by its name: each test looks it up in a table of its own. */
  private record Case(String name, boolean isOfLanguage) {
    Row row() {
      Rules rules = new Rules();
      return (isOfLanguage ? rules.operatorRows() : rules.functionRows())
          .stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    Operator operator() {
      return Primal.operator(row(), isOfLanguage, Scalar.DOUBLE);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    Rules rules = new Rules();
    return Stream.concat(
            rules.operatorRows().stream().map(row -> new Case(row.name(), true)),
            rules.functionRows().stream().map(row -> new Case(row.name(), false)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void partialsAreSingularWhereTheTableSaysSo(Case each) {
    for (Singularity singularity : each.row().singularities()) {
      int checked = 0;
      for (double[] point : points(each)) {
        if (isAt(singularity, point)) {
          double partial = partial(each, singularity.argument(), point);
          assertFalse(Double.isFinite(partial), each + " at " + Arrays.toString(point));
          checked++;
        }
      }
      assertTrue(checked > 0, "no point looked at");
    }
  }

  /**
   * What is linear in an argument has no kink along it, so a pole in another one does not count;
   * nor does what is outside the domain: there the function itself is undefined.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void partialsAreFiniteElsewhere(Case each) {
    for (int i = 0; i < each.row().domain().size(); i++) {
      int argument = i;
      if (isLinearIn(each, i)) {
        assertTrue(each.row().singularities().stream().noneMatch(it -> it.argument() == argument));
        continue;
      }
      for (double[] point : points(each)) {
        boolean isDefined = !Double.isNaN(Primal.of(each.operator(), point));
        boolean isSingular =
            each.row().singularities().stream()
                .anyMatch(it -> it.argument() == argument && isAt(it, point));
        if (isDefined && !isSingular) {
          double partial = partial(each, i, point);
          assertTrue(Double.isFinite(partial), each + " at " + Arrays.toString(point));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReachableWhereTheArgumentsMayBe(Case each) {
    for (Singularity singularity : each.row().singularities()) {
      for (double[] point : points(each)) {
        List<Range> ranges = Arrays.stream(point).mapToObj(Range::point).toList();
        assertEquals(isAt(singularity, point), singularity.isReachable(ranges));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operatorsHaveTheSingularitiesOfTheirRows(Case each) {
    assertEquals(each.row().singularities(), new Rules().singularities(each.operator()));
  }

  /** The cures themselves are tried where messages are; here, that each is about its operator. */
  @ParameterizedTest
  @MethodSource("cases")
  void guardAndCureUseTheOperator(Case each) {
    String use =
        switch (each.name()) {
          case "div" -> "x / ";
          case "rem" -> "x % ";
          default -> "Math." + each.name() + "(";
        };
    for (Singularity singularity : each.row().singularities()) {
      String[] quoted = singularity.cure().split("'", -1);
      assertEquals(5, quoted.length, singularity.cure());
      assertTrue(quoted[1].contains("? " + use), singularity.cure());
      assertTrue(quoted[3].startsWith(use), singularity.cure());
    }
  }

  @Test
  void aPlaceHasOneSetForEachArgument() {
    Row row = Row.of("f").argument(0, 1, Term.VECTOR).argument(0, 1, Term.VECTOR);
    assertThrows(
        IllegalArgumentException.class,
        () -> row.singular(0, List.of(Range.ALL), "anywhere", "'guard'"));
  }

  /** Remainders among them: nothing is left of a division by zero, so no point tells. */
  @Test
  void onlyTheseOperatorsHaveSome() {
    assertEquals(
        Set.of(
            "div",
            "rem",
            "IEEEremainder",
            "log",
            "log10",
            "log1p",
            "sqrt",
            "cbrt",
            "pow",
            "asin",
            "acos"),
        cases().stream()
            .filter(each -> !each.row().singularities().isEmpty())
            .map(Case::name)
            .collect(Collectors.toSet()));
  }

  @Test
  void conversionsHaveNone() {
    assertEquals(List.of(), new Rules().singularities(new Conversion(Scalar.FLOAT, Scalar.DOUBLE)));
  }

  private static boolean isLinearIn(Case each, int argument) {
    Partial partial = each.row().rule().partials().get(argument);
    return !(partial instanceof Partial.Linear linear)
        || mentions(linear.map()).stream()
            .noneMatch(
                formula ->
                    formula instanceof Formula.Result
                        || formula.equals(new Formula.Argument(argument)));
  }

  private static Set<Formula> mentions(Formula formula) {
    Set<Formula> mentions = new LinkedHashSet<>(Set.of(formula));
    List<Formula> arguments =
        formula instanceof Formula.Basic basic
            ? basic.arguments()
            : formula instanceof Formula.Function function ? function.arguments() : List.of();
    arguments.forEach(argument -> mentions.addAll(mentions(argument)));
    return mentions;
  }

  private static boolean isAt(Singularity singularity, double[] point) {
    for (int i = 0; i < point.length; i++) {
      if (!singularity.place().get(i).contains(point[i])) {
        return false;
      }
    }
    return true;
  }

  private static double partial(Case each, int argument, double[] point) {
    return new FormulaEvaluation(each.operator(), point)
        .apply(each.row().rule().partials().get(argument), 1);
  }

  /** All that the numbers give; a discrete argument takes integers alone, a condition 0 and 1. */
  private static List<double[]> points(Case each) {
    List<double[]> points = new ArrayList<>(List.of(new double[0]));
    for (Scalar type : each.operator().parameters()) {
      List<double[]> longer = new ArrayList<>();
      for (double[] point : points) {
        for (double number : NUMBERS) {
          boolean fits =
              type.isFloating()
                  || (type == Scalar.BOOLEAN
                      ? number == 0 || number == 1
                      : number == Math.rint(number));
          if (fits) {
            double[] next = Arrays.copyOf(point, point.length + 1);
            next[point.length] = number;
            longer.add(next);
          }
        }
      }
      points = longer;
    }
    return points;
  }
}
