package dev.gradc.processor.frontend;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code try (var tape = …) { … }} and {@code try (tape) { … }} of tapes. Other variables may know
 * them too, so they are closed wherever the block is left by a statement. Exceptions of what is
 * called in it leave the method as well, and with it all that could tell whether a tape was closed.
 */
final class TapeBlocks {

  private static final String TAPE = ".Tape";

  private final Lowering lowering;
  private final StatementLowering statements;

  TapeBlocks(Lowering lowering, StatementLowering statements) {
    this.lowering = lowering;
    this.statements = statements;
  }

  /** The block; none for what is not about tapes, or catches something. */
  Optional<SourceStatement> lower(TryTree tree) {
    boolean isOfTapes =
        tree.getCatches().isEmpty()
            && tree.getFinallyBlock() == null
            && tree.getResources().stream().allMatch(this::isTape);
    if (!isOfTapes) {
      return Optional.empty();
    }
    Origin origin = lowering.origin(tree);
    List<SourceStatement> block = new ArrayList<>();
    List<SourceStatement> closing = new ArrayList<>();
    for (Tree resource : tree.getResources()) {
      if (resource instanceof VariableTree variable) {
        block.add(statements.lower(variable));
      }
      lowering
          .trees()
          .element(resource)
          .flatMap(lowering.locals()::find)
          .ifPresent(local -> closing.add(0, closed(local, origin)));
    }
    SourceStatement.BlockStatement body = statements.block(tree.getBlock());
    block.add(new ClosedJumps(closing, lowering.locals()).in(body));
    if (!isLeft(body)) {
      block.addAll(closing);
    }
    return Optional.of(new SourceStatement.BlockStatement(block, origin));
  }

  /** Java takes no statement after one that never ends. */
  private static boolean isLeft(SourceStatement.BlockStatement block) {
    int count = block.statements().size();
    if (count == 0) {
      return false;
    }
    SourceStatement last = block.statements().get(count - 1);
    return last instanceof SourceStatement.Return
        || last instanceof SourceStatement.Jump
        || last instanceof SourceStatement.Throw
        || (last instanceof SourceStatement.BlockStatement inner && isLeft(inner))
        || (last instanceof SourceStatement.IfStatement choice
            && isLeft(choice.then())
            && isLeft(choice.otherwise()));
  }

  private boolean isTape(Tree resource) {
    boolean isVariable = resource instanceof VariableTree || resource instanceof IdentifierTree;
    return isVariable
        && lowering
                .trees()
                .element(resource)
                .flatMap(it -> TypeReader.read(it.asType()))
                .orElse(null)
            instanceof ObjectType type
        && type.name().endsWith(TAPE)
        && DerivativeMember.companionOf(type.name()).isPresent();
  }

  private SourceStatement closed(Local tape, Origin origin) {
    String owner = ((ObjectType) tape.type()).name();
    String companion = DerivativeMember.companionOf(owner).orElseThrow();
    Expression object = new SourceCode(origin).read(tape);
    if (!lowering.opened().contains(companion)) {
      Expression close =
          lowering
              .conversions()
              .uses()
              .use(Member.Kind.INSTANCE, owner, "close", List.of(object), Optional.empty(), origin);
      return new SourceStatement.ExpressionStatement(close, origin);
    }
    Optional<Type> nothing = Optional.empty();
    DerivativeMember member =
        new DerivativeMember(
            companion,
            owner.substring(companion.length() + 1),
            "close",
            List.of(tape.type()),
            nothing);
    lowering.calls().use(member);
    return new SourceStatement.ExpressionStatement(
        new Expression.Call(member.key(), List.of(object), nothing, origin), origin);
  }
}
