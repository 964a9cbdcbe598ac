package dev.gradc.processor.ir;

import java.util.List;
import java.util.Optional;

/**
 * A function in normal form: parameters, statements, one result.
 *
 * @param key identifies it in its program: {@code name(double,double[])}
 * @param result the result atom, visible at the end of the body's own block; absent for {@code
 *     void}
 * @param detachedResult the method carries {@code @Detach}: its result is a constant for callers
 */
public record Function(
    String key,
    String name,
    List<Parameter> parameters,
    Block body,
    Optional<Atom> result,
    boolean detachedResult,
    Origin origin) {

  public Function {
    parameters = List.copyOf(parameters);
  }

  /** A parameter; a detached one is a constant for differentiation. */
  public record Parameter(Variable variable, boolean detached, Origin origin) {

    /** Whether the gradient has a part for it. */
    public boolean isActive() {
      return !detached && variable.type().isDifferentiable();
    }
  }
}
