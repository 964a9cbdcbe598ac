package dev.gradc.processor.backend;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the statements of one block, with all within them, mention and change. */
final class BlockFacts {

  /** Stands for rows of any type. */
  private static final Type ANY_ROW = new ObjectType("rows");

  /** Looking further than this for a use is not worth the time. */
  private static final int HORIZON = 200;

  private final List<Statement> statements;
  private final List<Set<Variable>> changes = new ArrayList<>();
  private final List<Set<Type>> stores = new ArrayList<>();
  private final Map<Variable, Integer> firstMentions = new HashMap<>();

  BlockFacts(Block block) {
    this.statements = block.statements();
    for (int i = 0; i < statements.size(); i++) {
      Set<Variable> changed = new HashSet<>();
      Set<Type> stored = new HashSet<>();
      Set<Variable> mentioned = new HashSet<>();
      collect(statements.get(i), changed, stored, mentioned);
      changes.add(changed);
      stores.add(stored);
      for (Variable variable : mentioned) {
        firstMentions.putIfAbsent(variable, i);
      }
    }
  }

  /** The first statement that mentions the variable other than by declaring it, or -1. */
  int firstMention(Variable variable) {
    return firstMentions.getOrDefault(variable, -1);
  }

  /**
   * Whether what the operation reads is the same right before the later statement as after the
   * earlier one.
   */
  boolean isUnaffected(Reads reads, int earlier, int later) {
    if (later - earlier > HORIZON) {
      return false;
    }
    for (int i = earlier + 1; i < later; i++) {
      if (!isUnaffected(reads, i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing from this statement on changes what is read. */
  boolean isUnaffectedAfter(Reads reads, int earlier) {
    return statements.size() - earlier <= HORIZON
        && isUnaffected(reads, earlier, statements.size());
  }

  private boolean isUnaffected(Reads reads, int statement) {
    for (Variable variable : changes.get(statement)) {
      if (reads.variables().contains(variable)) {
        return false;
      }
    }
    for (Type type : stores.get(statement)) {
      if (reads.elements().contains(type)) {
        return false;
      }
    }
    return true;
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

  private static void collect(
      Statement statement, Set<Variable> changed, Set<Type> stored, Set<Variable> mentioned) {
    for (Atom atom : Mentions.in(statement)) {
      if (atom instanceof Variable variable) {
        mentioned.add(variable);
      }
    }
    if (statement instanceof Statement.WhileLoop loop
        && loop.condition() instanceof Variable condition) {
      mentioned.add(condition);
    }
    if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
      changed.add(assign.target());
    } else if (statement instanceof Statement.Accumulate accumulate) {
      changed.add(accumulate.target());
    } else if (statement instanceof Statement.Store store) {
      stored.add(elementOf(store.array()));
    } else if (statement instanceof Statement.AccumulateElement accumulate) {
      stored.add(elementOf(accumulate.array()));
    } else if (statement instanceof Statement.Clear clear) {
      stored.add(elementOf(clear.array()));
    } else if (statement instanceof Statement.Reserve reserve) {
      changed.add(reserve.slot());
    } else if (statement instanceof Statement.ReserveRow reserve) {
      stored.add(elementOf(reserve.slots()));
    } else if (statement instanceof Statement.Invoke) {
      // It may write any array that it can reach.
      stored.addAll(List.of(Scalar.values()));
      stored.add(ANY_ROW);
    }
    for (Block block : statement.blocks()) {
      for (Statement inner : block.statements()) {
        collect(inner, changed, stored, mentioned);
      }
    }
  }

  private static Type elementOf(Variable array) {
    return ((ArrayType) array.type()).anyElement();
  }
}
