package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.analysis.SeedFlow;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is left of a backward region for some of its seeds: the steps that all of them reach. */
final class RegionPart {

  private final SeedFlow.Reached reached;
  private final Set<Integer> seeds;
  private final Set<Variable> needed = new HashSet<>();

  RegionPart(SeedFlow.Reached reached, Set<Integer> seeds) {
    this.reached = reached;
    this.seeds = seeds;
  }

  /** The steps, and what computes the values that they use. */
  Block of(Block block) {
    int before;
    do {
      before = needed.size();
      needWhatStays(block);
    } while (needed.size() > before);
    return part(block);
  }

  private void needWhatStays(Block block) {
    for (int i = block.statements().size() - 1; i >= 0; i--) {
      Statement statement = block.statements().get(i);
      statement.blocks().forEach(this::needWhatStays);
      if (stays(statement)) {
        Mentions.in(statement).forEach(this::need);
        if (statement instanceof Statement.WhileLoop loop) {
          need(loop.condition());
        }
      }
    }
  }

  private void need(Atom atom) {
    if (atom instanceof Variable variable) {
      needed.add(variable);
    }
  }

  private boolean stays(Statement statement) {
    if (!statement.blocks().isEmpty()) {
      return statement.blocks().stream().anyMatch(this::hasSteps);
    }
    return reached.isLinear(statement)
        ? reached.isReachedBy(statement, seeds)
        : isNeeded(statement);
  }

  private boolean hasSteps(Block block) {
    return block.statements().stream().anyMatch(this::stays);
  }

  private boolean isNeeded(Statement statement) {
    if (statement instanceof Statement.Declare declare) {
      return needed.contains(declare.variable());
    } else if (statement instanceof Statement.Assign assign) {
      return isNeeded(assign);
    } else if (statement instanceof Statement.Store store) {
      return needed.contains(store.array());
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      return needed.contains(accumulate.array());
    } else if (statement instanceof Statement.Accumulate accumulate) {
      return needed.contains(accumulate.target());
    } else if (statement instanceof Statement.Clear clear) {
      return needed.contains(clear.array());
    }
    return statement instanceof Statement.Invoke invoke
        && invoke.targets().stream().anyMatch(needed::contains);
  }

  /** Where an object is kept for the next call matters to whoever uses the object itself. */
  private boolean isNeeded(Statement.Assign assign) {
    boolean isKept =
        assign.target().type() instanceof ObjectType
            && !assign.target().type().isDifferentiable()
            && assign.target().isMutable()
            && assign.operation() instanceof Operation.Copy;
    return isKept
        ? assign.operation().arguments().stream().anyMatch(needed::contains)
        : needed.contains(assign.target());
  }

  private Block part(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (stays(statement)) {
        statements.add(statement.withBlocks(statement.blocks().stream().map(this::part).toList()));
      } else if (statement instanceof Statement.Assign assign
          && reached.isLinear(assign)
          && !assign.target().isMutable()
          && needed.contains(assign.target())) {
        // Another term of the sum that it goes into stays.
        Constant zero = Constant.zero(assign.target().type());
        statements.add(
            new Statement.Assign(assign.target(), new Operation.Copy(zero), assign.origin()));
      }
    }
    return new Block(statements);
  }
}
