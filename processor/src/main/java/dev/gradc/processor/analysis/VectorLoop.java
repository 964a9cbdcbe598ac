package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A loop of which several iterations can be computed at a time, statement by statement.
 *
 * @param loop as it stands in the program
 * @param body what an iteration does, with an accumulation for each change of a reduction
 * @param lanes what is computed with: {@code FLOAT} where all arrays of numbers are of floats
 * @param uniform variables of the body that are the same in all iterations
 * @param given the numbers from outside of the loop that it reads
 * @param arrays the arrays that it reads or writes, at the index of the loop alone
 * @param reductions variables from outside that iterations only add to, or take the maximum or
 *     minimum with, and how
 * @param handed of a part of a loop, the arrays in which it leaves something for later parts, or
 *     earlier ones have for it: the first element is that of the first iteration
 */
public record VectorLoop(
    Statement.CountedLoop loop,
    Block body,
    Scalar lanes,
    Set<Variable> uniform,
    List<Variable> given,
    List<Variable> arrays,
    Map<Variable, Reduction> reductions,
    Set<Variable> handed) {

  /** How a variable from outside changes. */
  public enum Reduction {
    SUM,
    MAX,
    MIN
  }
}
