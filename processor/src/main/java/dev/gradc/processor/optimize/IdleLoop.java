package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.analysis.TangentNumbers;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tangents have to be zero for a loop to leave everything as it is: it adds their multiples
 * to what is there already, in elements and variables.
 */
final class IdleLoop {

  private final List<Statement> statements;
  private final TangentNumbers tangents;
  private final Set<Variable> inner;

  /** Numbers that are zero if these tangents are. */
  private final Map<Variable, Set<Variable>> zeros = new HashMap<>();

  /** Numbers that are what a place holds if these tangents are zero. */
  private final Map<Variable, Standing> standing = new HashMap<>();

  IdleLoop(Statement.CountedLoop loop, TangentNumbers tangents) {
    this.statements = loop.body().statements();
    this.tangents = tangents;
    this.inner = DefinedVariables.in(loop.body());
    inner.add(loop.index());
  }

  /**
   * What a place holds.
   *
   * @param holder a variable, or an array
   * @param element its index, of an array
   */
  private record Place(Variable holder, Optional<Atom> element) {}

  private record Standing(Place place, Set<Variable> zeros) {}

  /** These tangents, if the loop does nothing else. */
  Optional<Set<Variable>> zeros() {
    Set<Variable> all = new LinkedHashSet<>();
    for (Statement statement : statements) {
      Optional<Set<Variable>> needed = needed(statement);
      if (needed.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(needed.get());
    }
    return Optional.of(all);
  }

  private Optional<Set<Variable>> needed(Statement statement) {
    if (statement instanceof Statement.Accumulate sum) {
      return zero(sum.value());
    }
    if (statement instanceof Statement.AccumulateElement sum) {
      return zero(sum.value());
    }
    if (statement instanceof Statement.Store store) {
      return kept(store.value(), new Place(store.array(), Optional.of(store.index())));
    }
    if (!(statement instanceof Statement.Assign assign)
        || !(assign.target().type() instanceof Scalar)) {
      return Optional.empty();
    }
    if (assign.target().isMutable()) {
      return assign.operation() instanceof Operation.Copy copy
          ? kept(copy.value(), new Place(assign.target(), Optional.empty()))
          : Optional.empty();
    }
    return define(assign.target(), assign.operation());
  }

  private Optional<Set<Variable>> define(Variable target, Operation operation) {
    if (operation instanceof Operation.Apply apply && apply.operator().mayThrow()) {
      return Optional.empty();
    }
    if (!(operation instanceof Operation.Apply
        || operation instanceof Operation.Copy
        || operation instanceof Operation.Load)) {
      return Optional.empty();
    }
    zero(operation).ifPresent(it -> zeros.put(target, it));
    standing(operation).ifPresent(it -> standing.put(target, it));
    return Optional.of(Set.of());
  }

  private Optional<Set<Variable>> kept(Atom value, Place place) {
    return standing(value).filter(it -> it.place().equals(place)).map(Standing::zeros);
  }

  private Optional<Standing> standing(Atom atom) {
    if (!(atom instanceof Variable variable)) {
      return Optional.empty();
    }
    return variable.isMutable()
        ? Optional.of(new Standing(new Place(variable, Optional.empty()), Set.of()))
        : Optional.ofNullable(standing.get(variable));
  }

  private Optional<Standing> standing(Operation operation) {
    if (operation instanceof Operation.Load load) {
      return Optional.of(
          new Standing(new Place(load.array(), Optional.of(load.index())), Set.of()));
    }
    if (operation instanceof Operation.Copy copy) {
      return standing(copy.value());
    }
    if (!(operation instanceof Operation.Apply apply)
        || !(apply.operator() instanceof BasicOperator operator)) {
      return Optional.empty();
    }
    return switch (operator.symbol()) {
      case ADD ->
          standing(apply.arguments().get(0), apply.arguments().get(1))
              .or(() -> standing(apply.arguments().get(1), apply.arguments().get(0)));
      case SUB -> standing(apply.arguments().get(0), apply.arguments().get(1));
      default -> Optional.empty();
    };
  }

  private Optional<Standing> standing(Atom atom, Atom added) {
    return standing(atom)
        .flatMap(it -> zero(added).map(more -> new Standing(it.place(), both(it.zeros(), more))));
  }

  private Optional<Set<Variable>> zero(Atom atom) {
    if (!(atom instanceof Variable variable)) {
      return ((Constant) atom).isAdjointZero() ? Optional.of(Set.of()) : Optional.empty();
    }
    if (zeros.containsKey(variable)) {
      return Optional.of(zeros.get(variable));
    }
    return !inner.contains(variable) && !variable.isMutable() && tangents.contains(variable)
        ? Optional.of(Set.of(variable))
        : Optional.empty();
  }

  private Optional<Set<Variable>> zero(Operation operation) {
    if (operation instanceof Operation.Copy copy) {
      return zero(copy.value());
    }
    if (!(operation instanceof Operation.Apply apply)) {
      return Optional.empty();
    }
    List<Optional<Set<Variable>>> arguments = apply.arguments().stream().map(this::zero).toList();
    if (apply.operator() instanceof Conversion) {
      return arguments.get(0);
    }
    if (!(apply.operator() instanceof BasicOperator operator)) {
      return Optional.empty();
    }
    return switch (operator.symbol()) {
      case ADD, SUB ->
          arguments.get(0).flatMap(first -> arguments.get(1).map(second -> both(first, second)));
      case MUL ->
          arguments.stream().flatMap(Optional::stream).min(Comparator.comparingInt(Set::size));
      case DIV, NEG -> arguments.get(0);
      default -> Optional.empty();
    };
  }

  private static Set<Variable> both(Set<Variable> one, Set<Variable> other) {
    Set<Variable> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return both;
  }
}
