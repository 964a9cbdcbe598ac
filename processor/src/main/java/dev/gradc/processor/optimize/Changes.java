package dev.gradc.processor.optimize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What running a block may change: which mutable variables from outside of it, and arrays of which
 * element types. Each block is looked at once, however often it is asked for.
 */
final class Changes {

  private final IdentityHashMap<Block, Summary> summaries = new IdentityHashMap<>();

  /**
   * Of one block.
   *
   * @param variables mutable variables that the block changes and does not declare itself
   * @param elements element types of arrays that it writes
   * @param calls whether it calls functions, which may write any array
   */
  record Summary(Set<Variable> variables, Set<Type> elements, boolean calls) {}

  Summary of(Block block) {
    Summary known = summaries.get(block);
    if (known == null) {
      known = new Collector().collect(block);
      summaries.put(block, known);
    }
    return known;
  }

  /** Collects over one block. */
  private final class Collector {
    private final Set<Variable> variables = new HashSet<>();
    private final Set<Type> elements = new HashSet<>();
    private boolean calls;

    Summary collect(Block block) {
      for (Statement statement : block.statements()) {
        Targets.of(statement).stream().filter(Variable::isMutable).forEach(variables::add);
        Written.by(statement).ifPresent(array -> elements.add(elementOf(array)));
        calls |= statement instanceof Statement.Call || statement instanceof Statement.Invoke;
        for (Block inner : statement.blocks()) {
          Summary summary = of(inner);
          variables.addAll(summary.variables());
          elements.addAll(summary.elements());
          calls |= summary.calls();
        }
      }
      for (Statement statement : block.statements()) {
        if (statement instanceof Statement.Declare declare) {
          variables.remove(declare.variable());
        }
      }
      return new Summary(variables, elements, calls);
    }
  }

  /** The element type of an array variable, the same for all that may be the same array. */
  static Type elementOf(Variable array) {
    return ((ArrayType) array.type()).anyElement();
  }
}
