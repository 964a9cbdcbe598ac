package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * The statements of a block and those within them, numbered in the order in which they stand. What
 * is within a statement is a range of numbers, so that whoever goes down into blocks need not go
 * through all that is below at each level.
 */
public final class StatementNumbers {

  private final IdentityHashMap<Block, int[]> starts = new IdentityHashMap<>();
  private final ObjIntConsumer<Statement> each;
  private int next;

  /**
   * Numbers the block.
   *
   * @param each is given every statement with its number, the numbers rising
   */
  public StatementNumbers(Block block, ObjIntConsumer<Statement> each) {
    this.each = each;
    number(block);
  }

  private void number(Block block) {
    List<Statement> statements = block.statements();
    int[] numbers = new int[statements.size() + 1];
    for (int i = 0; i < statements.size(); i++) {
      numbers[i] = next;
      each.accept(statements.get(i), next);
      next++;
      statements.get(i).blocks().forEach(this::number);
    }
    numbers[statements.size()] = next;
    // One block may stand in several places: all is the same within each.
    starts.put(block, numbers);
  }

  public boolean contains(Block block) {
    return starts.containsKey(block);
  }

  /** The numbers of the block's own statements, and the one after the last. */
  public Range of(Block block) {
    return new Range(starts.get(block));
  }

  /** The statements of one block. */
  public static final class Range {
    private final int[] starts;

    private Range(int[] starts) {
      this.starts = starts;
    }

    /** How many statements stand in the block itself. */
    public int size() {
      return starts.length - 1;
    }

    /** The number of a statement by its position in the block, or the one after the last. */
    public int start(int position) {
      return starts[position];
    }

    public int start() {
      return starts[0];
    }

    public int end() {
      return starts[size()];
    }

    /** How many numbers there are, with those within. */
    public int length() {
      return end() - start();
    }

    /** The position of the statement that has the number, or has it within. */
    public int position(int number) {
      int found = Arrays.binarySearch(starts, number);
      return found >= 0 ? found : -found - 2;
    }
  }

  /** The atoms that the statement itself mentions, with the condition of a loop. */
  public static List<Atom> mentions(Statement statement) {
    return statement instanceof Statement.WhileLoop loop
        ? List.of(loop.condition())
        : Mentions.in(statement);
  }

  /** The numbers of the statements at which something happens to each of some things. */
  public static final class Events<T> {
    private final Map<T, List<Integer>> numbers = new HashMap<>();

    /**
     * Something happens once more.
     *
     * @param number no less than those before
     */
    public void add(T thing, int number) {
      numbers.computeIfAbsent(thing, it -> new ArrayList<>()).add(number);
    }

    /** The first number that is not below the limit; {@link Integer#MAX_VALUE} if none is. */
    public int next(T thing, int limit) {
      List<Integer> rest = from(thing, limit);
      return rest.isEmpty() ? Integer.MAX_VALUE : rest.get(0);
    }

    /** All numbers from the limit on. */
    private List<Integer> from(T thing, int limit) {
      List<Integer> all = numbers.getOrDefault(thing, List.of());
      return all.subList(firstFrom(all, limit), all.size());
    }

    /** The numbers in a range, rising. */
    public List<Integer> in(T thing, Range range) {
      List<Integer> rest = from(thing, range.start());
      return rest.subList(0, firstFrom(rest, range.end()));
    }

    private static int firstFrom(List<Integer> rising, int limit) {
      int low = 0;
      int high = rising.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (rising.get(middle) < limit) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
