package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.rules.Range;
import java.util.List;

/** What follows for values from a condition that holds, or does not. */
final class Assumptions {

  /** How far back what is known of a result is told of what it was computed from. */
  private static final int DEPTH = 4;

  private final PathFacts facts;

  Assumptions(PathFacts facts) {
    this.facts = facts;
  }

  /** A boolean has this value here. */
  void assume(Atom condition, boolean isTrue) {
    if (facts.leader(condition) instanceof Constant constant) {
      if (!constant.value().equals(isTrue)) {
        facts.setUnreachable();
      }
      return;
    }
    PathFacts.Selection selection = facts.selection(condition);
    Operation.Apply definition = facts.definition(condition);
    if (selection != null) {
      assumeSelection(selection, isTrue);
    } else if (definition != null && definition.operator() instanceof BasicOperator operator) {
      assume(operator, definition.arguments(), isTrue);
    }
  }

  /** If one branch gives the other value, it was not the one. */
  private void assumeSelection(PathFacts.Selection selection, boolean isTrue) {
    Constant excluded = isTrue ? Constant.FALSE : Constant.TRUE;
    if (selection.whenFalse().equals(excluded)) {
      assume(selection.condition(), true);
      assume(selection.whenTrue(), isTrue);
    } else if (selection.whenTrue().equals(excluded)) {
      assume(selection.condition(), false);
      assume(selection.whenFalse(), isTrue);
    }
  }

  private void assume(BasicOperator operator, List<Atom> arguments, boolean isTrue) {
    boolean isOfBooleans = operator.operand() == Scalar.BOOLEAN;
    if (operator.symbol().isComparison() && !isOfBooleans) {
      compare(
          isTrue ? operator.symbol() : opposite(operator.symbol()),
          arguments.get(0),
          arguments.get(1));
    } else if (operator.symbol() == Symbol.NOT) {
      assume(arguments.get(0), !isTrue);
    } else if (isOfBooleans && operator.symbol() == (isTrue ? Symbol.AND : Symbol.OR)) {
      arguments.forEach(argument -> assume(argument, isTrue));
    }
  }

  private static Symbol opposite(Symbol symbol) {
    return switch (symbol) {
      case LT -> Symbol.GE;
      case LE -> Symbol.GT;
      case GT -> Symbol.LE;
      case GE -> Symbol.LT;
      case EQ -> Symbol.NE;
      case NE -> Symbol.EQ;
      default -> throw new IllegalArgumentException("no comparison: " + symbol);
    };
  }

  /** A comparison of numbers holds. */
  void compare(Symbol symbol, Atom one, Atom other) {
    Range first = facts.reconsidered(one);
    Range second = facts.reconsidered(other);
    narrow(one, first.intersection(related(symbol, second)), DEPTH);
    narrow(other, second.intersection(related(flipped(symbol), first)), DEPTH);
    facts.restrictDifference(one, other, related(symbol, Range.point(0)));
  }

  private static Symbol flipped(Symbol symbol) {
    return switch (symbol) {
      case LT -> Symbol.GT;
      case LE -> Symbol.GE;
      case GT -> Symbol.LT;
      case GE -> Symbol.LE;
      default -> symbol;
    };
  }

  /** The numbers that stand in a relation to one of these. */
  private static Range related(Symbol symbol, Range range) {
    double low = range.low();
    double high = range.high();
    boolean isLowOpen = range.isLowOpen();
    boolean isHighOpen = range.isHighOpen();
    double infinity = Double.POSITIVE_INFINITY;
    return switch (symbol) {
      case LT -> new Range(-infinity, true, high, true, false, false);
      case LE -> new Range(-infinity, true, high, isHighOpen, false, false);
      case GT -> new Range(low, true, infinity, true, false, false);
      case GE -> new Range(low, isLowOpen, infinity, true, false, false);
      case EQ -> range;
      default -> range.isPoint() && low == 0 ? Range.ALL.withoutZero() : Range.ALL;
    };
  }

  /** A value is one of these, and so are those that it was computed from. */
  private void narrow(Atom atom, Range range, int depth) {
    facts.restrict(atom, range);
    Operation.Apply definition = facts.definition(atom);
    if (definition == null || depth == 0) {
      return;
    }
    List<Atom> arguments = definition.arguments();
    Atom first = arguments.get(0);
    if (definition.operator() instanceof MathFunction function) {
      narrowArgument(function, first, range, depth);
    } else if (definition.operator() instanceof Conversion conversion) {
      // Elsewhere a fraction is cut off, or high bits are.
      boolean isWide = conversion.from() == Scalar.INT && conversion.to() == Scalar.LONG;
      if (isWide || conversion.to().isFloating()) {
        narrow(first, facts.rangeOf(first).intersection(range), depth - 1);
      }
    } else if (definition.operator() instanceof BasicOperator basic && isFloating(basic)) {
      narrowOperands(basic.symbol(), first, arguments.get(arguments.size() - 1), range, depth);
    }
  }

  /** Integers may have come back at the other end of their type. */
  private static boolean isFloating(BasicOperator basic) {
    return basic.operand().isFloating();
  }

  private void narrowArgument(MathFunction function, Atom first, Range range, int depth) {
    Range known = facts.rangeOf(first);
    Range wider =
        switch (function.name()) {
          case "abs" ->
              new Range(
                  -range.high(),
                  range.isHighOpen(),
                  range.high(),
                  range.isHighOpen(),
                  false,
                  false);
          case "sqrt" -> range.low() >= 0 ? Range.NOT_NEGATIVE : Range.ALL;
          default -> Range.ALL;
        };
    boolean isZeroAtZero = function.name().equals("abs") || function.name().equals("sqrt");
    Range narrower = known.intersection(wider);
    narrow(
        first, isZeroAtZero && !range.contains(0) ? narrower.withoutZero() : narrower, depth - 1);
  }

  private void narrowOperands(Symbol symbol, Atom first, Atom last, Range range, int depth) {
    Range known = facts.rangeOf(first);
    Range other = facts.rangeOf(last);
    switch (symbol) {
      case NEG -> narrow(first, known.intersection(range.negated()), depth - 1);
      case DETACH -> narrow(first, known.intersection(range), depth - 1);
      case ADD -> {
        narrow(first, known.intersection(RangeArithmetic.difference(range, other)), depth - 1);
        narrow(last, other.intersection(RangeArithmetic.difference(range, known)), depth - 1);
      }
      case SUB -> {
        facts.restrictDifference(first, last, range);
        narrow(first, known.intersection(RangeArithmetic.sum(range, other)), depth - 1);
        narrow(last, other.intersection(RangeArithmetic.difference(known, range)), depth - 1);
      }
      case MUL -> {
        if (!range.contains(0)) {
          narrow(first, known.withoutZero(), depth - 1);
          narrow(last, facts.rangeOf(last).withoutZero(), depth - 1);
        }
      }
      default -> {
        // Nothing is told of what other operators take.
      }
    }
  }
}
