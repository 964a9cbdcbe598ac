package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the calls after which code may run that gradc cannot see into, and that may change the
 * arrays which objects and static fields hold. Java's own classes do not, unless they are given
 * such an array.
 */
final class OthersAfterwards {

  private final Set<Statement.Invoke> found = Collections.newSetFromMap(new IdentityHashMap<>());

  private OthersAfterwards() {}

  /** Those of a function. */
  static Set<Statement.Invoke> in(Function function) {
    OthersAfterwards others = new OthersAfterwards();
    others.visit(function.body(), false);
    return others.found;
  }

  /**
   * @param isFollowed whether such code may run after the block
   */
  private void visit(Block block, boolean isFollowed) {
    boolean later = isFollowed;
    List<Statement> statements = block.statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement statement = statements.get(i);
      boolean isInside = statement.blocks().stream().anyMatch(OthersAfterwards::areIn);
      boolean isLoop =
          statement instanceof Statement.CountedLoop || statement instanceof Statement.WhileLoop;
      for (Block inner : statement.blocks()) {
        // What one iteration calls comes after what the one before has called.
        visit(inner, later || (isLoop && isInside));
      }
      if (statement instanceof Statement.Invoke invoke) {
        if (later && !invoke.member().isOpaque()) {
          found.add(invoke);
        }
        later |= isOthers(invoke);
      }
      later |= isInside;
    }
  }

  private static boolean areIn(Block block) {
    return block.statements().stream()
        .anyMatch(
            it ->
                (it instanceof Statement.Invoke invoke && isOthers(invoke))
                    || it.blocks().stream().anyMatch(OthersAfterwards::areIn));
  }

  private static boolean isOthers(Statement.Invoke invoke) {
    String owner = invoke.member().owner();
    boolean isOfJava = owner.startsWith("java.") && !owner.startsWith("java.util.function/");
    return invoke.member().kind().runsCode()
        && !invoke.member().effects().isRepeatable()
        && !isOfJava;
  }
}
