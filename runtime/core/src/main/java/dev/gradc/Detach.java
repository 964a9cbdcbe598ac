package dev.gradc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value is a constant for differentiation: no gradient flows through it. It is what {@code
 * detach()} is in PyTorch and {@code stop_gradient} in JAX; the value itself does not change.
 *
 * <pre>{@code
 * static double loss(double logit, @Detach double target) { … }  // no gradient by target
 * @Detach Tensor cut = a;                                        // nothing flows from cut back to a
 * double y = x * (@Detach double) x;                             // dy/dx is x, not 2x
 * }</pre>
 *
 * <p>Where it may stand, and what is constant then:
 *
 * <ul>
 *   <li>a parameter: the argument; the generated {@code Gradient} has no accessor for it;
 *   <li>a local variable: every value assigned to it;
 *   <li>a record component (with its field and accessor): what is read from the component; in the
 *       record of a result, the output has no backward pass;
 *   <li>a method: its result, wherever it is called;
 *   <li>the type of a cast: the value of that one expression.
 * </ul>
 *
 * <h2>Declarations and types</h2>
 *
 * <p>A cast has no declaration, so the annotation must be allowed on types ({@link
 * ElementType#TYPE_USE}); Java has no target for casts alone. The declarations are listed besides,
 * so that {@code @Detach double[] x} annotates the variable {@code x}, all of the array, whereas an
 * annotation on types alone would mean its element type, could not stand before {@code var}, nor
 * before a qualified name such as {@code java.util.List}. The Java compiler therefore records
 * {@code @Detach double x} twice, on {@code x} and on its type {@code double}. <b>The one on the
 * declaration is the one that counts</b>: gradc reads annotations on declarations, and on a type
 * only where the type is that of a cast. Elsewhere in a type ({@code List<@Detach Double>}, {@code
 * double @Detach []}) it detaches nothing.
 *
 * <p>{@link ElementType#FIELD} and {@link ElementType#METHOD} also let a record component hand the
 * annotation to its field and its accessor, so that {@code r.x()} is a constant wherever the record
 * comes from.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.LOCAL_VARIABLE,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.TYPE_USE
})
public @interface Detach {}
