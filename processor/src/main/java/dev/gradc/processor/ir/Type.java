package dev.gradc.processor.ir;

/** The type of an atom. */
public sealed interface Type permits Scalar, ArrayType, ObjectType {

  /** How Java writes this type: {@code double}, {@code float[]}. */
  String keyword();

  /** Whether values of this type can carry a derivative: floating point, or arrays of it. */
  boolean isDifferentiable();
}
