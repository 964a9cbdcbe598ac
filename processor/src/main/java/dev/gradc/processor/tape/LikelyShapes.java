package dev.gradc.processor.tape;

import dev.gradc.processor.analysis.Mentions;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import java.util.HashMap;
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
  private final Map<Variable, Boolean> known = new HashMap<>();

  LikelyShapes(LaidOutRegions laidOut) {
    visit(laidOut.forward());
    laidOut.backward().regions().forEach(this::visit);
  }

  /** Where variables come from at first: later on they are read from slots. */
  private void visit(Block block) {
    for (Statement statement : block.statements()) {
      Mentions.definitions(statement).forEach(it -> definitions.putIfAbsent(it, statement));
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
      answer = isSmall(definitions.get(variable));
      known.put(variable, answer);
    }
    return answer;
  }

  private boolean isSmall(Statement definition) {
    if (definition instanceof Statement.Invoke invoke) {
      return isSmall(invoke.member(), invoke.arguments());
    }
    if (!(definition instanceof Statement.Assign assign)) {
      // A parameter, or what changes.
      return false;
    }
    if (assign.operation() instanceof Operation.Copy copy) {
      return isSmall(copy.value());
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
