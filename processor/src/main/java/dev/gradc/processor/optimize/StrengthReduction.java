package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.FreeVariables;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts the iterations of loops that go in strides: {@link Pass#STRENGTH_REDUCTION}. */
public final class StrengthReduction {

  private final FreshNames names;

  /**
   * @param names that nothing in the regions has
   */
  public StrengthReduction(FreshNames names) {
    this.names = names;
  }

  /**
   * The regions of a method in the order in which they run.
   *
   * @param regions the first one runs its loops from their beginning, and has in it what the others
   *     number their iterations by; these go back through the same iterations
   */
  public List<Block> reduce(List<Block> regions) {
    Set<Variable> numbers = new StrideNumbers(regions.get(0)).find(regions.get(0));
    return numbers.isEmpty()
        ? regions
        : regions.stream().map(it -> new Region(it, numbers).reduced(it)).toList();
  }

  private final class Region {

    private final StrideNumbers strides;
    private final Set<Variable> numbers;
    private final Set<Variable> first;

    Region(Block region, Set<Variable> numbers) {
      this.strides = new StrideNumbers(region);
      this.numbers = numbers;
      this.first = strides.find(region);
    }

    Block reduced(Block block) {
      List<Statement> statements = new ArrayList<>();
      for (Statement statement : block.statements()) {
        Statement inner =
            statement.withBlocks(statement.blocks().stream().map(this::reduced).toList());
        if (inner instanceof Statement.CountedLoop loop) {
          reduce(loop, statements);
        } else {
          statements.add(inner);
        }
      }
      return new Block(statements);
    }

    private void reduce(Statement.CountedLoop loop, List<Statement> statements) {
      List<Statement> body = new ArrayList<>();
      List<Statement> end = new ArrayList<>();
      Map<Variable, Statement.Assign> before = new HashMap<>();
      for (Statement statement : loop.body().statements()) {
        Optional<StrideNumbers.Quotient> quotient = quotient(statement, loop, before);
        if (quotient.isPresent()) {
          Statement.Assign assign = (Statement.Assign) statement;
          Variable counter = names.fresh("count", Scalar.INT, Role.MUTABLE);
          boolean isUp = quotient.get().isUp() == loop.isUp();
          statements.add(new Statement.Declare(counter, assign.origin()));
          Atom start =
              first.contains(assign.target())
                  ? Constant.of(0)
                  : atStart(assign, loop, before, statements);
          statements.add(new Statement.Assign(counter, new Operation.Copy(start), assign.origin()));
          body.add(
              new Statement.Assign(assign.target(), new Operation.Copy(counter), assign.origin()));
          end.addAll(next(counter, isUp, assign));
        } else {
          body.add(statement);
        }
        if (statement instanceof Statement.Assign assign) {
          before.put(assign.target(), assign);
        }
      }
      if (end.isEmpty()) {
        statements.add(loop);
        return;
      }
      List<Statement> needed = withoutDistances(body);
      needed.addAll(end);
      statements.add(loop.withBlocks(List.of(new Block(needed))));
    }

    private Optional<StrideNumbers.Quotient> quotient(
        Statement statement, Statement.CountedLoop loop, Map<Variable, Statement.Assign> before) {
      return statement instanceof Statement.Assign assign
              && numbers.contains(assign.target())
              && isArithmetic(assign, before)
          ? strides.quotient(assign.target(), loop)
          : Optional.empty();
    }

    private List<Statement> next(Variable counter, boolean isUp, Statement.Assign assign) {
      BasicOperator operator =
          new BasicOperator(isUp ? BasicOperator.Symbol.ADD : BasicOperator.Symbol.SUB, Scalar.INT);
      Variable next = names.fresh("next", Scalar.INT, Role.SINGLE);
      return List.of(
          new Statement.Assign(
              next,
              new Operation.Apply(operator, List.of(assign.target(), Constant.of(1))),
              assign.origin()),
          new Statement.Assign(counter, new Operation.Copy(next), assign.origin()));
    }

    /** Whether all that it is made of in the loop is arithmetic. */
    private static boolean isArithmetic(
        Statement.Assign assign, Map<Variable, Statement.Assign> before) {
      return assign.operation() instanceof Operation.Apply apply
          && apply.arguments().stream()
              .allMatch(
                  it ->
                      !(it instanceof Variable variable)
                          || !before.containsKey(variable)
                          || isArithmetic(before.get(variable), before));
    }

    /** The quotient where the index is at its first value. */
    private Atom atStart(
        Statement.Assign assign,
        Statement.CountedLoop loop,
        Map<Variable, Statement.Assign> before,
        List<Statement> statements) {
      List<Atom> arguments = new ArrayList<>();
      Operation.Apply apply = (Operation.Apply) assign.operation();
      for (Atom argument : apply.arguments()) {
        arguments.add(
            argument.equals(loop.index())
                ? loop.from()
                : argument instanceof Variable variable && before.containsKey(variable)
                    ? atStart(before.get(variable), loop, before, statements)
                    : argument);
      }
      Variable target = names.fresh(assign.target().name(), assign.target().type(), Role.SINGLE);
      statements.add(
          new Statement.Assign(
              target, new Operation.Apply(apply.operator(), arguments), assign.origin()));
      return target;
    }

    /** Without what only the quotients were computed from. */
    private static List<Statement> withoutDistances(List<Statement> body) {
      Deque<Statement> needed = new ArrayDeque<>();
      Set<Variable> mentioned = new HashSet<>();
      for (int i = body.size() - 1; i >= 0; i--) {
        Statement statement = body.get(i);
        if (!isDistance(statement) || mentioned.contains(((Statement.Assign) statement).target())) {
          needed.addFirst(statement);
          mentioned.addAll(FreeVariables.of(new Block(List.of(statement))));
        }
      }
      return new ArrayList<>(needed);
    }

    private static boolean isDistance(Statement statement) {
      return statement instanceof Statement.Assign assign
          && !assign.target().isMutable()
          && (assign.target().type() == Scalar.INT || assign.target().type() == Scalar.LONG)
          && assign.operation() instanceof Operation.Apply apply
          && isHarmless(apply);
    }

    /** A division by a number that is not zero, too; functions of {@code Math} may throw. */
    private static boolean isHarmless(Operation.Apply apply) {
      return !apply.operator().mayThrow()
          || (apply.operator() instanceof BasicOperator
              && apply.arguments().get(1) instanceof Constant divisor
              && ((Number) divisor.value()).longValue() != 0);
    }
  }
}
