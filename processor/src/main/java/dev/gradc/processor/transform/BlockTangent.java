package dev.gradc.processor.transform;

import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/** Puts the tangents of a block's statements behind each of them. */
final class BlockTangent {

  private final Rules rules;
  private final TangentVariables tangents;
  private final ArrayOrigins arrays;
  private final FreshNames names;

  BlockTangent(Rules rules, TangentVariables tangents, ArrayOrigins arrays, FreshNames names) {
    this.rules = rules;
    this.tangents = tangents;
    this.arrays = arrays;
    this.names = names;
  }

  Block differentiate(Block block) {
    List<Statement> statements = new ArrayList<>();
    StatementTangent tangent =
        new StatementTangent(rules, tangents, arrays, names, this, statements);
    block.statements().forEach(statement -> statement.accept(tangent));
    return new Block(statements);
  }
}
