package dev.gradc.check;

/**
 * Something that a check has found wrong.
 *
 * @param kind what it is
 * @param place the element, {@code model.w[3][1]}, or what else the finding is about
 * @param actual the derivative that was checked; NaN if the finding is none of two numbers
 * @param expected what differences, or another derivative, say it is; NaN likewise
 * @param error a bound of the error of what is expected; 0 if it is as exact as arithmetic
 * @param text all of it, for a person; several lines
 */
public record Finding(
    Kind kind, String place, double actual, double expected, double error, String text) {

  /** What can be wrong. */
  public enum Kind {
    /** The gradient differs from differences of the function. */
    GRADIENT,
    /** The tangent differs from differences of the function, or from the gradient. */
    JVP,
    /** The product with the Hessian differs from differences of gradients. */
    HVP,
    /** Products with the Hessian say that it is not symmetric. */
    SYMMETRY,
    /** The Jacobian differs from gradients. */
    JACOBIAN,
    /** The Hessian or its diagonal differs from products with it. */
    HESSIAN,
    /** A backward pass of a tape, of all outputs or of one, differs from the gradient. */
    TAPE,
    /** What the gradient gives as value is not what the function gives. */
    VALUE,
    /** The same arguments have given something else. */
    NOT_REPEATABLE,
    /** A value or a derivative is infinite or not a number. */
    NOT_FINITE,
    /** Something has thrown, or has the wrong shape. */
    NOT_EVALUATED,
    /** Nothing could be compared: a kink, no good differences, or no elements. */
    NOT_COMPARED
  }

  static Finding of(Kind kind, String place, String text) {
    return new Finding(kind, place, Double.NaN, Double.NaN, 0, text);
  }

  /**
   * Whether it is two numbers that should be the same.
   *
   * @return whether actual and expected are there
   */
  public boolean isComparison() {
    return !Double.isNaN(actual) && !Double.isNaN(expected);
  }
}
