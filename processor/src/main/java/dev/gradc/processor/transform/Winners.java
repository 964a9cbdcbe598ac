package dev.gradc.processor.transform;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds loops in which the last iteration that sets a variable decides alone: maxima, minima, a
 * nearest neighbour. What they set goes back through that iteration, the winner, and through no
 * other; so it is {@linkplain WinnerSearch searched for}, and nothing of the others is stored.
 */
public final class Winners {

  /** Statements of a loop that are worth having two or three times in the code. */
  private static final int LARGEST = 40;

  /** Iterations that are fewer are not worth a search. */
  private static final long FEWEST = 8;

  private final Predicate<Variable> isActive;
  private final FreshNames names;

  /**
   * @param isActive whether derivatives flow through a variable of the function
   */
  public Winners(Function function, Predicate<Variable> isActive) {
    this.isActive = isActive;
    this.names = FreshNames.in(function);
  }

  /** A part of the function with such loops rewritten; the same block if there are none. */
  public Block in(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      List<Block> blocks = statement.blocks().stream().map(this::in).toList();
      Statement inside =
          blocks.equals(statement.blocks()) ? statement : statement.withBlocks(blocks);
      if (inside instanceof Statement.CountedLoop loop) {
        statements.addAll(search(loop).orElse(List.of(loop)));
      } else {
        statements.add(inside);
      }
    }
    return statements.equals(block.statements()) ? block : new Block(statements);
  }

  private Optional<List<Statement>> search(Statement.CountedLoop loop) {
    if (loop.checkpoint().isPresent()
        || loop.index().type() != Scalar.INT
        || isShort(loop)
        || loop.body().size() > LARGEST
        || !isSearchable(loop.body())) {
      return Optional.empty();
    }
    Set<Variable> changed = WinnerSearch.changedOutside(loop.body());
    Set<Variable> active = new LinkedHashSet<>(changed);
    active.removeIf(isActive.negate());
    if (active.isEmpty() || !active.stream().allMatch(it -> it.type() instanceof Scalar)) {
      return Optional.empty();
    }
    WinnerSearch search = new WinnerSearch(loop, changed, active, names);
    return search.ofExtremum().or(search::ofSelection).or(search::ofBranch);
  }

  private static boolean isShort(Statement.CountedLoop loop) {
    return loop.from() instanceof Constant from
        && loop.bound() instanceof Constant bound
        && Math.abs(number(bound) - number(from)) < FEWEST * Math.abs((long) loop.step());
  }

  private static long number(Constant constant) {
    return ((Number) constant.value()).longValue();
  }

  /** Whether running it once more gives the same, and changes nothing but variables. */
  private static boolean isSearchable(Block block) {
    return block.statements().stream().allMatch(Winners::isSearchable);
  }

  private static boolean isSearchable(Statement statement) {
    boolean isPlain =
        statement instanceof Statement.Declare
            || statement instanceof Statement.Accumulate
            || statement instanceof Statement.If
            || statement instanceof Statement.CountedLoop
            || statement instanceof Statement.WhileLoop
            || (statement instanceof Statement.Assign assign && isRepeatable(assign.operation()));
    return isPlain && statement.blocks().stream().allMatch(Winners::isSearchable);
  }

  private static boolean isRepeatable(Operation operation) {
    return operation instanceof Operation.Copy
        || operation instanceof Operation.Load
        || operation instanceof Operation.Length
        // Without arguments it is random().
        || (operation instanceof Operation.Apply apply && !apply.arguments().isEmpty());
  }
}
