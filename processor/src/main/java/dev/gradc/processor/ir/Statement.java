package dev.gradc.processor.ir;

import java.util.List;
import java.util.Optional;

/** One step of a function. */
public sealed interface Statement {

  /** No default methods, so a new kind of statement finds all its readers. */
  interface Visitor<R> {
    R declare(Declare statement);

    R assign(Assign statement);

    R store(Store statement);

    R accumulate(Accumulate statement);

    R accumulateElement(AccumulateElement statement);

    R call(Call statement);

    R invoke(Invoke statement);

    R throwing(Throw statement);

    R conditional(If statement);

    R countedLoop(CountedLoop statement);

    R whileLoop(WhileLoop statement);

    R reserve(Reserve statement);

    R reserveRow(ReserveRow statement);

    R clear(Clear statement);
  }

  Origin origin();

  <R> R accept(Visitor<R> visitor);

  /** The blocks directly inside, in the order in which they run. */
  default List<Block> blocks() {
    return List.of();
  }

  /** The same statement around other blocks, as many as {@link #blocks()} gives. */
  default Statement withBlocks(List<Block> blocks) {
    if (!blocks.isEmpty()) {
      throw new IllegalArgumentException("this statement has no blocks: " + this);
    }
    return this;
  }

  /** A mutable variable begins here, in this block, without a value. */
  record Declare(Variable variable, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.declare(this);
    }
  }

  /** {@code target = operation}; defines a single variable or changes a mutable one (copy only). */
  record Assign(Variable target, Operation operation, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assign(this);
    }
  }

  /** {@code array[index] = value}. */
  record Store(Variable array, Atom index, Atom value, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.store(this);
    }
  }

  /** {@code target += value} for a mutable scalar, value of the same type. */
  record Accumulate(Variable target, Atom value, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.accumulate(this);
    }
  }

  /** {@code array[index] += value}, value of the element type. */
  record AccumulateElement(Variable array, Atom index, Atom value, Origin origin)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.accumulateElement(this);
    }
  }

  /**
   * A call of another function of the same program by its key; gone after inlining.
   *
   * @param targets a single variable for each of its results, in order
   */
  record Call(List<Variable> targets, String function, List<Atom> arguments, Origin origin)
      implements Statement {
    public Call {
      targets = List.copyOf(targets);
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * A use of a member that is not looked into. It runs exactly once, in its place.
   *
   * @param targets a single variable for each of its results, in order
   */
  record Invoke(List<Variable> targets, Member member, List<Atom> arguments, Origin origin)
      implements Statement {
    public Invoke {
      targets = List.copyOf(targets);
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invoke(this);
    }
  }

  /**
   * {@code throw exception}, the last statement of its block: nobody sees a value of this
   * evaluation any more.
   */
  record Throw(Atom exception, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.throwing(this);
    }
  }

  /** One of two blocks. */
  record If(Atom condition, Block then, Block otherwise, Origin origin) implements Statement {
    @Override
    public List<Block> blocks() {
      return List.of(then, otherwise);
    }

    @Override
    public If withBlocks(List<Block> blocks) {
      return new If(condition, blocks.get(0), blocks.get(1), origin);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /**
   * {@code for (int index = from; index RELATION bound; index += step)}: nothing in the body writes
   * index, from, bound, and no jump leaves it, so the number of iterations is known at entry.
   *
   * @param label the loop's name, unique in the function; a loop and its reverse share it
   * @param relation {@code LT}, {@code LE} for a positive step, {@code GT}, {@code GE} for a
   *     negative one
   * @param checkpoint of one that carries {@code @Checkpoint}
   */
  record CountedLoop(
      String label,
      Variable index,
      Atom from,
      BasicOperator.Symbol relation,
      Atom bound,
      int step,
      Block body,
      Optional<Checkpoint> checkpoint,
      Origin origin)
      implements Statement {

    /** One that stores what its backward pass reads. */
    public CountedLoop(
        String label,
        Variable index,
        Atom from,
        BasicOperator.Symbol relation,
        Atom bound,
        int step,
        Block body,
        Origin origin) {
      this(label, index, from, relation, bound, step, body, Optional.empty(), origin);
    }

    /** Whether the index grows. */
    public boolean isUp() {
      return step > 0;
    }

    /** Whether the index never is the bound. */
    public boolean isStrict() {
      return relation == BasicOperator.Symbol.LT || relation == BasicOperator.Symbol.GT;
    }

    @Override
    public List<Block> blocks() {
      return List.of(body);
    }

    @Override
    public CountedLoop withBlocks(List<Block> blocks) {
      return new CountedLoop(
          label, index, from, relation, bound, step, blocks.get(0), checkpoint, origin);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.countedLoop(this);
    }
  }

  /**
   * {@code while (true) { header; if (!condition) break; body }}: the header computes the condition
   * and changes nothing that is visible outside of it; its variables are not visible in the body.
   *
   * @param checkpoint of one that carries {@code @Checkpoint}
   */
  record WhileLoop(
      String label,
      Block header,
      Atom condition,
      Block body,
      Optional<Checkpoint> checkpoint,
      Origin origin)
      implements Statement {

    /** One that stores what its backward pass reads. */
    public WhileLoop(String label, Block header, Atom condition, Block body, Origin origin) {
      this(label, header, condition, body, Optional.empty(), origin);
    }

    @Override
    public List<Block> blocks() {
      return List.of(header, body);
    }

    @Override
    public WhileLoop withBlocks(List<Block> blocks) {
      return new WhileLoop(label, blocks.get(0), condition, blocks.get(1), checkpoint, origin);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.whileLoop(this);
    }
  }

  /**
   * Makes a mutable slot array at least {@code size} long, keeping its contents: {@code if
   * (slot.length < size) slot = Arrays.copyOf(slot, max(size, 2 * slot.length))}.
   */
  record Reserve(Variable slot, Atom size, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reserve(this);
    }
  }

  /**
   * Makes {@code slots[index]} an array of at least {@code size} elements, its contents arbitrary:
   * a new one if it is null or shorter.
   */
  record ReserveRow(Variable slots, Atom index, Atom size, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reserveRow(this);
    }
  }

  /** Fills the first {@code length} elements of an array with zeros. */
  record Clear(Variable array, Atom length, Origin origin) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.clear(this);
    }
  }
}
