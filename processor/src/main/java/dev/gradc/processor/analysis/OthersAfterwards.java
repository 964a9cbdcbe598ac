package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.JavaClasses;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the calls after which code may run that gradc cannot see into, and that may change the
 * arrays which objects and static fields hold. Java's own classes do not, unless they are given an
 * array, or an object that may be of a user's class.
 */
final class OthersAfterwards {

  private final Set<Statement.Invoke> found = Collections.newSetFromMap(new IdentityHashMap<>());

  private final boolean mayHaveViews;

  private OthersAfterwards(boolean mayHaveViews) {
    this.mayHaveViews = mayHaveViews;
  }

  /** Those of a function. */
  static Set<Statement.Invoke> in(Function function) {
    OthersAfterwards others = new OthersAfterwards(hasViews(function.body()));
    others.visit(function.body(), false);
    return others.found;
  }

  /**
   * @param isFollowed whether such code may run after the block
   * @return whether it may run in the block
   */
  private boolean visit(Block block, boolean isFollowed) {
    boolean isInBlock = false;
    List<Statement> statements = block.statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Statement statement = statements.get(i);
      boolean isLoop =
          statement instanceof Statement.CountedLoop || statement instanceof Statement.WhileLoop;
      // What one iteration calls comes after what the one before has called.
      boolean isInside = isLoop && statement.blocks().stream().anyMatch(this::areIn);
      boolean later = isFollowed || isInBlock || isInside;
      for (Block inner : statement.blocks()) {
        isInside |= visit(inner, later);
      }
      if (statement instanceof Statement.Invoke invoke) {
        if (later && !invoke.member().isOpaque()) {
          found.add(invoke);
        }
        isInside |= isOthers(invoke);
      }
      isInBlock |= isInside;
    }
    return isInBlock;
  }

  private boolean areIn(Block block) {
    return block.contains(it -> it instanceof Statement.Invoke invoke && isOthers(invoke));
  }

  private boolean isOthers(Statement.Invoke invoke) {
    return invoke.member().kind().runsCode()
        && !invoke.member().effects().isRepeatable()
        && (mayHaveViews || JavaClasses.mayRunUsersCode(invoke.member()));
  }

  /** {@code Arrays.asList(a)}, {@code DoubleBuffer.wrap(a)}: an object that writes the array. */
  private static boolean isView(Statement.Invoke invoke) {
    return invoke.member().isOpaque()
        && invoke.arguments().stream().anyMatch(it -> it.type() instanceof ArrayType)
        && invoke.targets().stream().anyMatch(OthersAfterwards::mayBeView);
  }

  private static boolean mayBeView(Variable result) {
    return result.type() instanceof ObjectType && !result.type().equals(ObjectType.STRING);
  }

  private static boolean hasViews(Block block) {
    return block.contains(it -> it instanceof Statement.Invoke invoke && isView(invoke));
  }
}
