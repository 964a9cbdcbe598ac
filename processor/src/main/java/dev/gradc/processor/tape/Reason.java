package dev.gradc.processor.tape;

/** Why the backward pass has a value in the way in which it has it. */
public enum Reason {
  /** A function or a division. */
  COSTLY(Way.STORED, "costs more to compute again than to keep"),
  /** Cheap operations, but too many of them. */
  MANY_OPERATIONS(Way.STORED, "takes more operations to compute again than a slot is worth"),
  /** An element of an array that is, or may be, written later. */
  WRITTEN_LATER(Way.STORED, "its array is written later, or may be"),
  /** The value that a variable has before it changes. */
  CHANGES_LATER(Way.STORED, "its variable changes later"),
  /** What a call gave. */
  CALL(Way.STORED, "a call gave it, and runs once"),
  /** A new array, whose elements are needed. */
  NEW_ARRAY(Way.STORED, "an array that is made new each time"),
  /** A tape may have a copy of an array by then, which is none of the others. */
  IDENTITY(Way.STORED, "whether two objects are one"),
  /** Where one run of an inner loop begins in its slots. */
  LOOP_POSITION(Way.STORED, "says where a run of an inner loop begins in its slots"),
  /** A value of the outermost block. */
  ONCE(Way.STORED, "computed once, so that a field is enough"),
  /** A parameter of the method. */
  PARAMETER(Way.STORED, "a parameter"),
  /** An array of adjoints, all zeros between passes. */
  ADJOINT(Way.STORED, "adds up adjoints; zeros between passes"),

  /** Integers. */
  INDEX_ARITHMETIC(Way.RECOMPUTED, "index arithmetic"),
  /** A few additions, multiplications and the like. */
  CHEAP(Way.RECOMPUTED, "a few cheap operations"),
  /** An element of an array that keeps what was read. */
  UNCHANGED(Way.RECOMPUTED, "read again from an array that keeps its contents"),
  /** Another name of what is at hand. */
  COPY(Way.RECOMPUTED, "another name for what is at hand"),
  /** The length of an array. */
  LENGTH(Way.RECOMPUTED, "the length of an array"),
  /** A part of an array that was given. */
  PART_OF_PARAMETER(Way.RECOMPUTED, "a part of a parameter's array, which the tape keeps");

  /** How the value comes. */
  public enum Way {
    STORED,
    RECOMPUTED
  }

  private final Way way;
  private final String text;

  Reason(Way way, String text) {
    this.way = way;
    this.text = text;
  }

  public Way way() {
    return way;
  }

  /** For people, as the rest of a sentence about the value. */
  public String text() {
    return text;
  }
}
