package dev.gradc.processor.source;

import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Origin;
import java.util.List;
import java.util.Optional;

/** A statement of a method body, jumps included. */
public sealed interface SourceStatement {

  Origin origin();

  <R> R accept(Visitor<R> visitor);

  /** No default methods, so a new kind of statement finds all its readers. */
  interface Visitor<R> {
    R declaration(Declaration statement);

    R expression(ExpressionStatement statement);

    R block(BlockStatement statement);

    R conditional(IfStatement statement);

    R loop(Loop statement);

    R doWhile(DoWhile statement);

    R leavable(Leavable statement);

    R jump(Jump statement);

    R returning(Return statement);

    R throwing(Throw statement);
  }

  /** A local variable, perhaps with its first value. */
  record Declaration(Local local, Optional<Expression> initial, Origin origin)
      implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.declaration(this);
    }
  }

  /** An assignment, increment or call for its effect. */
  record ExpressionStatement(Expression expression, Origin origin) implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.expression(this);
    }
  }

  /** A scope. */
  record BlockStatement(List<SourceStatement> statements, Origin origin)
      implements SourceStatement {
    public BlockStatement {
      statements = List.copyOf(statements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.block(this);
    }
  }

  /** {@code if}, with an empty block where there is no {@code else}. */
  record IfStatement(
      Expression condition, BlockStatement then, BlockStatement otherwise, Origin origin)
      implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /**
   * {@code for (initial; condition; update) body}; a {@code while} has no initial and no update. A
   * missing condition is {@code true}.
   *
   * @param label what labelled jumps name, absent without a label
   * @param checkpoint what its variable carries
   */
  record Loop(
      Optional<String> label,
      List<SourceStatement> initial,
      Expression condition,
      List<Expression> update,
      BlockStatement body,
      Optional<Checkpoint> checkpoint,
      Origin origin)
      implements SourceStatement {
    public Loop {
      initial = List.copyOf(initial);
      update = List.copyOf(update);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.loop(this);
    }
  }

  /** {@code do body while (condition)}. */
  record DoWhile(Optional<String> label, BlockStatement body, Expression condition, Origin origin)
      implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.doWhile(this);
    }
  }

  /**
   * A statement that is no loop, and that {@code break} may leave.
   *
   * @param label what a labelled {@code break} names, absent without one
   * @param isSwitch whether a {@code break} without a label leaves it, too
   */
  record Leavable(Optional<String> label, boolean isSwitch, BlockStatement body, Origin origin)
      implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.leavable(this);
    }
  }

  /**
   * {@code break} or {@code continue}, of the innermost loop (or switch, for {@code break}) or of
   * the statement with the label.
   */
  record Jump(boolean isBreak, Optional<String> label, Origin origin) implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.jump(this);
    }
  }

  /** {@code return}, with a value converted to the result type unless the method is void. */
  record Return(Optional<Expression> value, Origin origin) implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.returning(this);
    }
  }

  /** {@code throw exception}. */
  record Throw(Expression exception, Origin origin) implements SourceStatement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.throwing(this);
    }
  }
}
