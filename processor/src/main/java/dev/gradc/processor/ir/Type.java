package dev.gradc.processor.ir;

/** The type of an atom; of records, the type of several. */
public sealed interface Type permits Scalar, ArrayType, ObjectType, RecordType {

  /** How Java writes this type: {@code double}, {@code float[]}. */
  String keyword();

  /**
   * Whether values of this type can carry a derivative: floating point, arrays or records of it.
   */
  boolean isDifferentiable();

  /**
   * Whether what is given such a value may run a user's code by it, as texts run {@code toString},
   * collections {@code equals} and {@code compareTo}.
   */
  boolean mayRunUsersCode();
}
