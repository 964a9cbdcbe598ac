package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.normalize.Jumps.Exit;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Statements without jumps out of those with: where a branch never reaches its end, what follows
 * moves into the other branch; where that is not possible, a flag guards what follows.
 */
final class StatementNormalizer {

  private final Emitter emitter;
  private final Locals locals;
  private final ExpressionNormalizer expressions;
  private final EffectNormalizer effects;
  private final Jumps jumps;
  private final Flags flags;
  private final ResultVariable result;
  private final LoopNormalizer loops;

  StatementNormalizer(
      Emitter emitter, Locals locals, Jumps jumps, Flags flags, ResultVariable result) {
    this.emitter = emitter;
    this.locals = locals;
    this.expressions = new ExpressionNormalizer(emitter, locals, this::list);
    this.effects = new EffectNormalizer(emitter, locals, expressions);
    this.jumps = jumps;
    this.flags = flags;
    this.result = result;
    this.loops = new LoopNormalizer(emitter, locals, expressions, effects, jumps, flags, this);
  }

  /**
   * Emits a list of statements. Where the list ends, so does the loop body or the method around it,
   * or a flag is tested: a jump at its end needs no flag but for what comes after.
   */
  void list(List<SourceStatement> statements) {
    for (int i = 0; i < statements.size(); i++) {
      SourceStatement statement = statements.get(i);
      List<SourceStatement> rest = statements.subList(i + 1, statements.size());
      emitter.at(statement.origin());
      if (statement instanceof SourceStatement.BlockStatement block) {
        List<SourceStatement> spliced = new ArrayList<>(block.statements());
        spliced.addAll(rest);
        list(spliced);
        return;
      }
      if (statement instanceof SourceStatement.IfStatement choice) {
        if (conditional(choice, rest)) {
          return;
        }
      } else {
        single(statement);
        if (jumps.isAbrupt(statement) || statement instanceof SourceStatement.Throw) {
          return;
        }
      }
      if (guarded(statement, rest)) {
        return;
      }
    }
  }

  /** Whether the rest went into a branch. */
  private boolean conditional(SourceStatement.IfStatement choice, List<SourceStatement> rest) {
    Atom condition = expressions.evaluate(choice.condition(), null);
    boolean isThenAbrupt = jumps.isAbrupt(choice.then());
    boolean isElseAbrupt = jumps.isAbrupt(choice.otherwise());
    if (!isThenAbrupt && !isElseAbrupt) {
      emitter.choose(
          condition, () -> list(List.of(choice.then())), () -> list(List.of(choice.otherwise())));
      return false;
    }
    emitter.choose(
        condition,
        () -> list(isThenAbrupt ? List.of(choice.then()) : followed(choice.then(), rest)),
        () ->
            list(isElseAbrupt ? List.of(choice.otherwise()) : followed(choice.otherwise(), rest)));
    return true;
  }

  private static List<SourceStatement> followed(
      SourceStatement statement, List<SourceStatement> rest) {
    List<SourceStatement> statements = new ArrayList<>();
    statements.add(statement);
    statements.addAll(rest);
    return statements;
  }

  /** Whether the statement may jump over the rest, which then stands behind a test of flags. */
  private boolean guarded(SourceStatement statement, List<SourceStatement> rest) {
    Set<Exit> exits = jumps.of(statement);
    if (exits.isEmpty() || rest.isEmpty()) {
      return false;
    }
    Atom isOut = flags.anyOf(exits);
    emitter.choose(isOut, () -> {}, () -> list(rest));
    return true;
  }

  private void single(SourceStatement statement) {
    if (statement instanceof SourceStatement.Declaration declaration) {
      declaration(declaration);
    } else if (statement instanceof SourceStatement.ExpressionStatement expression) {
      effects.perform(expression.expression());
    } else if (statement instanceof SourceStatement.Loop loop) {
      loops.loop(loop);
    } else if (statement instanceof SourceStatement.DoWhile loop) {
      loops.doWhile(loop);
    } else if (statement instanceof SourceStatement.Leavable leavable) {
      if (jumps.of(leavable.body()).contains(jumps.breakOf(leavable))) {
        flags.declare(jumps.breakOf(leavable), "left");
      }
      list(List.of(leavable.body()));
    } else if (statement instanceof SourceStatement.Jump jump) {
      flags.raise(jumps.exitOf(jump));
    } else if (statement instanceof SourceStatement.Return returning) {
      returning
          .value()
          .ifPresent(value -> result.set(expressions.leaves(value, result.hint(value))));
      flags.raise(Exit.RETURN);
    } else if (statement instanceof SourceStatement.Throw throwing) {
      Atom exception = expressions.evaluate(throwing.exception(), "exception");
      emitter.add(new Statement.Throw(exception, throwing.origin()));
    } else {
      throw new IllegalArgumentException("no such statement: " + statement);
    }
  }

  void declaration(SourceStatement.Declaration declaration) {
    Local local = declaration.local();
    if (declaration.initial().isEmpty()) {
      locals.declare(local);
      return;
    }
    List<Atom> leaves = expressions.leaves(declaration.initial().get(), local.name());
    if (locals.isReassigned(local)) {
      locals.declare(local, leaves);
    } else {
      locals.fix(local, locals.detachedIf(local, leaves));
    }
  }
}
