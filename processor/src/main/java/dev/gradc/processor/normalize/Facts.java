package dev.gradc.processor.normalize;

import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Plain questions about pieces of source. */
final class Facts {

  private Facts() {}

  /** The locals that a statement assigns, declarations with initializers apart. */
  static Set<Local> assigned(SourceStatement statement) {
    Set<Local> locals = new LinkedHashSet<>();
    new SourceWalk(expression -> assignedBy(expression).ifPresent(locals::add), ignored -> {})
        .walk(statement);
    return locals;
  }

  /** The locals that an expression assigns. */
  static Set<Local> assigned(Expression expression) {
    Set<Local> locals = new LinkedHashSet<>();
    new SourceWalk(inner -> assignedBy(inner).ifPresent(locals::add), ignored -> {})
        .walk(expression);
    return locals;
  }

  /** The locals that a statement declares without a first value. */
  static Set<Local> declaredWithoutValue(SourceStatement statement) {
    Set<Local> locals = new LinkedHashSet<>();
    new SourceWalk(
            ignored -> {},
            inner -> {
              if (inner instanceof SourceStatement.Declaration declaration
                  && declaration.initial().isEmpty()) {
                locals.add(declaration.local());
              }
            })
        .walk(statement);
    return locals;
  }

  /** Whether evaluating the expression changes nothing. */
  static boolean isPure(Expression expression) {
    boolean[] isPure = {true};
    new SourceWalk(
            inner ->
                isPure[0] &=
                    !(inner instanceof Expression.Assign
                        || inner instanceof Expression.CompoundAssign
                        || inner instanceof Expression.Call
                        || inner instanceof Expression.Sequence
                        || inner instanceof Expression.NewArray
                        || inner instanceof Expression.ArrayLiteral),
            ignored -> {})
        .walk(expression);
    return isPure[0];
  }

  /** Whether the expression is pure and cannot throw, so that it may be evaluated needlessly. */
  static boolean isHarmless(Expression expression) {
    boolean[] isHarmless = {isPure(expression)};
    new SourceWalk(
            inner ->
                isHarmless[0] &=
                    !((inner instanceof Expression.Read read
                            && read.place() instanceof Place.ElementPlace)
                        || inner instanceof Expression.Length
                        || inner instanceof Expression.Inspect
                        || inner instanceof Expression.Conditional
                        || (inner instanceof Expression.Apply apply
                            && apply.operator().mayThrow())),
            ignored -> {})
        .walk(expression);
    return isHarmless[0];
  }

  /** Whether two expressions are the same reads, literals and operators, wherever they stand. */
  static boolean isSame(Expression one, Expression other) {
    if (one instanceof Expression.Literal a && other instanceof Expression.Literal b) {
      return a.value().equals(b.value());
    }
    if (one instanceof Expression.Read a && other instanceof Expression.Read b) {
      return isSame(a.place(), b.place());
    }
    if (one instanceof Expression.Apply a && other instanceof Expression.Apply b) {
      return a.operator().equals(b.operator()) && areSame(a.arguments(), b.arguments());
    }
    if (one instanceof Expression.Length a && other instanceof Expression.Length b) {
      return isSame(a.array(), b.array());
    }
    if (one instanceof Expression.Component a && other instanceof Expression.Component b) {
      return a.name().equals(b.name()) && isSame(a.record(), b.record());
    }
    return false;
  }

  static boolean isSame(Place one, Place other) {
    if (one instanceof Place.LocalPlace a && other instanceof Place.LocalPlace b) {
      return Objects.equals(a.local(), b.local());
    }
    return one instanceof Place.ElementPlace a
        && other instanceof Place.ElementPlace b
        && isSame(a.array(), b.array())
        && isSame(a.index(), b.index());
  }

  private static boolean areSame(List<Expression> one, List<Expression> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!isSame(one.get(i), other.get(i))) {
        return false;
      }
    }
    return one.size() == other.size();
  }

  /** The local that an expression assigns, what is within it apart. */
  static Optional<Local> assignedBy(Expression expression) {
    Place place = null;
    if (expression instanceof Expression.Assign assign) {
      place = assign.place();
    } else if (expression instanceof Expression.CompoundAssign assign) {
      place = assign.place();
    }
    return place instanceof Place.LocalPlace local ? Optional.of(local.local()) : Optional.empty();
  }
}
