package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a loop over vectors behind its functions, into loops that run one after the other over a
 * block of iterations. A function of vectors is a call that saves no register: what lives across it
 * goes to memory and comes back, in each iteration, and with two or three functions in a loop that
 * takes as long as they do. Here a value goes to memory once, and comes back where it is used.
 *
 * <p>Every iteration does what it did, in the same order: arrays are touched at the index of the
 * loop alone, so what an iteration sees does not depend on how far others are.
 */
public final class VectorParts {

  /** What follows the last function stays with it if there is less of it. */
  private static final int SHORTEST_REST = 3;

  /** The parts in order; the loop alone if nothing is gained, or one needs what cannot be kept. */
  public List<VectorLoop> of(VectorLoop loop) {
    List<Integer> cuts = cuts(loop);
    while (!cuts.isEmpty()) {
      VectorCut cut = new VectorCut(loop, cuts);
      Optional<List<VectorLoop>> parts = cut.parts();
      if (parts.isPresent()) {
        return parts.get();
      }
      cuts.remove(cut.obstacle());
    }
    return List.of(loop);
  }

  /** The positions behind functions. */
  private static List<Integer> cuts(VectorLoop loop) {
    List<Integer> cuts = new ArrayList<>();
    List<Statement> statements = loop.body().statements();
    for (int i = 0; i < statements.size(); i++) {
      if (hasFunction(loop, statements.get(i))) {
        cuts.add(i + 1);
      }
    }
    int last = cuts.size() - 1;
    if (last >= 0 && statements.size() - cuts.get(last) < SHORTEST_REST) {
      cuts.remove(last);
    }
    return cuts;
  }

  private static boolean hasFunction(VectorLoop loop, Statement statement) {
    return new Block(List.of(statement)).contains(it -> isFunction(loop, it));
  }

  private static boolean isFunction(VectorLoop loop, Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.operation() instanceof Operation.Apply apply
        && LaneOperators.isFunction(apply.operator())
        && !loop.uniform().contains(assign.target());
  }
}
