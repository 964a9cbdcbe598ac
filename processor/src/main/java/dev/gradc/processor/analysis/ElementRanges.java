package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Range;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values the elements of arrays have before a function makes any, and what loops change. */
final class ElementRanges {

  private final ArrayOrigins arrays;
  private final Map<Variable, Range> ranges = new LinkedHashMap<>();

  ElementRanges(ArrayOrigins arrays) {
    this.arrays = arrays;
  }

  /**
   * For each class of arrays all values of its type if others may have made some of them, and none
   * otherwise.
   */
  Map<Variable, Range> atEntry(Function function) {
    for (Function.Parameter parameter : function.parameters()) {
      note(parameter.variable(), true);
    }
    visit(function.body());
    return ranges;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        note(assign.target(), assign.operation() instanceof Operation.Inspect);
      } else if (statement instanceof Statement.Invoke invoke && !invoke.member().isRetain()) {
        invoke.targets().forEach(target -> note(target, true));
        invoke.arguments().forEach(argument -> note(argument, true));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private void note(Atom atom, boolean isFromElsewhere) {
    if (!(atom instanceof Variable array && array.type() instanceof ArrayType)) {
      return;
    }
    Variable elements = elementsOf(array);
    Range range = isFromElsewhere ? OperatorRanges.of(elements.type()) : Range.EMPTY;
    ranges.merge(elements, range, Range::union);
  }

  /** Stands for all elements of an array, or of the innermost ones in it, and of its aliases. */
  Variable elementsOf(Variable array) {
    List<Variable> classes = arrays.classesOf(array);
    Variable innermost = classes.get(classes.size() - 1);
    return new Variable(
        "the elements of " + innermost.name(),
        ((ArrayType) innermost.type()).element(),
        Variable.Role.MUTABLE);
  }

  /** The mutable variables that statements change. */
  static Set<Variable> changed(Block block) {
    Set<Variable> changed = new LinkedHashSet<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && assign.target().isMutable()) {
        changed.add(assign.target());
      } else if (statement instanceof Statement.Accumulate accumulate) {
        changed.add(accumulate.target());
      }
      statement.blocks().forEach(inner -> changed.addAll(changed(inner)));
    }
    return changed;
  }

  /** Whether statements may write elements of arrays. */
  static boolean writes(Block block) {
    return block.contains(
        statement ->
            statement instanceof Statement.Store
                || statement instanceof Statement.AccumulateElement
                || statement instanceof Statement.Invoke);
  }
}
