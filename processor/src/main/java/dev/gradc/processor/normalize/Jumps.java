package dev.gradc.processor.normalize;

import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where control may go from a statement other than to the next one. */
final class Jumps {

  /**
   * A way out of a statement.
   *
   * @param loop number of the loop or other statement that is left or continued; of no meaning for
   *     a return
   */
  record Exit(Kind kind, int loop) {
    enum Kind {
      BREAK,
      CONTINUE,
      RETURN
    }

    static final Exit RETURN = new Exit(Kind.RETURN, -1);
  }

  // By identity: two statements that look the same are not the same.
  private final IdentityHashMap<SourceStatement, Set<Exit>> exits = new IdentityHashMap<>();
  private final IdentityHashMap<SourceStatement, Integer> loopNumbers = new IdentityHashMap<>();

  /**
   * @param body of the whole method
   */
  Jumps(SourceStatement body) {
    collect(body, List.of());
    // A sequence within an expression has jumps of its own, none of which leads out of it.
    new SourceWalk(
            expression -> {
              if (expression instanceof Expression.Sequence sequence) {
                sequence.statements().forEach(statement -> collect(statement, List.of()));
              }
            },
            ignored -> {})
        .walk(body);
  }

  /** The exits that a statement may take. */
  Set<Exit> of(SourceStatement statement) {
    return exits.getOrDefault(statement, Set.of());
  }

  /** The exits of a list of statements. */
  Set<Exit> of(List<SourceStatement> statements) {
    Set<Exit> all = new LinkedHashSet<>();
    statements.forEach(statement -> all.addAll(of(statement)));
    return all;
  }

  /** The exit that a break of the loop takes. */
  Exit breakOf(SourceStatement loop) {
    return new Exit(Exit.Kind.BREAK, loopNumbers.get(loop));
  }

  /** The exit that a continue of the loop takes. */
  Exit continueOf(SourceStatement loop) {
    return new Exit(Exit.Kind.CONTINUE, loopNumbers.get(loop));
  }

  /** Whether control never comes out of the statement at its end. */
  boolean isAbrupt(SourceStatement statement) {
    if (statement instanceof SourceStatement.Jump || statement instanceof SourceStatement.Return) {
      return true;
    }
    if (statement instanceof SourceStatement.BlockStatement block) {
      return block.statements().stream().anyMatch(this::isAbrupt);
    }
    if (statement instanceof SourceStatement.IfStatement choice) {
      return isAbrupt(choice.then()) && isAbrupt(choice.otherwise());
    }
    return false;
  }

  /** The exit that a jump takes. */
  Exit exitOf(SourceStatement.Jump jump) {
    return exits.get(jump).iterator().next();
  }

  private Set<Exit> collect(SourceStatement statement, List<SourceStatement> loops) {
    Set<Exit> found = new LinkedHashSet<>();
    if (statement instanceof SourceStatement.Return) {
      found.add(Exit.RETURN);
    } else if (statement instanceof SourceStatement.Jump jump) {
      Exit.Kind kind = jump.isBreak() ? Exit.Kind.BREAK : Exit.Kind.CONTINUE;
      found.add(new Exit(kind, loopNumbers.get(target(jump, loops))));
    } else if (statement instanceof SourceStatement.BlockStatement block) {
      block.statements().forEach(inner -> found.addAll(collect(inner, loops)));
    } else if (statement instanceof SourceStatement.IfStatement choice) {
      found.addAll(collect(choice.then(), loops));
      found.addAll(collect(choice.otherwise(), loops));
    } else if (statement instanceof SourceStatement.Loop loop) {
      found.addAll(collectBody(loop, loop.body(), loops));
    } else if (statement instanceof SourceStatement.DoWhile loop) {
      found.addAll(collectBody(loop, loop.body(), loops));
    } else if (statement instanceof SourceStatement.Leavable leavable) {
      found.addAll(collectBody(leavable, leavable.body(), loops));
    }
    exits.put(statement, found);
    return found;
  }

  private Set<Exit> collectBody(
      SourceStatement loop, SourceStatement body, List<SourceStatement> loops) {
    loopNumbers.put(loop, loopNumbers.size());
    List<SourceStatement> inside = new ArrayList<>(loops);
    inside.add(loop);
    Set<Exit> escaping = new LinkedHashSet<>(collect(body, inside));
    escaping.remove(breakOf(loop));
    escaping.remove(continueOf(loop));
    return escaping;
  }

  private static SourceStatement target(SourceStatement.Jump jump, List<SourceStatement> loops) {
    for (int i = loops.size() - 1; i >= 0; i--) {
      SourceStatement candidate = loops.get(i);
      boolean isTarget =
          jump.label().isEmpty()
              ? isInnermost(jump, candidate)
              : jump.label().equals(labelOf(candidate));
      if (isTarget) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("no loop for the jump at " + jump.origin().place());
  }

  /** Whether a jump without label goes no further than this statement around it. */
  private static boolean isInnermost(SourceStatement.Jump jump, SourceStatement candidate) {
    return candidate instanceof SourceStatement.Leavable leavable
        ? leavable.isSwitch() && jump.isBreak()
        : true;
  }

  private static Optional<String> labelOf(SourceStatement statement) {
    if (statement instanceof SourceStatement.Leavable leavable) {
      return leavable.label();
    }
    return statement instanceof SourceStatement.Loop loop
        ? loop.label()
        : ((SourceStatement.DoWhile) statement).label();
  }

  /** Whether the condition is the literal {@code true}. */
  static boolean isEndless(Expression condition) {
    return condition instanceof Expression.Literal literal
        && Boolean.TRUE.equals(literal.value().value());
  }
}
