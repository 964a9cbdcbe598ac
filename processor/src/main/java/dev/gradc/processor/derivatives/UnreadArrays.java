package dev.gradc.processor.derivatives;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out what is put into arrays that nobody reads: the parts of a gradient that its user did
 * not ask for.
 */
final class UnreadArrays {

  private final Set<Variable> ours;
  private final ArrayOrigins arrays;
  private final Set<Variable> read = new LinkedHashSet<>();

  private UnreadArrays(Set<Variable> ours, ArrayOrigins arrays) {
    this.ours = ours;
    this.arrays = arrays;
  }

  /**
   * The function without such stores.
   *
   * @param ours variables that the user's method does not have
   */
  static Function removed(Function function, Set<Variable> ours) {
    UnreadArrays unread = new UnreadArrays(ours, new AliasAnalysis().analyze(function));
    function.parameters().forEach(it -> unread.escape(it.variable()));
    function.results().forEach(unread::escape);
    unread.collect(function.body());
    return function.with(unread.kept(function.body()));
  }

  /** Others may read it, and what it holds. */
  private void escape(Atom atom) {
    if (atom instanceof Variable variable && variable.type() instanceof ArrayType) {
      read.addAll(arrays.classesOf(variable));
    }
  }

  private void collect(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        boolean isNumber = !(assign.target().type() instanceof ArrayType);
        if (assign.operation() instanceof Operation.Load load && isNumber) {
          read.add(arrays.classOf(load.array()));
        }
        if (!ours.contains(assign.target())) {
          escape(assign.target());
        }
      } else if (statement instanceof Statement.Call call) {
        call.arguments().forEach(this::escape);
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.arguments().forEach(this::escape);
        invoke.targets().forEach(this::escape);
      } else if (statement instanceof Statement.Declare declare
          && !ours.contains(declare.variable())) {
        escape(declare.variable());
      }
      statement.blocks().forEach(this::collect);
    }
  }

  private boolean isUnread(Variable array) {
    return !read.contains(arrays.classOf(array)) && !arrays.isForeign(array);
  }

  private Block kept(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      boolean isUseless =
          (statement instanceof Statement.Store store
                  && !(store.value().type() instanceof ArrayType)
                  && isUnread(store.array()))
              || (statement instanceof Statement.AccumulateElement sum && isUnread(sum.array()));
      if (!isUseless) {
        statements.add(statement.withBlocks(statement.blocks().stream().map(this::kept).toList()));
      }
    }
    return new Block(statements);
  }
}
