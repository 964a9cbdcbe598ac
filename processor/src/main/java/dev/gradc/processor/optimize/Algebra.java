package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link Pass#ALGEBRA}. */
final class Algebra {

  /** Identities may be applied again to what they give, so often at most. */
  private static final int STEPS = 8;

  private final Set<Variable> liveAtEnd;

  Algebra(Set<Variable> liveAtEnd) {
    this.liveAtEnd = liveAtEnd;
  }

  /** The block with simpler operations and without branches that are never taken. */
  Block run(Block block) {
    return new Walk(block).rewrite(block);
  }

  /** One walk in the order of execution. */
  private final class Walk extends Rewriting {

    private final ScopedMap<Variable, Operation> definitions = new ScopedMap<>();
    private final Identities identities = new Identities(this::application);
    private final Map<String, Integer> definitionsByName = new HashMap<>();

    private Walk(Block region) {
      count(region);
    }

    private void count(Block block) {
      for (Statement statement : block.statements()) {
        defined(statement)
            .forEach(variable -> definitionsByName.merge(variable.name(), 1, Integer::sum));
        statement.blocks().forEach(this::count);
      }
    }

    /** The variables that begin with the statement. */
    private static List<Variable> defined(Statement statement) {
      return statement instanceof Statement.Declare
          ? Targets.of(statement)
          : Targets.of(statement).stream().filter(variable -> !variable.isMutable()).toList();
    }

    private Operation.Apply application(Atom atom) {
      return atom instanceof Variable variable
              && definitions.get(variable) instanceof Operation.Apply apply
          ? apply
          : null;
    }

    @Override
    void simple(Statement statement) {
      emit(statement);
    }

    @Override
    public Void assign(Statement.Assign statement) {
      Operation operation = simplified(statement.operation());
      emit(
          operation.equals(statement.operation())
              ? statement
              : new Statement.Assign(statement.target(), operation, statement.origin()));
      if (!statement.target().isMutable()) {
        boolean isStable = operation.arguments().stream().noneMatch(Walk::isMutable);
        if (isStable) {
          definitions.put(statement.target(), operation);
        } else {
          definitions.remove(statement.target());
        }
      }
      return null;
    }

    private static boolean isMutable(Atom atom) {
      return atom instanceof Variable variable && variable.isMutable();
    }

    private Operation simplified(Operation operation) {
      Operation current = operation;
      for (int step = 0; step < STEPS; step++) {
        Optional<Operation> simpler =
            current instanceof Operation.Apply apply ? identities.of(apply) : length(current);
        if (simpler.isEmpty()) {
          return current;
        }
        current = simpler.get();
      }
      return current;
    }

    /** An array made by the user's method is as long as it was made; kept storage may be longer. */
    private Optional<Operation> length(Operation operation) {
      return operation instanceof Operation.Length length
              && definitions.get(length.array()) instanceof Operation.NewArray made
              && made.purpose() == Operation.NewArray.Purpose.PRIMAL
          ? Optional.of(new Operation.Copy(made.length()))
          : Optional.empty();
    }

    @Override
    public Void accumulate(Statement.Accumulate statement) {
      emit(statement);
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      Block then = inner(statement.then());
      Block otherwise = inner(statement.otherwise());
      boolean isTaken = statement.condition().equals(Constant.TRUE);
      Block taken = isTaken ? then : otherwise;
      Block left = isTaken ? otherwise : then;
      if (statement.condition() instanceof Constant && canGo(left) && canStandOutside(taken)) {
        taken.statements().forEach(this::emit);
      } else {
        emit(around(statement, then, otherwise));
      }
      return null;
    }

    /** What is mentioned after the region must stay defined, even where it never runs. */
    private boolean canGo(Block block) {
      return block.statements().stream()
          .allMatch(
              statement ->
                  defined(statement).stream().noneMatch(liveAtEnd::contains)
                      && statement.blocks().stream().allMatch(this::canGo));
    }

    /**
     * Names may be used again in blocks beside each other, but not in one around the other; and
     * what follows a throw in its own block Java does not take.
     */
    private boolean canStandOutside(Block block) {
      return !block.isAbruptToJava()
          && block.statements().stream()
              .flatMap(statement -> defined(statement).stream())
              .allMatch(variable -> definitionsByName.getOrDefault(variable.name(), 0) == 1);
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      BasicOperator relation =
          new BasicOperator(statement.relation(), (Scalar) statement.index().type());
      boolean isEntered =
          !Folding.of(relation, List.of(statement.from(), statement.bound()))
              .equals(Optional.of(Constant.FALSE));
      if (isEntered || !canGo(statement.body()) || liveAtEnd.contains(statement.index())) {
        emit(around(statement, inner(statement.body())));
      }
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      Block header = inner(statement.header());
      emit(around(statement, header, inner(statement.body())));
      return null;
    }

    private Block inner(Block block) {
      definitions.enter();
      Block rewritten = rewrite(block);
      definitions.leave();
      return rewritten;
    }
  }
}
