package dev.gradc.processor.frontend;

import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import dev.gradc.processor.source.SourceStatement.BlockStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lets what leaves a block close its tapes first, as Java does. What is given back or thrown has
 * been evaluated by then.
 */
final class ClosedJumps {

  private final List<SourceStatement> closing;
  private final Locals locals;

  /**
   * @param closing what closes the tapes
   */
  ClosedJumps(List<SourceStatement> closing, Locals locals) {
    this.closing = List.copyOf(closing);
    this.locals = locals;
  }

  /** What jumps may stay within: the loops, switches and labels between the block and them. */
  private record Within(boolean isLoop, boolean isSwitch, Set<String> labels) {

    Within in(Optional<String> label, boolean isInnerLoop, boolean isInnerSwitch) {
      Set<String> all = new HashSet<>(labels);
      label.ifPresent(all::add);
      return new Within(isLoop || isInnerLoop, isSwitch || isInnerSwitch, all);
    }

    boolean isLeftBy(SourceStatement.Jump jump) {
      if (jump.label().isPresent()) {
        return !labels.contains(jump.label().get());
      }
      return !isLoop && !(jump.isBreak() && isSwitch);
    }
  }

  /** The block with that. */
  BlockStatement in(BlockStatement block) {
    return rewritten(block, new Within(false, false, Set.of()));
  }

  private BlockStatement rewritten(BlockStatement block, Within within) {
    return new BlockStatement(
        block.statements().stream().map(it -> rewritten(it, within)).toList(), block.origin());
  }

  private SourceStatement rewritten(SourceStatement statement, Within within) {
    return statement.accept(
        new SourceStatement.Visitor<SourceStatement>() {
          @Override
          public SourceStatement declaration(SourceStatement.Declaration it) {
            return it;
          }

          @Override
          public SourceStatement expression(SourceStatement.ExpressionStatement it) {
            return it;
          }

          @Override
          public SourceStatement block(BlockStatement it) {
            return rewritten(it, within);
          }

          @Override
          public SourceStatement conditional(SourceStatement.IfStatement it) {
            return new SourceStatement.IfStatement(
                it.condition(),
                rewritten(it.then(), within),
                rewritten(it.otherwise(), within),
                it.origin());
          }

          @Override
          public SourceStatement loop(SourceStatement.Loop it) {
            return new SourceStatement.Loop(
                it.label(),
                it.initial(),
                it.condition(),
                it.update(),
                rewritten(it.body(), within.in(it.label(), true, false)),
                it.checkpoint(),
                it.origin());
          }

          @Override
          public SourceStatement doWhile(SourceStatement.DoWhile it) {
            BlockStatement body = rewritten(it.body(), within.in(it.label(), true, false));
            return new SourceStatement.DoWhile(it.label(), body, it.condition(), it.origin());
          }

          @Override
          public SourceStatement leavable(SourceStatement.Leavable it) {
            BlockStatement body = rewritten(it.body(), within.in(it.label(), false, it.isSwitch()));
            return new SourceStatement.Leavable(it.label(), it.isSwitch(), body, it.origin());
          }

          @Override
          public SourceStatement jump(SourceStatement.Jump it) {
            return within.isLeftBy(it) ? closed(List.of(), it) : it;
          }

          @Override
          public SourceStatement returning(SourceStatement.Return it) {
            return it.value()
                .map(value -> returned(value, it.origin()))
                .orElseGet(() -> closed(List.of(), it));
          }

          @Override
          public SourceStatement throwing(SourceStatement.Throw it) {
            Local exception = held("thrown", it.exception());
            return closed(
                List.of(declared(exception, it.exception())),
                new SourceStatement.Throw(read(exception, it.origin()), it.origin()));
          }
        });
  }

  private SourceStatement returned(Expression value, Origin origin) {
    Local result = held("returned", value);
    return closed(
        List.of(declared(result, value)),
        new SourceStatement.Return(Optional.of(read(result, origin)), origin));
  }

  private Local held(String name, Expression value) {
    return locals.hidden(name, value.type().orElseThrow(), value.origin());
  }

  private static SourceStatement declared(Local local, Expression value) {
    return new SourceStatement.Declaration(local, Optional.of(value), value.origin());
  }

  private static Expression read(Local local, Origin origin) {
    return new SourceCode(origin).read(local);
  }

  private SourceStatement closed(List<SourceStatement> before, SourceStatement jump) {
    List<SourceStatement> statements = new ArrayList<>(before);
    statements.addAll(closing);
    statements.add(jump);
    return new BlockStatement(statements, jump.origin());
  }
}
