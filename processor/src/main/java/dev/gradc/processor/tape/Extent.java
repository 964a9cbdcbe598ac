package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Statement;
import java.util.List;

/**
 * How many values a slot has room for: one for each iteration of the innermost of some loops, over
 * all its runs; one where there is no loop.
 *
 * @param loops counted loops and while loops, from the outermost inwards
 * @param isProduct whether all are counted and their bounds do not change, so that it is the
 *     product of their iterations
 */
public record Extent(List<Statement> loops, boolean isProduct) {

  /** One value. */
  public static final Extent ONE = new Extent(List.of(), true);

  public Extent {
    loops = List.copyOf(loops);
  }
}
