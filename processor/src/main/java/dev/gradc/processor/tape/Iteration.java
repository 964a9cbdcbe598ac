package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Puts what a block does, and its way back, one after the other. What the way back reads of inner
 * blocks is stored, in storage that each run of the block uses again; where the block ends with a
 * branch that its way back begins with, both are one branch, and nothing of it is stored.
 */
final class Iteration {

  private final AdjointRegions regions;
  private final PullbacksWithValues pullbacks;
  private final ArrayOrigins arrays;
  private final FreshNames names;
  private final UnaryOperator<Block> simplifier;
  private final List<Variable> storage = new ArrayList<>();

  /**
   * @param regions of the function
   * @param pullbacks of the same regions
   * @param arrays of the forward region
   * @param names that the function does not have
   * @param simplifier of the way back
   */
  Iteration(
      AdjointRegions regions,
      PullbacksWithValues pullbacks,
      ArrayOrigins arrays,
      FreshNames names,
      UnaryOperator<Block> simplifier) {
    this.regions = regions;
    this.pullbacks = pullbacks;
    this.arrays = arrays;
    this.names = names;
    this.simplifier = simplifier;
  }

  /** Arrays that all blocks so far store in. */
  List<Variable> storage() {
    return storage;
  }

  /** Both ways in one block. */
  Block of(Block forward, Block back) {
    List<Statement> there = new ArrayList<>(forward.statements());
    List<Statement> andBack = new ArrayList<>(back.statements());
    int first = firstAction(andBack);
    if (first < andBack.size()
        && !there.isEmpty()
        && there.get(there.size() - 1) instanceof Statement.If last
        && andBack.get(first) instanceof Statement.If reverse
        && last.condition().equals(reverse.condition())) {
      there.remove(there.size() - 1);
      there.addAll(andBack.subList(0, first));
      there.add(
          new Statement.If(
              last.condition(),
              of(last.then(), reverse.then()),
              of(last.otherwise(), reverse.otherwise()),
              last.origin()));
      andBack.subList(0, first + 1).clear();
    }
    return laidOut(
        pullbacks.merge(new PullbacksWithValues.Pair(new Block(there), new Block(andBack))));
  }

  private Block laidOut(PullbacksWithValues.Pair pair) {
    AdjointRegions own =
        new AdjointRegions(
            regions.parameters(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            pair.forward(),
            pair.back());
    LaidOutRegions laidOut =
        new TapeLayout()
            .layOut(own, SeparatedOutputs.of(pair.back()), arrays, TapeLayout.Form.FUSED, names);
    storage.addAll(laidOut.storage());
    List<Statement> both = new ArrayList<>(laidOut.forward().statements());
    Block andBack = simplifier.apply(laidOut.backward().combined());
    both.addAll(relabelled(renamed(andBack, laidOut.forward())).statements());
    return new Block(both);
  }

  /** What is brought back gets a name of its own: no region defines a variable twice. */
  private Block renamed(Block back, Block forward) {
    Map<Variable, Variable> others = new LinkedHashMap<>();
    Set<Variable> twice = DefinedVariables.in(back);
    twice.retainAll(DefinedVariables.in(forward));
    twice.forEach(it -> others.put(it, names.fresh(it.name(), it.type(), it.role())));
    return new Renamed(others).in(back);
  }

  /** No two loops of a region have one label. */
  private Block relabelled(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      Statement inside =
          statement.withBlocks(statement.blocks().stream().map(this::relabelled).toList());
      if (inside instanceof Statement.CountedLoop loop) {
        String label = names.fresh(loop.label(), Scalar.INT, Variable.Role.SINGLE).name();
        inside =
            new Statement.CountedLoop(
                label,
                loop.index(),
                loop.from(),
                loop.relation(),
                loop.bound(),
                loop.step(),
                loop.body(),
                loop.origin());
      }
      statements.add(inside);
    }
    return new Block(statements);
  }

  /** The first statement that is no adjoint which begins with zero. */
  private static int firstAction(List<Statement> statements) {
    int first = 0;
    while (first < statements.size() && isBeginning(statements.get(first))) {
      first++;
    }
    return first;
  }

  private static boolean isBeginning(Statement statement) {
    return statement instanceof Statement.Declare
        || (statement instanceof Statement.Assign assign
            && assign.operation() instanceof Operation.Copy copy
            && copy.value() instanceof Constant);
  }
}
