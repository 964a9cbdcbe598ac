package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.normalize.Jumps.Exit;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The header of a loop that counts: {@code for (int index = from; index RELATION bound; index +=
 * step)}, nothing in the body changing index or bound, no jump leaving the loop.
 *
 * <p>A bound of {@code <= Integer.MAX_VALUE}, with which Java would loop for ever, is taken for a
 * counted loop all the same. One that comes near the ends of {@code int} by its literals is not:
 * there, the way back would have to count beyond them; but for checkpointed ones, whose iterations
 * are counted in {@code long}.
 */
record CountedHeader(Local index, Expression from, Symbol relation, Expression bound, int step) {

  private static final int LARGEST_STEP = 1 << 16;
  private static final int LARGEST_LITERAL = 1 << 29;

  static Optional<CountedHeader> of(SourceStatement.Loop loop, Jumps jumps) {
    if (loop.initial().size() != 1
        || loop.update().size() != 1
        || !(loop.initial().get(0) instanceof SourceStatement.Declaration declaration)
        || declaration.initial().isEmpty()
        || declaration.local().type() != Scalar.INT
        || leaves(loop, jumps)) {
      return Optional.empty();
    }
    Local index = declaration.local();
    Set<Local> assigned = Facts.assigned(loop.body());
    Optional<Integer> step = step(loop.update().get(0), index);
    if (step.isEmpty()
        || assigned.contains(index)
        || !(loop.condition() instanceof Expression.Apply comparison)
        || !(comparison.operator() instanceof BasicOperator operator)
        || !operator.symbol().isComparison()
        || operator.operand() != Scalar.INT) {
      return Optional.empty();
    }
    Expression left = comparison.arguments().get(0);
    Expression right = comparison.arguments().get(1);
    boolean isLeft = isIndex(left, index);
    Symbol relation = isLeft ? operator.symbol() : flipped(operator.symbol());
    Expression bound = isLeft ? right : left;
    if ((!isLeft && !isIndex(right, index))
        || !fits(relation, step.get())
        || !isInvariant(bound, assigned, index)
        || (loop.checkpoint().isEmpty()
            && (Math.abs(step.get()) > LARGEST_STEP
                || isFarOut(declaration.initial().get())
                || isFarOut(bound)))) {
      return Optional.empty();
    }
    return Optional.of(
        new CountedHeader(index, declaration.initial().get(), relation, bound, step.get()));
  }

  private static boolean isFarOut(Expression expression) {
    return constant(expression)
        .filter(it -> it > LARGEST_LITERAL || it < -LARGEST_LITERAL)
        .isPresent();
  }

  /** What an expression of literals comes to. */
  private static Optional<Integer> constant(Expression expression) {
    if (expression instanceof Expression.Literal literal) {
      return literal.value().value() instanceof Integer value
          ? Optional.of(value)
          : Optional.empty();
    }
    if (!(expression instanceof Expression.Apply apply)
        || !(apply.operator() instanceof BasicOperator operator)
        || operator.operand() != Scalar.INT) {
      return Optional.empty();
    }
    List<Optional<Integer>> arguments =
        apply.arguments().stream().map(CountedHeader::constant).toList();
    if (arguments.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    int first = arguments.get(0).orElseThrow();
    int last = arguments.get(arguments.size() - 1).orElseThrow();
    return switch (operator.symbol()) {
      case NEG -> Optional.of(-first);
      case ADD -> Optional.of(first + last);
      case SUB -> Optional.of(first - last);
      case MUL -> Optional.of(first * last);
      default -> Optional.empty();
    };
  }

  private static boolean leaves(SourceStatement.Loop loop, Jumps jumps) {
    Set<Exit> exits = new HashSet<>(jumps.of(loop.body()));
    exits.remove(jumps.continueOf(loop));
    return !exits.isEmpty();
  }

  private static Optional<Integer> step(Expression update, Local index) {
    if (update instanceof Expression.CompoundAssign assign
        && assign.place() instanceof Place.LocalPlace place
        && place.local().equals(index)
        && assign.operator().operand() == Scalar.INT) {
      return signed(assign.operator().symbol(), assign.value());
    }
    if (update instanceof Expression.Assign assign
        && assign.place() instanceof Place.LocalPlace place
        && place.local().equals(index)
        && assign.value() instanceof Expression.Apply apply
        && apply.operator() instanceof BasicOperator operator
        && operator.symbol().arity() == 2
        && isIndex(apply.arguments().get(0), index)) {
      return signed(operator.symbol(), apply.arguments().get(1));
    }
    return Optional.empty();
  }

  private static Optional<Integer> signed(Symbol symbol, Expression amount) {
    if (!(amount instanceof Expression.Literal literal)
        || !(literal.value().value() instanceof Integer value)
        || value == 0
        || value == Integer.MIN_VALUE) {
      return Optional.empty();
    }
    return switch (symbol) {
      case ADD -> Optional.of(value);
      case SUB -> Optional.of(-value);
      default -> Optional.empty();
    };
  }

  private static boolean fits(Symbol relation, int step) {
    return switch (relation) {
      case LT, LE -> step > 0;
      case GT, GE -> step < 0;
      default -> false;
    };
  }

  private static Symbol flipped(Symbol relation) {
    return switch (relation) {
      case LT -> Symbol.GT;
      case LE -> Symbol.GE;
      case GT -> Symbol.LT;
      case GE -> Symbol.LE;
      default -> relation;
    };
  }

  private static boolean isIndex(Expression expression, Local index) {
    return expression instanceof Expression.Read read
        && read.place() instanceof Place.LocalPlace place
        && place.local().equals(index);
  }

  /**
   * The bound is evaluated once instead of before each iteration: it must not change. It may throw,
   * as a division does: Java evaluates it before the first iteration too.
   */
  private static boolean isInvariant(Expression bound, Set<Local> assigned, Local index) {
    boolean[] isInvariant = {true};
    new SourceWalk(
            inner -> isInvariant[0] &= isInvariantNode(inner, assigned, index), ignored -> {})
        .walk(bound);
    return isInvariant[0];
  }

  private static boolean isInvariantNode(Expression node, Set<Local> assigned, Local index) {
    if (node instanceof Expression.Read read) {
      return read.place() instanceof Place.LocalPlace place
          && !assigned.contains(place.local())
          && !place.local().equals(index);
    }
    return node instanceof Expression.Apply
        || node instanceof Expression.Literal
        || node instanceof Expression.Length
        || node instanceof Expression.Component;
  }
}
