package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.analysis.SeedFlow;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the backward region of a function with several outputs down to what each of them needs: what
 * has nothing but zeros to work on, when the other outputs' seeds are zero, is left out. A zero of
 * this kind is structural: it is not multiplied by anything, so that an infinity or a NaN in the
 * one output's part does not reach the other's gradient.
 */
public final class OutputSeparation {

  /**
   * The region for each output, and what they have in common.
   *
   * @param outputs for each output the positions of its leaves among the function's results; a
   *     single one gets no region besides the combined one
   */
  public SeparatedOutputs separate(AdjointRegions regions, List<Set<Integer>> outputs) {
    Map<Variable, Integer> seeds = new LinkedHashMap<>();
    for (int output = 0; output < outputs.size(); output++) {
      for (int leaf : outputs.get(output)) {
        int number = output;
        regions.seeds().get(leaf).ifPresent(seed -> seeds.put(seed, number));
      }
    }
    List<Statement.Invoke> marks = new ArrayList<>();
    collectMarks(regions.backward(), marks);
    IdentityHashMap<Statement, Integer> numbers = new IdentityHashMap<>();
    marks.forEach(mark -> numbers.put(mark, outputs.size() + numbers.size()));
    SeedFlow.Reached reached =
        new SeedFlow(arraysOf(regions)).analyze(regions.backward(), seeds, numbers);

    List<Block> each = new ArrayList<>();
    List<SeparatedOutputs.Shared> shared = new ArrayList<>();
    for (int one = 0; one < outputs.size() && outputs.size() > 1; one++) {
      each.add(new RegionPart(reached, Set.of(one)).of(regions.backward()));
      for (int other = one + 1; other < outputs.size(); other++) {
        Block steps = new RegionPart(reached, Set.of(one, other)).of(regions.backward());
        shared.add(new SeparatedOutputs.Shared(one, other, steps));
      }
    }
    List<SeparatedOutputs.Retained> retained = new ArrayList<>();
    for (Statement.Invoke mark : marks) {
      List<Statement> steps = new ArrayList<>();
      steps.addAll(
          new RegionPart(reached, Set.of(numbers.get(mark))).of(regions.backward()).statements());
      steps.add(
          new Statement.Invoke(
              mark.targets(), mark.member(), mark.arguments().subList(1, 2), mark.origin()));
      retained.add(new SeparatedOutputs.Retained(mark.origin(), new Block(steps)));
    }
    return new SeparatedOutputs(withoutMarks(regions.backward()), each, shared, retained);
  }

  private static ArrayOrigins arraysOf(AdjointRegions regions) {
    List<Statement> both = new ArrayList<>(regions.forward().statements());
    both.addAll(regions.backward().statements());
    return new AliasAnalysis().analyze(regions.parameters(), new Block(both));
  }

  private static void collectMarks(Block block, List<Statement.Invoke> marks) {
    for (Statement statement : block.statements()) {
      if (isMark(statement)) {
        marks.add((Statement.Invoke) statement);
      }
      statement.blocks().forEach(inner -> collectMarks(inner, marks));
    }
  }

  private static boolean isMark(Statement statement) {
    return statement instanceof Statement.Invoke invoke && invoke.member().isRetain();
  }

  private static Block withoutMarks(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (!isMark(statement)) {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(OutputSeparation::withoutMarks).toList()));
      }
    }
    return new Block(statements);
  }
}
