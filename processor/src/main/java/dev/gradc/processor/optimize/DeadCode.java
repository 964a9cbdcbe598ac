package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import java.util.Set;

/** {@link Pass#DEAD_CODE}. */
final class DeadCode {

  private final Set<Variable> liveAtEnd;
  private final boolean isUserCode;

  /**
   * @param isUserCode whether statements that may throw must stay
   */
  DeadCode(Set<Variable> liveAtEnd, boolean isUserCode) {
    this.liveAtEnd = liveAtEnd;
    this.isUserCode = isUserCode;
  }

  /** The block without what nobody needs. */
  Block run(Block block) {
    return new DeadStores(liveAtEnd).run(new NeededStatements(liveAtEnd, isUserCode).run(block));
  }
}
