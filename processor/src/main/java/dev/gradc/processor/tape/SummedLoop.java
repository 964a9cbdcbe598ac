package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Map;

/**
 * A loop of the forward region whose way back only adds to gradients, each iteration by itself.
 *
 * @param forward the loop
 * @param back what an iteration of the loop's reverse does, with names of its own for what comes
 *     from outside of it
 * @param path the branches around both, from the outermost inwards
 * @param before what {@code back} reads that is not computed before the loop, once more
 * @param sums for each adjoint outside that the iterations add to, what they add to in its place
 */
record SummedLoop(
    Statement.CountedLoop forward,
    Block back,
    List<Turn> path,
    List<Statement> before,
    Map<Variable, Variable> sums) {

  SummedLoop {
    path = List.copyOf(path);
    before = List.copyOf(before);
  }

  /** One of the branches of an {@code If}. */
  record Turn(Atom condition, boolean isThen) {}
}
