package dev.gradc.processor.analysis;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the arrays of static fields that a body reads, or what it calls. */
public final class StaticArrays {

  /** What static fields hold, and what that holds: arrays, and objects such as records. */
  private final Set<Variable> held = new LinkedHashSet<>();

  private final Set<String> types = new TreeSet<>();

  private StaticArrays() {}

  /** Their types, as code. */
  public static Set<String> readBy(Block block) {
    StaticArrays arrays = new StaticArrays();
    int known;
    do {
      known = arrays.held.size();
      arrays.visit(block);
    } while (arrays.held.size() > known);
    return arrays.types;
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        Operation operation = assign.operation();
        boolean isField =
            operation instanceof Operation.Inspect inspect
                && inspect.aspect() == Aspect.STATIC_FIELD;
        note(isField || isHeld(operation.arguments()), List.of(assign.target()));
      } else if (statement instanceof Statement.Invoke invoke) {
        types.addAll(invoke.member().effects().statics());
        boolean isField = invoke.member().kind() == Member.Kind.STATIC_FIELD;
        note(isField || isHeld(invoke.arguments()), invoke.targets());
      }
      statement.blocks().forEach(this::visit);
    }
  }

  private boolean isHeld(List<Atom> arguments) {
    return arguments.stream().anyMatch(held::contains);
  }

  private void note(boolean isHeld, List<Variable> targets) {
    for (Variable target : targets) {
      if (isHeld && !(target.type() instanceof Scalar) && held.add(target)) {
        if (target.type() instanceof ArrayType type) {
          types.add(type.ofAnyClass().keyword());
        }
      }
    }
  }
}
