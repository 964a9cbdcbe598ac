package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Between which numbers {@code int} variables are that do not change, as far as lengths of arrays,
 * literals and the bounds of loops tell: what is computed from them then cannot overflow.
 */
public final class IntRanges {

  private static final Range ALL = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final Map<Variable, Range> ranges = new HashMap<>();

  private IntRanges() {}

  /**
   * Both ends are possible.
   *
   * @param low the smallest number
   * @param high the largest number
   */
  public record Range(long low, long high) {

    /** What may come out of a sum: all numbers, if it may overflow. */
    private static Range of(long low, long high) {
      return low < ALL.low || high > ALL.high ? ALL : new Range(low, high);
    }
  }

  /** Of what the block defines. */
  public static IntRanges in(Block block) {
    IntRanges ranges = new IntRanges();
    ranges.visit(block);
    return ranges;
  }

  /** Of a variable or a number; all numbers of {@code int} if nothing is known. */
  public Range of(Atom atom) {
    return atom instanceof Constant constant && constant.value() instanceof Integer value
        ? new Range(value, value)
        : ranges.getOrDefault(atom, ALL);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.target().type() == Scalar.INT
          && !assign.target().isMutable()) {
        ranges.put(assign.target(), of(assign.operation()));
      } else if (statement instanceof Statement.CountedLoop loop) {
        ranges.put(loop.index(), index(loop));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /**
   * Where an iteration begins, the bound is not reached; nor is it passed by, or Java would not
   * end.
   */
  private Range index(Statement.CountedLoop loop) {
    Range from = of(loop.from());
    Range bound = of(loop.bound());
    long strict = loop.isStrict() ? 1 : 0;
    return loop.isUp()
        ? new Range(from.low, Math.max(from.low, bound.high - strict))
        : new Range(Math.min(from.high, bound.low + strict), from.high);
  }

  private Range of(Operation operation) {
    if (operation instanceof Operation.Length) {
      return new Range(0, Integer.MAX_VALUE);
    }
    if (operation instanceof Operation.Copy copy) {
      return of(copy.value());
    }
    if (!(operation instanceof Operation.Apply apply)) {
      return ALL;
    }
    List<Range> arguments = apply.arguments().stream().map(this::of).toList();
    if (apply.operator() instanceof MathFunction function && arguments.size() == 2) {
      return of(function.name(), arguments.get(0), arguments.get(1));
    }
    return apply.operator() instanceof BasicOperator operator && arguments.size() == 2
        ? of(operator.symbol(), arguments.get(0), arguments.get(1))
        : ALL;
  }

  private static Range of(String function, Range left, Range right) {
    return switch (function) {
      case "max" -> new Range(Math.max(left.low, right.low), Math.max(left.high, right.high));
      case "min" -> new Range(Math.min(left.low, right.low), Math.min(left.high, right.high));
      default -> ALL;
    };
  }

  private static Range of(Symbol symbol, Range left, Range right) {
    return switch (symbol) {
      case ADD -> Range.of(left.low + right.low, left.high + right.high);
      case SUB -> Range.of(left.low - right.high, left.high - right.low);
      case DIV ->
          right.low > 0
              ? new Range(Math.min(left.low / right.low, 0), Math.max(left.high / right.low, 0))
              : ALL;
      default -> ALL;
    };
  }
}
