package dev.gradc.processor.rules;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Scalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The derivative table: everything that gradc can differentiate.
 *
 * <p>A row holds for {@code double} and {@code float} alike, and a function of {@code Math} has the
 * row of its namesake in {@code StrictMath}.
 */
public final class Rules {

  private static final Set<String> OWNERS = Set.of("java.lang.Math", "java.lang.StrictMath");

  /** What has a discrete result, and is therefore a constant for differentiation. */
  private static final Set<String> DISCRETE =
      Set.of(
          "abs",
          "absExact",
          "addExact",
          "ceilDiv",
          "ceilDivExact",
          "ceilMod",
          "clamp",
          "decrementExact",
          "divideExact",
          "floorDiv",
          "floorDivExact",
          "floorMod",
          "getExponent",
          "incrementExact",
          "max",
          "min",
          "multiplyExact",
          "multiplyFull",
          "multiplyHigh",
          "negateExact",
          "powExact",
          "round",
          "subtractExact",
          "toIntExact",
          "unsignedMultiplyExact",
          "unsignedMultiplyHigh",
          "unsignedPowExact");

  private static final Rule SAME_VECTOR =
      new Rule(List.of(new Partial.Linear(new Formula.Vector())));

  private static final Rule NOTHING = new Rule(List.of(new Partial.Zero()));

  private final Map<String, Row> operators = byName(ArithmeticRules.rows());
  private final Map<String, Row> functions =
      byName(
          ExponentialRules.rows(),
          TrigonometricRules.rows(),
          RoundingRules.rows(),
          BinaryFunctionRules.rows());

  /**
   * The rule of an operator with a floating result; nothing for what has a discrete result, which
   * has no derivative to speak of, and for what gradc cannot differentiate.
   */
  public Optional<Rule> find(Operator operator) {
    if (operator instanceof Conversion conversion) {
      boolean isFloating = conversion.from().isFloating() && conversion.to().isFloating();
      return Optional.of(isFloating ? SAME_VECTOR : NOTHING);
    }
    return row(operator).map(Row::rule);
  }

  /** Whether a derivative flows from an argument of an operator to its result. */
  public boolean isActive(Operator operator, int argument) {
    return find(operator)
        .map(rule -> rule.partials().get(argument) instanceof Partial.Linear)
        .orElse(false);
  }

  /**
   * For each argument of an operator that has a rule, the positions of those that its partial
   * derivative changes with, between kinks and jumps: all empty if the operator is linear in
   * pieces.
   */
  public List<Set<Integer>> interactions(Operator operator) {
    return new Interactions(find(operator).orElseThrow(), functions).all();
  }

  /** Where the partials of an operator are infinite or undefined. */
  public List<Singularity> singularities(Operator operator) {
    return row(operator).map(Row::singularities).orElse(List.of());
  }

  /** Whether an operator may stand in a differentiated method: it has a rule or is a constant. */
  public boolean isSupported(Operator operator) {
    if (find(operator).isPresent()) {
      return true;
    }
    if (operator instanceof MathFunction function) {
      return OWNERS.contains(function.owner())
          && function.result().isIntegral()
          && DISCRETE.contains(function.name());
    }
    return !operator.result().isFloating();
  }

  Optional<Row> row(Operator operator) {
    if (!operator.result().isFloating()) {
      return Optional.empty();
    }
    if (operator instanceof BasicOperator) {
      return Optional.ofNullable(operators.get(operator.mnemonic()));
    }
    if (operator instanceof MathFunction function && OWNERS.contains(function.owner())) {
      return Optional.ofNullable(functions.get(function.name()))
          .filter(row -> takes(row, function.parameters()));
    }
    return Optional.empty();
  }

  /** The rows of the language's operators, in the order of the table. */
  Collection<Row> operatorRows() {
    return operators.values();
  }

  /** The rows of the functions of {@code Math}, in the order of the table. */
  Collection<Row> functionRows() {
    return functions.values();
  }

  private static boolean takes(Row row, List<Scalar> parameters) {
    if (row.rule().partials().size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      boolean isLinear = row.rule().partials().get(i) instanceof Partial.Linear;
      if (isLinear && !parameters.get(i).isFloating()) {
        return false;
      }
    }
    return true;
  }

  @SafeVarargs
  static Map<String, Row> byName(List<Row>... tables) {
    Map<String, Row> named = new LinkedHashMap<>();
    for (List<Row> rows : tables) {
      for (Row row : rows) {
        if (named.put(row.name(), row) != null) {
          throw new IllegalArgumentException("two rows for " + row.name());
        }
      }
    }
    return named;
  }
}
