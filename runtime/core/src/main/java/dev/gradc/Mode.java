package dev.gradc;

/**
 * A kind of derivative that gradc can compile for a method; a {@link Differentiable} method lists
 * the ones it wants.
 *
 * <p>The members named below are those of the nested class that is generated for the method. For
 * {@code static double focal(double logit)} of a class {@code Losses} that is {@code
 * LossesGrad.Focal}.
 */
public enum Mode {
  /**
   * The gradient, by a forward and a backward pass: {@code gradient}, {@code addGradient}, {@code
   * forward} and the {@code Tape} with its {@code backward} methods. One backward pass gives the
   * derivative by every input, at a small multiple of the cost of the method.
   */
  REVERSE,

  /**
   * The derivative in one direction, computed along with the value: {@code jvp}, which takes a
   * tangent for each active parameter, of its type and shape, and returns {@code value()} and
   * {@code tangent()}, both of the type of the result. It records nothing; into a {@code Tangent}
   * that the caller keeps it allocates nothing for numbers. Reverse mode is compiled besides,
   * whether it is asked for or not.
   */
  FORWARD,

  /**
   * Second derivatives of a method whose result is a number, forward over reverse. {@code hvp(…)}
   * takes a direction for each active parameter, of its type, and returns the product of the
   * Hessian with it as a {@code Gradient}; {@code hessian(…)} returns the matrix, with a row and a
   * column for each element of the active parameters in order of declaration, arrays row by row;
   * {@code hessianDiagonal(…)} its diagonal as a {@code Gradient}, in one sweep where the compiler
   * proves that the rest is zero. {@code addHvp}, {@code addHessian} and {@code addHessianDiagonal}
   * add to what the caller keeps, and return the value. Of methods over tensors there are {@code
   * hvp} and {@code addHvp} alone.
   */
  HESSIAN,

  /**
   * The full matrix of first derivatives: {@code jacobian(…)}, with a row for each element of the
   * result that a derivative flows to (of a record component by component) and a column for each
   * element of the active parameters, both in order of declaration, arrays row by row. {@code
   * addJacobian} adds it to a matrix that the caller keeps, and returns the value. It is computed
   * by rows or by columns, whichever is fewer sweeps. Methods over tensors have none: take {@link
   * #FORWARD} for products with it.
   */
  JACOBIAN
}
