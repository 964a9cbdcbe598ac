package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashSet;
import java.util.Set;

/** The variables that the statements of a block, and of the blocks within, bring into scope. */
public final class DefinedVariables {

  private DefinedVariables() {}

  /** In order; the indices of loops are not among them. */
  public static Set<Variable> in(Block block) {
    Set<Variable> variables = new LinkedHashSet<>();
    collect(block, variables);
    return variables;
  }

  private static void collect(Block block, Set<Variable> variables) {
    for (Statement statement : block.statements()) {
      variables.addAll(Mentions.definitions(statement));
      statement.blocks().forEach(inner -> collect(inner, variables));
    }
  }
}
