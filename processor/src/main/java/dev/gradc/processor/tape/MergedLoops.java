package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.SeparatedOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Lets loops that only sum up terms ({@link SummedLoops}) go back in the order in which they run,
 * before all others: in the fused form each iteration right after it has run, so that nothing of it
 * is stored; on a tape at the beginning of the backward pass. So both forms add in one order, and
 * give the same bits.
 */
public final class MergedLoops {

  private final UnaryOperator<Block> simplifier;
  private final Choice choice;

  /** Which loops are merged. */
  public enum Choice {
    /** None of them. */
    NONE,
    /** Those that are known or thought to be faster so. */
    FASTER,
    /** All that can be. */
    ALL
  }

  /**
   * @param simplifier of what an iteration does on the way back
   * @param choice of the loops that are merged
   */
  public MergedLoops(UnaryOperator<Block> simplifier, Choice choice) {
    this.simplifier = simplifier;
    this.choice = choice;
  }

  /**
   * Regions with loops merged.
   *
   * @param storage of what an iteration stores for itself
   */
  public record Merged(
      AdjointRegions regions, SeparatedOutputs separated, List<Variable> storage) {}

  /**
   * The same regions with their loops merged, as far as they can be.
   *
   * @param isInOne whether the backward region follows the forward region at once, and nobody takes
   *     them apart; otherwise both stay what they are, and the loops go back in the same order
   */
  public Merged merge(
      AdjointRegions regions, SeparatedOutputs separated, ArrayOrigins arrays, boolean isInOne) {
    FreshNames names = TapeLayout.namesBeside(regions, separated);
    Block backward = separated.combined();
    AdjointArrays gradient = AdjointArrays.ofGradient(regions, backward);
    PullbacksWithValues pullbacks = new PullbacksWithValues(regions.carriers(), gradient);
    List<SummedLoop> loops = new SummedLoops(regions, backward, arrays, names, choice).find();
    if (loops.isEmpty()) {
      if (!isInOne) {
        return new Merged(regions, separated, List.of());
      }
      PullbacksWithValues.Pair pair =
          pullbacks.merge(new PullbacksWithValues.Pair(regions.forward(), backward));
      return new Merged(
          regions.withForward(pair.forward()), separated.withCombined(pair.back()), List.of());
    }
    Map<String, SummedLoop> byLabel = new LinkedHashMap<>();
    loops.forEach(loop -> byLabel.put(loop.forward().label(), loop));
    Block rest = without(backward, byLabel, names);
    List<Statement> sums = declarations(loops);
    if (!isInOne) {
      List<Statement> first = new ArrayList<>(sums);
      loops.forEach(loop -> first.addAll(apart(loop)));
      first.addAll(rest.statements());
      return new Merged(regions, separated.withCombined(new Block(first)), List.of());
    }
    Iteration iteration = new Iteration(regions, pullbacks, arrays, names, simplifier);
    List<Statement> forward = new ArrayList<>(sums);
    forward.addAll(merged(regions.forward(), byLabel, iteration).statements());
    return new Merged(
        regions.withForward(new Block(forward)), separated.withCombined(rest), iteration.storage());
  }

  private static List<Statement> declarations(List<SummedLoop> loops) {
    List<Statement> statements = new ArrayList<>();
    for (SummedLoop loop : loops) {
      for (Variable sum : loop.sums().values()) {
        Operation zero = new Operation.Copy(Constant.zero(sum.type()));
        statements.add(new Statement.Declare(sum, Origin.NONE));
        statements.add(new Statement.Assign(sum, zero, Origin.NONE));
      }
    }
    return statements;
  }

  /** The backward region without the loops, whose sums go where the loops were. */
  private static Block without(Block block, Map<String, SummedLoop> loops, FreshNames names) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop && loops.containsKey(loop.label())) {
        loops
            .get(loop.label())
            .sums()
            .forEach(
                (adjoint, sum) -> {
                  Variable whole = names.fresh(sum.name(), sum.type(), Role.SINGLE);
                  Origin origin = loop.origin();
                  statements.add(new Statement.Assign(whole, new Operation.Copy(sum), origin));
                  statements.add(new Statement.Accumulate(adjoint, whole, origin));
                });
      } else if (statement instanceof Statement.If) {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(it -> without(it, loops, names)).toList()));
      } else {
        statements.add(statement);
      }
    }
    return new Block(statements);
  }

  private static List<Statement> apart(SummedLoop summed) {
    List<Statement> statements = new ArrayList<>(summed.before());
    statements.add(summed.forward().withBlocks(List.of(summed.back())));
    for (int i = summed.path().size() - 1; i >= 0; i--) {
      SummedLoop.Turn turn = summed.path().get(i);
      Block block = new Block(statements);
      statements =
          List.of(
              new Statement.If(
                  turn.condition(),
                  turn.isThen() ? block : Block.EMPTY,
                  turn.isThen() ? Block.EMPTY : block,
                  summed.forward().origin()));
    }
    return statements;
  }

  private static Block merged(Block block, Map<String, SummedLoop> loops, Iteration iteration) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.CountedLoop loop && loops.containsKey(loop.label())) {
        SummedLoop summed = loops.get(loop.label());
        statements.addAll(summed.before());
        statements.add(loop.withBlocks(List.of(iteration.of(loop.body(), summed.back()))));
      } else if (statement instanceof Statement.If) {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(it -> merged(it, loops, iteration)).toList()));
      } else {
        statements.add(statement);
      }
    }
    return new Block(statements);
  }
}
