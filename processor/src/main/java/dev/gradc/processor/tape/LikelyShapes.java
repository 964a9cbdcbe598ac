package dev.gradc.processor.tape;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tensors are likely to be small, because they are sums, means or extrema of others. It is a
 * guess that decides which operations are put into one loop; whether their shapes are one is seen
 * when the loop runs.
 */
final class LikelyShapes {

  private static final Set<String> REDUCTIONS = Set.of("sum", "mean", "max", "min");

  private final Map<Variable, Statement> definitions = new HashMap<>();
  private final Map<Variable, Variable> subjects = new HashMap<>();
  private final Map<Variable, Boolean> known = new HashMap<>();
  private final Set<Variable> asked = new HashSet<>();

  LikelyShapes(LaidOutRegions laidOut) {
    laidOut.slots().forEach((subject, slot) -> subjects.put(slot, subject));
    visit(laidOut.forward());
    laidOut.backward().regions().forEach(this::visit);
  }

  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign && !assign.target().isMutable()) {
        definitions.put(assign.target(), statement);
      } else if (statement instanceof Statement.Invoke invoke) {
        invoke.targets().forEach(target -> definitions.put(target, statement));
      }
      statement.blocks().forEach(this::visit);
    }
  }

  /** Whether a tensor, or one of a shape, is likely to be small. */
  boolean isSmall(Atom atom) {
    if (!(atom instanceof Variable variable)) {
      return true;
    }
    Boolean answer = known.get(variable);
    if (answer == null) {
      // What depends on itself is taken for large.
      answer = asked.add(variable) && isSmall(definitions.get(variable));
      known.put(variable, answer);
    }
    return answer;
  }

  private boolean isSmall(Statement definition) {
    if (definition instanceof Statement.Invoke invoke) {
      return isSmall(invoke.member(), invoke.arguments());
    }
    if (!(definition instanceof Statement.Assign assign)) {
      return false;
    }
    if (assign.operation() instanceof Operation.Copy copy) {
      return isSmall(copy.value());
    }
    if (assign.operation() instanceof Operation.Load load) {
      Variable subject = subjects.get(load.array());
      return subject != null && isSmall(subject);
    }
    return assign.operation() instanceof Operation.NewArray made
        && made.lengths().equals(List.of(Constant.of(0)));
  }

  private boolean isSmall(Member member, List<Atom> arguments) {
    if (!member.isOfTensors()) {
      return false;
    }
    boolean isReduction =
        member.owner().equals(ObjectType.TENSOR_PACKAGE + "Reductions")
            || REDUCTIONS.contains(member.name());
    if (isReduction || member.name().equals("scalar")) {
      return true;
    }
    return switch (member.name()) {
      case "broadcastTo", "sumTo" -> isSmall(arguments.get(1));
      case "full" -> isSmall(arguments.get(2));
      case "zeros" -> isSmall(arguments.get(1));
      case "shape", "reshape" -> isSmall(arguments.get(0));
      default -> ElementOperation.of(member).isPresent() && areSmall(member, arguments);
    };
  }

  private boolean areSmall(Member member, List<Atom> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (member.parameters().get(i).equals(ObjectType.TENSOR) && !isSmall(arguments.get(i))) {
        return false;
      }
    }
    return true;
  }
}
