package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks what differentiation has put in as Java that nobody looks into, the pullbacks of other
 * classes and the rules of users: their own derivatives are not known, so no value that carries one
 * may go into them.
 */
final class UnknownPullbacks {

  /** The function with such uses marked. */
  Function marked(Function function) {
    return function.with(marked(function.body()));
  }

  private Block marked(Block block) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Invoke invoke && isUnknown(invoke)) {
        Member member = invoke.member();
        Member unknown =
            Member.opaque(
                member.kind(),
                member.owner(),
                member.name(),
                member.parameters(),
                member.result(),
                false);
        statements.add(
            new Statement.Invoke(invoke.targets(), unknown, invoke.arguments(), invoke.origin()));
      } else {
        statements.add(
            statement.withBlocks(statement.blocks().stream().map(this::marked).toList()));
      }
    }
    return new Block(statements);
  }

  private static boolean isUnknown(Statement.Invoke invoke) {
    Member member = invoke.member();
    boolean isOurs =
        member.pullback().isEmpty()
            && !member.isOpaque()
            && !member.isRetain()
            && !member.isOfTensors()
            && member.kind() != Member.Kind.CONSTRUCTOR;
    boolean givesNumbers =
        invoke.targets().stream().anyMatch(it -> it.type().isDifferentiable())
            || member.parameters().stream().anyMatch(Type::isDifferentiable);
    return isOurs && givesNumbers && invoke.targets().size() <= 1;
  }
}
