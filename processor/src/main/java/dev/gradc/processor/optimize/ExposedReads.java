package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The mutable variables of which a block may read the value that they have when it begins. Each
 * block is looked at once, however often it is asked for.
 */
final class ExposedReads {

  private final IdentityHashMap<Block, Summary> summaries = new IdentityHashMap<>();

  /**
   * Of one block.
   *
   * @param reads variables that may be read before the block assigns them
   * @param assigned variables of the outside that the block assigns on every way through it
   */
  private record Summary(Set<Variable> reads, Set<Variable> assigned) {}

  Set<Variable> of(Block block) {
    return summary(block).reads();
  }

  private Summary summary(Block block) {
    Summary known = summaries.get(block);
    if (known == null) {
      known = new Collector().collect(block);
      summaries.put(block, known);
    }
    return known;
  }

  /** Collects over one block, in the order of execution. */
  private final class Collector extends Unnested<Void> {

    private final Set<Variable> reads = new HashSet<>();
    private final Set<Variable> assigned = new HashSet<>();

    Summary collect(Block block) {
      block.statements().forEach(statement -> statement.accept(this));
      for (Statement statement : block.statements()) {
        if (statement instanceof Statement.Declare declare) {
          assigned.remove(declare.variable());
        }
      }
      return new Summary(reads, assigned);
    }

    @Override
    Void plain(Statement statement) {
      for (Atom atom : Reads.of(statement)) {
        read(atom);
      }
      return null;
    }

    private void read(Atom atom) {
      if (atom instanceof Variable variable
          && variable.isMutable()
          && !assigned.contains(variable)) {
        reads.add(variable);
      }
    }

    /** Nothing from before a declaration is read after it. */
    @Override
    public Void declare(Statement.Declare statement) {
      assigned.add(statement.variable());
      return null;
    }

    @Override
    public Void assign(Statement.Assign statement) {
      plain(statement);
      if (statement.target().isMutable() && statement.operation() instanceof Operation.Copy) {
        assigned.add(statement.target());
      }
      return null;
    }

    @Override
    public Void conditional(Statement.If statement) {
      plain(statement);
      Summary then = summary(statement.then());
      Summary otherwise = summary(statement.otherwise());
      then.reads().forEach(this::read);
      otherwise.reads().forEach(this::read);
      for (Variable variable : then.assigned()) {
        if (otherwise.assigned().contains(variable)) {
          assigned.add(variable);
        }
      }
      return null;
    }

    @Override
    public Void countedLoop(Statement.CountedLoop statement) {
      plain(statement);
      of(statement.body()).forEach(this::read);
      return null;
    }

    @Override
    public Void whileLoop(Statement.WhileLoop statement) {
      plain(statement);
      of(statement.header()).forEach(this::read);
      of(statement.body()).forEach(this::read);
      return null;
    }
  }
}
