package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Variable;
import java.util.Set;

/** {@link Pass#DEAD_CODE}. */
final class DeadCode {

  private final Set<Variable> liveAtEnd;
  private final boolean isUserCode;
  private final Set<Variable> ours;

  /**
   * @param isUserCode whether statements that may throw must stay
   * @param ours variables whose definitions need not stay in any case
   */
  DeadCode(Set<Variable> liveAtEnd, boolean isUserCode, Set<Variable> ours) {
    this.ours = ours;
    this.liveAtEnd = liveAtEnd;
    this.isUserCode = isUserCode;
  }

  /** The block without what nobody needs. */
  Block run(Block block) {
    return new DeadStores(liveAtEnd)
        .run(new NeededStatements(liveAtEnd, isUserCode, ours).run(block));
  }
}
