package dev.gradc.processor.ir;

import java.util.List;
import java.util.function.Predicate;

/** Statements in order; a scope for the variables declared or defined directly in it. */
public record Block(List<Statement> statements) {

  public static final Block EMPTY = new Block(List.of());

  public Block {
    statements = List.copyOf(statements);
  }

  public boolean isEmpty() {
    return statements.isEmpty();
  }

  /** How many statements there are in it, with those inside of others. */
  public int size() {
    int size = 0;
    for (Statement statement : statements) {
      size += 1 + statement.blocks().stream().mapToInt(Block::size).sum();
    }
    return size;
  }

  /** Whether there is a statement in it, or inside of one, that meets the condition. */
  public boolean contains(Predicate<Statement> condition) {
    for (Statement statement : statements) {
      if (condition.test(statement)) {
        return true;
      }
      for (Block inner : statement.blocks()) {
        if (inner.contains(condition)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether its end is never reached, since it ends with a throw. */
  public boolean isAbrupt() {
    return endsWithThrow(true);
  }

  /** The same as Java sees it, which takes no statement after it. */
  public boolean isAbruptToJava() {
    return endsWithThrow(false);
  }

  /**
   * @param looksAtConditions Java does not: {@code if (true)} is an if like others
   */
  private boolean endsWithThrow(boolean looksAtConditions) {
    if (isEmpty()) {
      return false;
    }
    Statement last = statements.get(statements.size() - 1);
    return last instanceof Statement.Throw
        || (last instanceof Statement.If choice
            && choice.then().endsWithThrow(looksAtConditions)
            && (choice.otherwise().endsWithThrow(looksAtConditions)
                || (looksAtConditions && choice.condition().equals(Constant.TRUE))));
  }
}
