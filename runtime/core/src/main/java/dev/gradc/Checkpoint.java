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
 * for (@Checkpoint int i = 0; i < steps; i++) {                  // about sqrt(steps) states are stored,
 *   state = integrate(state, dt);                                // not what each step computes inside
 * }
 * }</pre>
 *
 * <p>Where it may stand:
 *
 * <ul>
 *   <li>a method that is called: the call stores its arguments and nothing else;
 *   <li>the differentiable method itself: the tape stores the arguments and nothing else. The fused
 *       form goes back at once, so that it does not matter there;
 *   <li>the variable of a {@code for} loop, counted or not: the iterations are divided into
 *       segments, and each segment stores the variables that it begins with, and copies of the
 *       arrays that the loop writes. In the backward pass a segment is run again, now with a tape
 *       of its own, and gone back through, the last one first.
 * </ul>
 *
 * <p>A loop of <i>n</i> iterations with <i>s</i> segments holds <i>s</i> states, and while it goes
 * back through one of them what <i>n / s</i> iterations store; each iteration is run twice. {@link
 * #snapshots()} chooses a binomial schedule instead, which holds fewer states and runs iterations
 * more often.
 *
 * <p>Value and gradient are the same, to the last bit, with the annotation and without. What cannot
 * be run again, a random number for instance, is a compile error.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.LOCAL_VARIABLE})
public @interface Checkpoint {

  /**
   * Into how many segments the iterations of a loop are divided, whose number must be known when
   * the loop begins; 0, the default, for the square root of that number. Without a known number the
   * segments grow from one to the next by one iteration, which comes to as many.
   *
   * @return how many, or 0
   */
  int segments() default 0;

  /**
   * How many states of a loop are held at once, that at its beginning included, by a binomial
   * schedule (Griewank and Walther, Algorithm 799: revolve, ACM TOMS 26(1), 2000), which runs the
   * fewest iterations for that number: each up to <i>r</i> times, where <i>s</i> snapshots are
   * enough for <i>(s + r)! / (s! r!)</i> iterations. The number of iterations must be known when
   * the loop begins. 0, the default, for segments.
   *
   * @return how many, or 0
   */
  int snapshots() default 0;
}
