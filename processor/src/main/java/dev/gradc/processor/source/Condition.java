package dev.gradc.processor.source;

/** What a user's method asks before it branches, as far as it tells paths apart. */
public sealed interface Condition {

  /** Any answer, each time anew. */
  Condition UNKNOWN = new Unknown();

  <R> R accept(Visitor<R> visitor);

  /** No default methods, so a new kind finds all its readers. */
  interface Visitor<R> {
    R unknown(Unknown condition);

    R constant(Constant condition);

    R known(Known condition);

    R isNull(IsNull condition);

    R not(Not condition);

    R and(And condition);
  }

  /** See {@link #UNKNOWN}. */
  record Unknown() implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unknown(this);
    }
  }

  /** Always the same. */
  record Constant(boolean value) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** What is the same in several places. */
  record Known(Fact fact) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.known(this);
    }
  }

  /** {@code holder == null}. */
  record IsNull(Holder holder) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isNull(this);
    }
  }

  /** {@code !operand}. */
  record Not(Condition operand) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** {@code left && right}; {@code ||} is written with {@link Not}. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.and(this);
    }
  }

  /** {@code left || right}. */
  static Condition or(Condition left, Condition right) {
    return new Not(new And(new Not(left), new Not(right)));
  }
}
