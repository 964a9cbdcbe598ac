package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Set;

/**
 * What one evaluation finds along several directions at once: the tangents of a method's results,
 * or those of its gradient.
 *
 * @param width how many directions there are
 * @param primals what stands for the method's parameters, in order
 * @param directions for each active one of these in order, as many tangents as there are directions
 * @param adjoints of a gradient, for each active array the array that its adjoint is added to
 * @param products for each of the adjoints the arrays that its tangents are added to
 * @param body computes all that follows
 * @param value what the method returns, leaf by leaf
 * @param sums of a gradient, the adjoints of active scalars, in order
 * @param tangents of each active leaf of the value or, of a gradient, of each of the sums
 * @param storage mutable array variables that no block declares: they are kept from call to call,
 *     empty at first
 * @param written parameters whose arrays the body writes
 */
public record Sweep(
    int width,
    List<Variable> primals,
    List<List<Variable>> directions,
    List<Variable> adjoints,
    List<List<Variable>> products,
    Block body,
    List<Atom> value,
    List<Atom> sums,
    List<List<Atom>> tangents,
    List<Variable> storage,
    Set<Variable> written) {

  public Sweep {
    primals = List.copyOf(primals);
    directions = directions.stream().map(List::copyOf).toList();
    adjoints = List.copyOf(adjoints);
    products = products.stream().map(List::copyOf).toList();
    value = List.copyOf(value);
    sums = List.copyOf(sums);
    tangents = tangents.stream().map(List::copyOf).toList();
    storage = List.copyOf(storage);
    written = Set.copyOf(written);
  }

  /** The same with other statements. */
  Sweep with(Block otherBody) {
    return new Sweep(
        width,
        primals,
        directions,
        adjoints,
        products,
        otherBody,
        value,
        sums,
        tangents,
        storage,
        written);
  }

  /** Names that it does not have yet. */
  FreshNames freeNames() {
    FreshNames names = new FreshNames();
    primals.forEach(it -> names.reserve(it.name()));
    directions.forEach(each -> each.forEach(it -> names.reserve(it.name())));
    adjoints.forEach(it -> names.reserve(it.name()));
    products.forEach(each -> each.forEach(it -> names.reserve(it.name())));
    storage.forEach(it -> names.reserve(it.name()));
    names.reserveAll(body);
    return names;
  }
}
