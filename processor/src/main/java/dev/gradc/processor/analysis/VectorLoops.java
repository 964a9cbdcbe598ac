package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Statement;
import java.util.Optional;

/**
 * Finds loops of which several iterations can be computed at a time, each statement for all of them
 * before the next one. No iteration may see what another one has done: arrays are read and written
 * at the index of the loop alone, so that two names may even be one array, and variables from
 * outside are only added to.
 */
public final class VectorLoops {

  /**
   * What is found.
   *
   * @param loop the loop, if it is one
   * @param obstacle why it is none
   */
  public record Finding(Optional<VectorLoop> loop, String obstacle) {}

  /** Whether the loop is one. */
  public Finding find(Statement.CountedLoop loop) {
    VectorCheck check = new VectorCheck(loop);
    Optional<VectorLoop> found = check.check();
    return new Finding(found, check.obstacle());
  }
}
