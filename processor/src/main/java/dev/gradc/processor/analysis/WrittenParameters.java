package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the parameters whose arrays a function may write. A store through a variable that is
 * defined by making an array is none of them, whatever that variable may have become afterwards.
 */
public final class WrittenParameters {

  private final ArrayOrigins arrays;
  private final Set<Variable> made = new LinkedHashSet<>();
  private final Set<Variable> written = new LinkedHashSet<>();

  public WrittenParameters(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /** Their positions. */
  public Set<Integer> find(Function function) {
    visit(function.body());
    Set<Integer> positions = new TreeSet<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      Variable parameter = function.parameters().get(i).variable();
      if (parameter.type() instanceof ArrayType
          && !Collections.disjoint(arrays.classesOf(parameter), written)) {
        positions.add(i);
      }
    }
    return positions;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign
          && assign.operation() instanceof Operation.NewArray) {
        made.add(assign.target());
      } else if (statement instanceof Statement.Store store) {
        note(store.array());
      } else if (statement instanceof Statement.AccumulateElement accumulate) {
        note(accumulate.array());
      } else if (statement instanceof Statement.Invoke invoke) {
        for (int position : invoke.member().effects().written()) {
          Variable array = (Variable) invoke.arguments().get(position);
          boolean holdsNumbers = arrays.classesOf(array).size() == 1;
          if (!holdsNumbers || !made.contains(array)) {
            written.addAll(arrays.classesOf(array));
          }
        }
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void note(Variable array) {
    if (array.isMutable() || !made.contains(array)) {
      written.add(arrays.classOf(array));
    }
  }
}
