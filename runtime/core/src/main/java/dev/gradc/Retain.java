package dev.gradc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The part of the tape behind it survives a backward pass. It is what {@code retain_graph=True} is
 * in PyTorch, written where the value is declared instead of where the backward pass is called.
 *
 * <pre>{@code
 * record Losses(@Retain double l1, double l2) {}                 // the result of a method
 * tape.l1().backward();                                          // keeps what l2 needs
 * tape.l2().backward();                                          // frees the rest
 * }</pre>
 *
 * <p>Where it may stand, and what is kept then:
 *
 * <ul>
 *   <li>a component of the record that a {@link Differentiable} method returns (with its field and
 *       accessor): everything that the backward pass of this output reads;
 *   <li>a local variable: what is stored for its value and for what it was computed from;
 *   <li>a method: everything that the method stores.
 * </ul>
 *
 * <p>What is retained stays until {@link Tape#close()} or the next forward pass on the same tape,
 * so that backward passes may run any number of times, in any order. To need it and not to have it
 * is a {@link TapeFreedException}; to have it and not to need it costs memory, and gradc says so at
 * compile time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.METHOD,
  ElementType.LOCAL_VARIABLE,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD
})
public @interface Retain {}
