package dev.gradc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that tells gradc the derivative of another method: one of a library that has no
 * derivative, or one of your own for which you know a better one.
 *
 * <pre>{@code
 * @DerivativeOf(type = FastMath.class, method = "cosh")
 * static double cosh(double x, double seed) { return seed * FastMath.sinh(x); }
 * }</pre>
 *
 * <p>A rule for forward mode is told the tangents of the arguments instead, and gives that of the
 * result; it stands beside one for reverse mode:
 *
 * <pre>{@code
 * @DerivativeOf(type = FastMath.class, method = "cosh", mode = Mode.FORWARD)
 * static double coshTangent(double x, double dX) { return dX * FastMath.sinh(x); }
 * }</pre>
 *
 * <p>Without it, forward mode has what the rule for reverse mode says, if the result is a number.
 *
 * <p>The method named may be static or not. gradc looks for rules in the compilation and on the
 * class path; a rule whose parameters or result do not fit the method is a compile error that shows
 * the signature expected, and a rule that no method answers to is a warning.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DerivativeOf {

  /**
   * The class that declares the method.
   *
   * @return the class; it need not be one that you own
   */
  Class<?> type();

  /**
   * The name of the method; of several overloads, the parameters of the annotated method choose
   * one.
   *
   * @return the simple name
   */
  String method();

  /**
   * Which derivative the rule tells.
   *
   * @return {@link Mode#REVERSE} or {@link Mode#FORWARD}
   */
  Mode mode() default Mode.REVERSE;
}
