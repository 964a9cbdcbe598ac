package dev.gradc.processor.ir;

import java.util.List;

/**
 * A function in normal form: parameters, statements, results.
 *
 * @param key identifies it in its program: {@code name(double,double[])}
 * @param results the atoms that are the result, visible at the end of the body's own block: none
 *     for {@code void}, several for a record, one otherwise
 * @param detachedResult the method carries {@code @Detach}: its results are constants for callers
 */
public record Function(
    String key,
    String name,
    List<Parameter> parameters,
    Block body,
    List<Atom> results,
    boolean detachedResult,
    Origin origin) {

  public Function {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  /** The same with other statements. */
  public Function with(Block otherBody) {
    return with(otherBody, results);
  }

  /** The same with other statements and results. */
  public Function with(Block otherBody, List<Atom> otherResults) {
    return new Function(key, name, parameters, otherBody, otherResults, detachedResult, origin);
  }

  /** A parameter; a detached one is a constant for differentiation. */
  public record Parameter(Variable variable, boolean detached, Origin origin) {

    /** Whether the gradient has a part for it. */
    public boolean isActive() {
      return !detached && variable.type().isDifferentiable();
    }
  }
}
