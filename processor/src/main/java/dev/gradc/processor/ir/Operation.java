package dev.gradc.processor.ir;

import java.util.List;

/** The right side of an {@link Statement.Assign}. */
public sealed interface Operation {

  /** What is given back by each kind of operation; no default, so a new kind finds its readers. */
  interface Visitor<R> {
    R copy(Copy operation);

    R apply(Apply operation);

    R detachArray(DetachArray operation);

    R load(Load operation);

    R length(Length operation);

    R newArray(NewArray operation);

    R adjointLike(AdjointLike operation);

    R inspect(Inspect operation);
  }

  <R> R accept(Visitor<R> visitor);

  /** The atoms read, in order (the array first for loads). */
  List<Atom> arguments();

  /** The value of an atom; for arrays the reference, so the target is an alias. */
  record Copy(Atom value) implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.copy(this);
    }

    @Override
    public List<Atom> arguments() {
      return List.of(value);
    }
  }

  /** An operator on scalars. */
  record Apply(Operator operator, List<Atom> arguments) implements Operation {
    public Apply {
      arguments = List.copyOf(arguments);
    }

    /** Shorthand. */
    public static Apply of(Operator operator, Atom... arguments) {
      return new Apply(operator, List.of(arguments));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apply(this);
    }
  }

  /**
   * The same array or tensor, as one through which no derivative flows: loads from the target are
   * constants.
   */
  record DetachArray(Variable array) implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.detachArray(this);
    }

    @Override
    public List<Atom> arguments() {
      return List.of(array);
    }
  }

  /** {@code array[index]}. */
  record Load(Variable array, Atom index) implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.load(this);
    }

    @Override
    public List<Atom> arguments() {
      return List.of(array, index);
    }
  }

  /** {@code array.length}. */
  record Length(Variable array) implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.length(this);
    }

    @Override
    public List<Atom> arguments() {
      return List.of(array);
    }
  }

  /**
   * {@code new element[length]}, filled with zeros; with several lengths {@code new
   * double[rows][columns]}, an array of arrays that are all made at once.
   *
   * @param element type of the outermost array's elements
   * @param lengths from the outermost array inwards, at least one; where there are fewer than
   *     {@code element} has dimensions, the arrays further in are null
   */
  record NewArray(Type element, List<Atom> lengths, Purpose purpose) implements Operation {

    public NewArray {
      lengths = List.copyOf(lengths);
    }

    /** An array whose own length alone is given. */
    public NewArray(Type element, Atom length, Purpose purpose) {
      this(element, List.of(length), purpose);
    }

    /** The length of the outermost array. */
    public Atom length() {
      return lengths.get(0);
    }

    /** Whom the array serves: only {@code PRIMAL} ones must be fresh objects each time. */
    public enum Purpose {
      /** Made by the user's method. */
      PRIMAL,
      /** The adjoint of a primal array: zeros at first; storage may be kept between calls. */
      ADJOINT,
      /** Values kept for the backward pass: contents arbitrary at first; storage is kept. */
      SLOT
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.newArray(this);
    }

    @Override
    public List<Atom> arguments() {
      return lengths;
    }
  }

  /**
   * An array of zeros in the shape of another one, whose rows may be of any length: the adjoint of
   * an array that somebody else has made. Storage may be kept between calls.
   */
  record AdjointLike(Variable array) implements Operation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.adjointLike(this);
    }

    @Override
    public List<Atom> arguments() {
      return List.of(array);
    }
  }

  /**
   * What is the same whenever it is asked for, and carries no derivative.
   *
   * @param objects what is looked at
   * @param owner of a static field, the class; of a field of an object and where its class is asked
   *     for, what the object is said to be; empty for all else
   * @param text name of the field, text of the string, name of the class that is asked for
   */
  record Inspect(Aspect aspect, List<Atom> objects, String owner, String text, Type type)
      implements Operation {
    public Inspect {
      objects = List.copyOf(objects);
    }

    /** What is asked. */
    public enum Aspect {
      /** A static final field. */
      STATIC_FIELD,
      /** A string. */
      TEXT,
      /** No object. */
      NULL,
      /** Whether assertions are enabled for the user's class. */
      ASSERTIONS,
      /** A final field of an object. */
      FIELD,
      /** Whether two objects are one. */
      SAME,
      /** Whether an object is of a class. */
      INSTANCE_OF
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inspect(this);
    }

    @Override
    public List<Atom> arguments() {
      return objects;
    }
  }
}
