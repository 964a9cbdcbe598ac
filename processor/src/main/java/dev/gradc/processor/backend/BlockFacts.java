package dev.gradc.processor.backend;

import dev.gradc.processor.analysis.StatementNumbers;
import dev.gradc.processor.analysis.StatementNumbers.Events;
import dev.gradc.processor.analysis.StatementNumbers.Range;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the statements of one block, with all within them, mention and change. */
final class BlockFacts {

  /** Stands for rows of any type. */
  private static final Type ANY_ROW = new ObjectType("rows");

  /** A use further away is not looked for: whoever reads the code would have to, too. */
  private static final int HORIZON = 200;

  private final WholeBody whole;
  private final Range block;

  BlockFacts(Block block) {
    this(new WholeBody(block), block);
  }

  private BlockFacts(WholeBody whole, Block block) {
    this.whole = whole;
    this.block = whole.numbers.of(block);
  }

  /** Of a block within, or of one made of these statements. */
  BlockFacts of(Block inner) {
    return whole.numbers.contains(inner) ? new BlockFacts(whole, inner) : new BlockFacts(inner);
  }

  /** The first statement that mentions the variable other than by declaring it, or -1. */
  int firstMention(Variable variable) {
    int first = whole.mentions.next(variable, block.start());
    return first < block.end() ? block.position(first) : -1;
  }

  /**
   * Whether what the operation reads is the same right before the later statement as after the
   * earlier one.
   */
  boolean isUnaffected(Reads reads, int earlier, int later) {
    return later - earlier <= HORIZON
        && (later == earlier
            || (areNone(whole.changes, reads.variables(), earlier + 1, later)
                && areNone(whole.stores, reads.elements(), earlier + 1, later)));
  }

  /** Whether nothing from this statement on changes what is read. */
  boolean isUnaffectedAfter(Reads reads, int earlier) {
    return isUnaffected(reads, earlier, block.size());
  }

  private <T> boolean areNone(Events<T> events, Set<T> things, int from, int to) {
    return things.stream().allMatch(it -> events.next(it, block.start(from)) >= block.start(to));
  }

  /**
   * What an expression reads that may change.
   *
   * @param variables mutable variables
   * @param elements types of array elements
   */
  record Reads(Set<Variable> variables, Set<Type> elements) {

    static Reads of(Operation operation) {
      Set<Variable> variables = new HashSet<>();
      for (Atom atom : operation.arguments()) {
        if (atom instanceof Variable variable && variable.isMutable()) {
          variables.add(variable);
        }
      }
      Set<Type> elements = new HashSet<>();
      if (operation instanceof Operation.Load load) {
        Type element = elementOf(load.array());
        elements.add(element);
        if (element instanceof ArrayType) {
          elements.add(ANY_ROW);
        }
      }
      return new Reads(variables, elements);
    }

    Reads and(Reads other) {
      Set<Variable> allVariables = new HashSet<>(variables);
      allVariables.addAll(other.variables);
      Set<Type> allElements = new HashSet<>(elements);
      allElements.addAll(other.elements);
      return new Reads(allVariables, allElements);
    }
  }

  /** The same of all statements that are written together. */
  private static final class WholeBody {
    private final Events<Variable> mentions = new Events<>();
    private final Events<Variable> changes = new Events<>();
    private final Events<Type> stores = new Events<>();
    private final StatementNumbers numbers;

    WholeBody(Block block) {
      this.numbers = new StatementNumbers(block, this::collect);
    }

    private void collect(Statement statement, int number) {
      for (Atom atom : StatementNumbers.mentions(statement)) {
        if (atom instanceof Variable variable) {
          mentions.add(variable, number);
        }
      }
      if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
        changes.add(assign.target(), number);
      } else if (statement instanceof Statement.Accumulate accumulate) {
        changes.add(accumulate.target(), number);
      } else if (statement instanceof Statement.Store store) {
        stores.add(elementOf(store.array()), number);
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        stores.add(elementOf(accumulate.array()), number);
      } else if (statement instanceof Statement.Clear clear) {
        stores.add(elementOf(clear.array()), number);
      } else if (statement instanceof Statement.Reserve reserve) {
        changes.add(reserve.slot(), number);
      } else if (statement instanceof Statement.ReserveRow reserve) {
        stores.add(elementOf(reserve.slots()), number);
      } else if (statement instanceof Statement.Invoke) {
        // It may write any array that it can reach.
        List.of(Scalar.values()).forEach(it -> stores.add(it, number));
        stores.add(ANY_ROW, number);
      }
    }
  }

  private static Type elementOf(Variable array) {
    return ((ArrayType) array.type()).anyElement();
  }
}
