package dev.gradc.processor.ir;

import java.util.List;

/**
 * What the {@link Interpreter} takes for {@code float} and {@code double}. Everything else it
 * computes itself, as Java does.
 *
 * @param <T> a number; one of type {@code float} has a value that a float can have
 */
interface Algebra<T> {

  T constant(double value, Scalar type);

  /** The value, for comparisons and conversions to integers. */
  double value(T number);

  /** ADD, SUB, MUL, DIV, REM or NEG. */
  T arithmetic(BasicOperator operator, List<T> arguments);

  /** The same value, as a constant. */
  T detached(T number);

  /** Whether nothing has a derivative by it. */
  boolean isConstant(T number);

  /** From float to double or back. */
  T converted(T number, Scalar to);

  /**
   * A function with a floating result.
   *
   * @param arguments numbers, and boxed integers
   */
  T function(MathFunction function, List<Object> arguments);

  /** An array of zeros. */
  Object newArray(Scalar element, int length);

  T load(Object array, int index);

  void store(Object array, int index, T value);

  /** Whether this array is one of numbers of this algebra. */
  boolean isArray(Object array);
}
