package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
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

  /**
   * What was found.
   *
   * @param written their positions
   * @param moved positions of those, arrays of arrays, into which other arrays may be put
   */
  public record Found(Set<Integer> written, Set<Integer> moved) {}

  public Found find(Function function) {
    visit(function.body());
    Set<Integer> positions = new TreeSet<>();
    Set<Integer> moved = new TreeSet<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      Variable parameter = function.parameters().get(i).variable();
      if (parameter.type() instanceof ArrayType) {
        List<Variable> classes = arrays.classesOf(parameter);
        if (!Collections.disjoint(classes, written)) {
          positions.add(i);
        }
        if (!Collections.disjoint(classes.subList(0, classes.size() - 1), written)) {
          moved.add(i);
        }
      }
    }
    return new Found(positions, moved);
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
        invoke.member().effects().written().forEach(position -> note(invoke, position));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void note(Statement.Invoke invoke, int position) {
    Variable array = (Variable) invoke.arguments().get(position);
    List<Variable> classes = arrays.classesOf(array);
    int last = classes.size() - 1;
    if (invoke.member().effects().moved().contains(position)) {
      written.addAll(classes);
    } else if (last > 0 || !made.contains(array)) {
      written.add(classes.get(last));
    }
  }

  private void note(Variable array) {
    if (!made.contains(array)) {
      written.add(arrays.classOf(array));
    }
  }
}
