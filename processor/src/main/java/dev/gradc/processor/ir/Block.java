package dev.gradc.processor.ir;

import java.util.List;

/** Statements in order; a scope for the variables declared or defined directly in it. */
public record Block(List<Statement> statements) {

  public static final Block EMPTY = new Block(List.of());

  public Block {
    statements = List.copyOf(statements);
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }
}
