package dev.gradc.processor.optimize;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes several loops of innermost ones that write several arrays: {@link Pass#SPLIT_LOOPS}. */
public final class SplitLoops {

  /** Loops that are known to be shorter gain nothing. */
  private static final int SHORTEST = 16;

  private final ArrayOrigins arrays;
  private final Set<Variable> given = new HashSet<>();
  private final FreshNames names;

  /**
   * @param arrays of the region, with all that is around it
   * @param given the parameters of the method, whose arrays the caller sees
   * @param names that nothing in the region has
   */
  public SplitLoops(ArrayOrigins arrays, Collection<Variable> given, FreshNames names) {
    this.arrays = arrays;
    given.forEach(it -> this.given.addAll(arrays.classesOf(it)));
    this.names = names;
  }

  /** The region with its loops split. */
  public Block split(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop && isCandidate(loop)) {
        statements.addAll(split(loop));
      } else {
        statements.add(statement.withBlocks(statement.blocks().stream().map(this::split).toList()));
      }
    }
    return new Block(statements);
  }

  /** Whether it is an innermost one that may be long. */
  static boolean isCandidate(Statement.CountedLoop loop) {
    boolean isShort =
        loop.from() instanceof Constant from
            && loop.bound() instanceof Constant bound
            && Math.abs(((Number) bound.value()).longValue() - ((Number) from.value()).longValue())
                < SHORTEST;
    return !isShort
        && Math.abs(loop.step()) == 1
        && loop.body().statements().stream().allMatch(it -> it.blocks().isEmpty());
  }

  private List<Statement> split(Statement.CountedLoop loop) {
    List<List<Statement>> pieces = new LoopPieces(loop, arrays, given).find();
    List<Statement> loops = new ArrayList<>();
    for (List<Statement> piece : pieces) {
      Statement.CountedLoop one = loop.withBlocks(List.of(new Block(piece)));
      loops.add(loops.isEmpty() ? one : renamed(one));
    }
    return loops;
  }

  /** Variables are defined once. */
  private Statement.CountedLoop renamed(Statement.CountedLoop loop) {
    Map<Variable, Variable> others = new HashMap<>();
    others.put(loop.index(), fresh(loop.index()));
    DefinedVariables.in(loop.body()).forEach(it -> others.put(it, fresh(it)));
    Substitution substitution =
        new Substitution(
            atom -> atom instanceof Variable it ? others.getOrDefault(it, it) : atom,
            it -> others.getOrDefault(it, it));
    List<Statement> statements = loop.body().statements().stream().map(substitution::in).toList();
    Variable index = others.get(loop.index());
    return new Statement.CountedLoop(
        index.name(),
        index,
        loop.from(),
        loop.relation(),
        loop.bound(),
        loop.step(),
        new Block(statements),
        loop.checkpoint(),
        loop.origin());
  }

  private Variable fresh(Variable variable) {
    return names.fresh(variable.name(), variable.type(), variable.role());
  }
}
