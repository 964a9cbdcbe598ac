package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Adjoint} makes of a function, before anybody has decided what is stored: the backward
 * region mentions single variables of the forward region as if they were still in scope.
 *
 * @param parameters the function's parameters
 * @param adjoints as in {@code tape.ReverseProgram}: for each parameter its adjoint
 * @param results the value, a leaf for each result of the function
 * @param seeds for each result its adjoint, absent if nothing active reaches it
 * @param carriers objects kept from call to call, mutable variables that no block declares; null at
 *     first
 * @param forward the primal statements, the adjoint arrays beside their arrays, trip counts of
 *     while loops
 * @param backward the statements that carry adjoints back
 */
public record AdjointRegions(
    List<Variable> parameters,
    List<Optional<Variable>> adjoints,
    List<Atom> results,
    List<Optional<Variable>> seeds,
    List<Variable> carriers,
    Block forward,
    Block backward) {

  public AdjointRegions {
    parameters = List.copyOf(parameters);
    adjoints = List.copyOf(adjoints);
    results = List.copyOf(results);
    seeds = List.copyOf(seeds);
    carriers = List.copyOf(carriers);
  }

  /** The same with another forward region. */
  public AdjointRegions withForward(Block other) {
    return new AdjointRegions(parameters, adjoints, results, seeds, carriers, other, backward);
  }
}
