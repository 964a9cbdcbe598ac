package dev.gradc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Trades time for memory: only the inputs are stored, and the forward pass is run again in the
 * backward pass.
 *
 * <pre>{@code
 * for (@Checkpoint int i = 0; i < steps; i++) {                  // one state per step is stored,
 *   state = integrate(state, dt);                                // not what each step computes inside
 * }
 * }</pre>
 *
 * <p>Where it may stand:
 *
 * <ul>
 *   <li>a method: a call of it stores its arguments and nothing else;
 *   <li>the variable of a loop: each iteration stores the variables that the iteration begins with,
 *       and nothing else.
 * </ul>
 *
 * <p>Value and gradient are the same, to the last bit, with the annotation and without.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.LOCAL_VARIABLE})
public @interface Checkpoint {}
