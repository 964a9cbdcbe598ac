package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Divisions in loops that count in strides: which of them give the number of the iteration. */
final class StrideNumbers {

  private final Map<Variable, Operation> definitions = new HashMap<>();

  /**
   * @param block in which everything that its loops mention is defined, or given
   */
  StrideNumbers(Block block) {
    define(block);
  }

  /**
   * A quotient of how far a loop has come, and its stride.
   *
   * @param start where it counts from
   * @param isUp whether it grows with the index
   */
  record Quotient(Atom start, boolean isUp) {}

  /** Those that are 0 in the first iteration of a loop of the block, and one more in each. */
  Set<Variable> find(Block block) {
    Set<Variable> numbers = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop) {
        for (Statement inner : loop.body().statements()) {
          if (inner instanceof Statement.Assign assign
              && quotient(assign.target(), loop).filter(it -> isFirst(it, loop)).isPresent()) {
            numbers.add(assign.target());
          }
        }
      }
      statement.blocks().forEach(inner -> numbers.addAll(find(inner)));
    }
    return numbers;
  }

  /** What a variable is in a loop, if that is how many strides its index is away from a start. */
  Optional<Quotient> quotient(Variable variable, Statement.CountedLoop loop) {
    int stride = Math.abs(loop.step());
    if (stride < 2
        || variable.type() != Scalar.INT
        || loop.checkpoint().isPresent()
        || !(stripped(variable) instanceof Variable number)
        || !(definitions.get(number) instanceof Operation.Apply division)
        || !is(division, Symbol.DIV)
        || !isNumber(division.arguments().get(1), stride)) {
      return Optional.empty();
    }
    Atom distance = stripped(division.arguments().get(0));
    if (distance.equals(loop.index())) {
      return Optional.of(new Quotient(Constant.of(0), true));
    }
    if (!(distance instanceof Variable difference)
        || !(definitions.get(difference) instanceof Operation.Apply subtraction)
        || !is(subtraction, Symbol.SUB)) {
      return Optional.empty();
    }
    Atom high = stripped(subtraction.arguments().get(0));
    Atom low = stripped(subtraction.arguments().get(1));
    if (high.equals(loop.index()) && !low.equals(loop.index())) {
      return Optional.of(new Quotient(low, true));
    }
    return low.equals(loop.index()) && !high.equals(loop.index())
        ? Optional.of(new Quotient(high, false))
        : Optional.empty();
  }

  private static boolean isFirst(Quotient quotient, Statement.CountedLoop loop) {
    boolean isSame = quotient.start().equals(loop.from());
    if (quotient.start() instanceof Constant start && loop.from() instanceof Constant from) {
      isSame = ((Number) start.value()).longValue() == ((Number) from.value()).longValue();
    }
    boolean mayChange = loop.from() instanceof Variable from && from.isMutable();
    return isSame && !mayChange && quotient.isUp() == loop.isUp();
  }

  /** The number itself, of one that has another type for a while. */
  private Atom stripped(Atom atom) {
    Atom current = atom;
    while (current instanceof Variable variable
        && definitions.get(variable) instanceof Operation.Apply apply
        && apply.operator() instanceof Conversion conversion
        && conversion.from() != conversion.to()
        && List.of(Scalar.INT, Scalar.LONG)
            .containsAll(List.of(conversion.from(), conversion.to()))) {
      current = apply.arguments().get(0);
    }
    return current;
  }

  private static boolean is(Operation.Apply apply, Symbol symbol) {
    return apply.operator() instanceof BasicOperator operator
        && operator.symbol() == symbol
        && (operator.operand() == Scalar.INT || operator.operand() == Scalar.LONG);
  }

  private static boolean isNumber(Atom atom, int value) {
    return atom instanceof Constant constant
        && constant.value() instanceof Number number
        && number.longValue() == value;
  }

  private void define(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
        definitions.put(assign.target(), assign.operation());
      }
      statement.blocks().forEach(this::define);
    }
  }
}
