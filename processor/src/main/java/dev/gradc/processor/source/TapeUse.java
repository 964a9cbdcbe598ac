package dev.gradc.processor.source;

import java.util.List;

/**
 * A user's method, as far as tapes are concerned: what it does to them, in its flow of control. All
 * that does not matter to tapes is left out.
 *
 * <p>Jumps name their target by a number, unique in the method.
 */
public sealed interface TapeUse {

  /** Nothing. */
  TapeUse NOTHING = new Sequence(List.of());

  <R> R accept(Visitor<R> visitor);

  /** No default methods, so a new kind of statement finds all its readers. */
  interface Visitor<R> {
    R event(Event use);

    R sequence(Sequence use);

    R branch(Branch use);

    R choice(Choice use);

    R loop(Loop use);

    R labelled(Labelled use);

    R jump(Jump use);

    R attempt(Attempt use);
  }

  /** One thing done. */
  record Event(TapeEvent event) implements TapeUse {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.event(this);
    }
  }

  /** One after the other. */
  record Sequence(List<TapeUse> uses) implements TapeUse {
    public Sequence {
      uses = List.copyOf(uses);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sequence(this);
    }
  }

  /** {@code if}. */
  record Branch(Condition condition, TapeUse then, TapeUse otherwise) implements TapeUse {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.branch(this);
    }
  }

  /**
   * {@code switch}; a {@code break} leaves it.
   *
   * @param runsOn whether an arm that is not left runs into the next
   * @param isExhaustive whether one of the arms is run in any case
   */
  record Choice(int target, List<TapeUse> arms, boolean runsOn, boolean isExhaustive)
      implements TapeUse {
    public Choice {
      arms = List.copyOf(arms);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choice(this);
    }
  }

  /**
   * A loop of any kind.
   *
   * @param isTestedFirst false for {@code do}
   * @param test what is done to find out the condition
   * @param update what is done before the next iteration, by {@code continue} too
   * @param isTwice whether there surely is a second iteration, once the loop is reached
   */
  record Loop(
      int target,
      boolean isTestedFirst,
      TapeUse test,
      Condition condition,
      TapeUse body,
      TapeUse update,
      boolean isTwice)
      implements TapeUse {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.loop(this);
    }
  }

  /** What a {@code break} may leave that is neither loop nor switch. */
  record Labelled(int target, TapeUse body) implements TapeUse {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.labelled(this);
    }
  }

  /** Where a jump goes. */
  enum Kind {
    BREAK,
    CONTINUE,
    RETURN,
    THROW
  }

  /**
   * The flow of control goes elsewhere.
   *
   * @param target of {@code break} and {@code continue}
   */
  record Jump(Kind kind, int target) implements TapeUse {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.jump(this);
    }
  }

  /**
   * {@code try}.
   *
   * @param handlers what is done for the exceptions that are caught
   * @param last what is done in any case
   */
  record Attempt(TapeUse body, List<TapeUse> handlers, TapeUse last) implements TapeUse {
    public Attempt {
      handlers = List.copyOf(handlers);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.attempt(this);
    }
  }
}
