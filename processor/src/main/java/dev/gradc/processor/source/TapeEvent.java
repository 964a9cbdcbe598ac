package dev.gradc.processor.source;

import dev.gradc.processor.ir.Origin;
import java.util.List;
import java.util.Optional;

/** Something that a user's method does to a tape, or that matters to one. */
public sealed interface TapeEvent {

  <R> R accept(Visitor<R> visitor);

  /** No default methods, so a new kind of event finds all its readers. */
  interface Visitor<R> {
    R make(Make event);

    R copy(Copy event);

    R handle(Handle event);

    R clear(Clear event);

    R forward(Forward event);

    R backward(Backward event);

    R close(Close event);

    R escape(Escape event);

    R stray(Stray event);

    R write(Write event);

    R mayThrow(MayThrow event);

    R learn(Learn event);

    R change(Change event);
  }

  /**
   * {@code to = new Tape()}, with nothing recorded.
   *
   * @param tape the class around the tape's, as Java names it: {@code p.LossesGrad.Focal}
   */
  record Make(Holder to, String tape) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.make(this);
    }
  }

  /** {@code to = from}. */
  record Copy(Holder to, Holder from) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.copy(this);
    }
  }

  /** {@code to = from.accessor()}, a handle of one output. */
  record Handle(Holder to, Holder from, String accessor) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.handle(this);
    }
  }

  /** {@code holder} has a value that is not followed, or none. */
  record Clear(Holder holder, boolean isNull) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.clear(this);
    }
  }

  /**
   * {@code holder.forward(…)}.
   *
   * @param arguments how each parameter's is reached, where that is known
   */
  record Forward(Holder holder, List<Optional<ArrayPath>> arguments) implements TapeEvent {
    public Forward {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forward(this);
    }
  }

  /**
   * {@code holder.backward(…)}, of a tape or a handle.
   *
   * @param tape as in {@link Make}
   * @param isExpected to fail: something around it catches that
   */
  record Backward(Holder holder, String tape, Origin origin, boolean isExpected)
      implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.backward(this);
    }
  }

  /** {@code holder.close()}. */
  record Close(Holder holder) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.close(this);
    }
  }

  /** What is held goes where it is not followed. */
  record Escape(Holder holder) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.escape(this);
    }
  }

  /** A tape of this class comes from where it is not followed. */
  record Stray(String tape) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stray(this);
    }
  }

  /** An array is written in place. */
  record Write(ArrayPath array, Origin origin) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.write(this);
    }
  }

  /** An exception may come from here. */
  record MayThrow() implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mayThrow(this);
    }
  }

  /** A flag is set. */
  record Learn(Fact fact, boolean value) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.learn(this);
    }
  }

  /**
   * A variable is declared or assigned.
   *
   * @param isStep the counter of a loop goes on to a value that it has not had in the loop
   */
  record Change(Holder variable, boolean isStep) implements TapeEvent {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.change(this);
    }
  }
}
