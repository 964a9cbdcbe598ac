package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out changes of mutable variables that nobody reads before the next change: a walk against
 * the order of execution that knows which variables are live. What is live at the end of a loop's
 * body is what is live after the loop and what the body may read before it assigns it.
 */
final class DeadStores {

  private final Set<Variable> liveAtEnd;

  DeadStores(Set<Variable> liveAtEnd) {
    this.liveAtEnd = liveAtEnd;
  }

  Block run(Block block) {
    Walk walk = new Walk();
    liveAtEnd.forEach(walk::live);
    Changes.Summary changes = new Changes().of(block);
    changes.variables().forEach(walk::live);
    return walk.rewrite(block);
  }

  /** One walk against the order of execution; says for each statement what stays of it, or null. */
  private static final class Walk extends Unnested<Statement> {

    private final ScopedMap<Variable, Boolean> live = new ScopedMap<>();
    private final ExposedReads exposed = new ExposedReads();

    private void live(Variable variable) {
      if (variable.isMutable()) {
        live.put(variable, true);
      }
    }

    private boolean isLive(Variable variable) {
      return Boolean.TRUE.equals(live.get(variable));
    }

    private Block rewrite(Block block) {
      List<Statement> kept = new ArrayList<>();
      boolean isSame = true;
      for (int i = block.statements().size() - 1; i >= 0; i--) {
        Statement statement = block.statements().get(i);
        Statement rest = statement.accept(this);
        isSame &= rest == statement;
        if (rest != null) {
          kept.add(rest);
        }
      }
      Collections.reverse(kept);
      return isSame ? block : new Block(kept);
    }

    @Override
    Statement plain(Statement statement) {
      read(statement);
      return statement;
    }

    private void read(Statement statement) {
      for (Atom atom : Reads.of(statement)) {
        if (atom instanceof Variable variable) {
          live(variable);
        }
      }
    }

    @Override
    public Statement declare(Statement.Declare statement) {
      live.remove(statement.variable());
      return statement;
    }

    @Override
    public Statement assign(Statement.Assign statement) {
      if (statement.target().isMutable() && statement.operation() instanceof Operation.Copy) {
        if (!isLive(statement.target())) {
          return null;
        }
        live.remove(statement.target());
      }
      return plain(statement);
    }

    @Override
    public Statement accumulate(Statement.Accumulate statement) {
      return isLive(statement.target()) ? plain(statement) : null;
    }

    @Override
    public Statement conditional(Statement.If statement) {
      live.enter();
      Block then = rewrite(statement.then());
      Map<Variable, Boolean> before = changes();
      live.leave();
      live.enter();
      Block otherwise = rewrite(statement.otherwise());
      Map<Variable, Boolean> beforeOtherwise = changes();
      live.leave();
      Set<Variable> changed = new HashSet<>(before.keySet());
      changed.addAll(beforeOtherwise.keySet());
      for (Variable variable : changed) {
        boolean after = isLive(variable);
        boolean isLiveBefore =
            before.getOrDefault(variable, after) || beforeOtherwise.getOrDefault(variable, after);
        if (isLiveBefore) {
          live(variable);
        } else {
          live.remove(variable);
        }
      }
      read(statement);
      return Rewriting.around(statement, then, otherwise);
    }

    private Map<Variable, Boolean> changes() {
      Map<Variable, Boolean> changes = new HashMap<>();
      for (Variable variable : live.changed()) {
        changes.put(variable, isLive(variable));
      }
      return changes;
    }

    @Override
    public Statement countedLoop(Statement.CountedLoop statement) {
      exposed.of(statement.body()).forEach(this::live);
      Block body = repeated(statement.body());
      read(statement);
      return Rewriting.around(statement, body);
    }

    @Override
    public Statement whileLoop(Statement.WhileLoop statement) {
      exposed.of(statement.header()).forEach(this::live);
      exposed.of(statement.body()).forEach(this::live);
      read(statement);
      Block body = repeated(statement.body());
      return Rewriting.around(statement, repeated(statement.header()), body);
    }

    private Block repeated(Block block) {
      live.enter();
      Block rewritten = rewrite(block);
      live.leave();
      return rewritten;
    }
  }
}
