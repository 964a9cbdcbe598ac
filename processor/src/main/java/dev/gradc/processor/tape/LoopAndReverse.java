package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.DefinedVariables;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A loop of the forward region, and the one of the backward region that goes back through it.
 *
 * @param number of the reverse among the statements of the backward region, from 1
 */
record LoopAndReverse(Statement.CountedLoop loop, Statement.CountedLoop reverse, int number) {

  /** What an iteration's reverse does. */
  Block back() {
    return reverse.body();
  }

  /** What an iteration and its reverse define, with the index. */
  Set<Variable> inside() {
    Set<Variable> inside = new LinkedHashSet<>(DefinedVariables.in(loop.body()));
    inside.addAll(DefinedVariables.in(back()));
    inside.add(loop.index());
    return inside;
  }
}
