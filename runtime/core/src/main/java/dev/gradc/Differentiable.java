package dev.gradc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks gradc to compile derivatives of a method.
 *
 * <pre>{@code
 * @Differentiable
 * static double square(double x) { return x * x; }               // in a class Losses
 * double slope = LossesGrad.Square.gradient(3.0).x();            // 6.0
 * }</pre>
 *
 * <p>For a class {@code Losses} there is one companion {@code LossesGrad} in the same package
 * ({@code Outer.Inner} gives {@code Outer_InnerGrad}); in it one nested class for each annotated
 * method, named after the method with its first letter in upper case. The method itself is not
 * changed.
 *
 * <p>The method may be static, or an instance method of a record or a final class; the receiver is
 * then an input like any other. Inputs of floating-point type, arrays and records of them are
 * <i>active</i>, unless they are {@linkplain Detach detached}; every other input is a constant.
 * What the body contains must be differentiable, as far as active values flow through it; what is
 * not is refused with a compile error at the expression.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Differentiable {

  /**
   * The derivatives to compile; each adds its members to the generated class.
   *
   * @return the modes, reverse mode alone unless said otherwise
   */
  Mode[] modes() default {Mode.REVERSE};

  /**
   * The simple name of the nested class that is generated for this method. Needed where two
   * overloads would otherwise get the same one.
   *
   * @return a Java identifier, or the empty string for the name of the method with its first letter
   *     in upper case
   */
  String name() default "";
}
