package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Checkpoint;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.normalize.Jumps.Exit;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Loops: counted ones where the number of iterations is known at entry, while loops otherwise. */
final class LoopNormalizer {

  private final Emitter emitter;
  private final Locals locals;
  private final ExpressionNormalizer expressions;
  private final EffectNormalizer effects;
  private final Jumps jumps;
  private final Flags flags;
  private final StatementNormalizer statements;

  LoopNormalizer(
      Emitter emitter,
      Locals locals,
      ExpressionNormalizer expressions,
      EffectNormalizer effects,
      Jumps jumps,
      Flags flags,
      StatementNormalizer statements) {
    this.emitter = emitter;
    this.locals = locals;
    this.expressions = expressions;
    this.effects = effects;
    this.jumps = jumps;
    this.flags = flags;
    this.statements = statements;
  }

  void loop(SourceStatement.Loop loop) {
    Optional<CountedHeader> counted = CountedHeader.of(loop, jumps);
    if (counted.isPresent()) {
      counted(loop, counted.get());
      return;
    }
    loop.initial().forEach(initial -> initial(initial));
    emitter.at(loop.origin());
    if (Facts.isPure(loop.condition())) {
      whileLoop(loop);
    } else {
      flaggedLoop(loop);
    }
  }

  private void initial(SourceStatement statement) {
    emitter.at(statement.origin());
    if (statement instanceof SourceStatement.Declaration declaration) {
      statements.declaration(declaration);
    } else if (statement instanceof SourceStatement.ExpressionStatement expression) {
      effects.perform(expression.expression());
    } else {
      throw new IllegalArgumentException("not a loop's initializer: " + statement);
    }
  }

  private void counted(SourceStatement.Loop loop, CountedHeader header) {
    Atom from = expressions.evaluate(header.from(), header.index().name() + "From");
    Atom bound = expressions.evaluate(header.bound(), header.index().name() + "Bound");
    Variable index = emitter.names().fresh(header.index().name(), Scalar.INT, Role.SINGLE);
    locals.fix(header.index(), List.of(index));
    forgetAssigned(loop);
    Emitter.Nested body = emitter.nested(() -> inLoop(() -> body(loop, loop.body())));
    emitter.add(
        new Statement.CountedLoop(
            index.name(),
            index,
            from,
            header.relation(),
            bound,
            header.step(),
            body.block(),
            loop.checkpoint(),
            loop.origin()));
    emitter.forget(body.changed());
  }

  private void whileLoop(SourceStatement.Loop loop) {
    declareBreak(loop);
    forgetAssigned(loop);
    Set<Exit> exits = exits(loop, loop.body());
    Atom[] condition = new Atom[1];
    Emitter.Nested header =
        emitter.nested(() -> condition[0] = unless(flags.anyOf(exits), loop.condition()));
    Emitter.Nested body =
        emitter.nested(
            () ->
                inLoop(
                    () -> {
                      body(loop, loop.body());
                      update(loop);
                    }));
    emit(loop.origin(), header.block(), condition[0], body, loop.checkpoint());
  }

  /** A loop whose condition has effects: evaluated in the body, its value kept in a flag. */
  private void flaggedLoop(SourceStatement.Loop loop) {
    declareBreak(loop);
    Variable again = emitter.declare("again", Scalar.BOOLEAN);
    emitter.set(again, Constant.TRUE);
    forgetAssigned(loop);
    emitter.forget(Set.of(again));
    Set<Exit> exits = exits(loop, loop.body());
    Atom[] condition = new Atom[1];
    Emitter.Nested header = emitter.nested(() -> condition[0] = emitter.get(again));
    Emitter.Nested body =
        emitter.nested(
            () ->
                inLoop(
                    () ->
                        emitter.choose(
                            expressions.evaluate(loop.condition()),
                            () -> {
                              body(loop, loop.body());
                              update(loop);
                              emitter.set(again, emitter.negated(flags.anyOf(exits)));
                            },
                            () -> emitter.set(again, Constant.FALSE))));
    emit(loop.origin(), header.block(), condition[0], body, loop.checkpoint());
  }

  void doWhile(SourceStatement.DoWhile loop) {
    declareBreak(loop);
    Variable again = emitter.declare("again", Scalar.BOOLEAN);
    emitter.set(again, Constant.TRUE);
    forgetAssigned(loop);
    emitter.forget(Set.of(again));
    Set<Exit> exits = exits(loop, loop.body());
    Atom[] condition = new Atom[1];
    Emitter.Nested header = emitter.nested(() -> condition[0] = emitter.get(again));
    Emitter.Nested body =
        emitter.nested(
            () ->
                inLoop(
                    () -> {
                      body(loop, loop.body());
                      emitter.at(loop.condition().origin());
                      Atom isOut = flags.anyOf(exits);
                      emitter.set(again, unless(isOut, loop.condition()));
                    }));
    emit(loop.origin(), header.block(), condition[0], body, Optional.empty());
  }

  private void emit(
      Origin origin,
      Block header,
      Atom condition,
      Emitter.Nested body,
      Optional<Checkpoint> checkpoint) {
    emitter.add(
        new Statement.WhileLoop(
            emitter.names().fresh("loop", Scalar.INT, Role.SINGLE).name(),
            header,
            condition,
            body.block(),
            checkpoint,
            origin));
    emitter.forget(body.changed());
  }

  /** The condition, evaluated only if the flag is down. */
  private Atom unless(Atom isOut, Expression condition) {
    if (isOut.equals(Constant.FALSE)) {
      return expressions.evaluate(condition);
    }
    if (Jumps.isEndless(condition)) {
      return emitter.negated(isOut);
    }
    return expressions.choice(
        isOut,
        "proceed",
        Scalar.BOOLEAN,
        () -> Constant.FALSE,
        () -> expressions.evaluate(condition));
  }

  private void body(SourceStatement loop, SourceStatement.BlockStatement body) {
    Exit skip = jumps.continueOf(loop);
    if (jumps.of(body).contains(skip)) {
      emitter.at(body.origin());
      flags.declare(skip, "skipped");
    }
    statements.list(List.of(body));
  }

  /** What a for loop does after each iteration, unless the iteration has left the loop. */
  private void update(SourceStatement.Loop loop) {
    if (loop.update().isEmpty()) {
      return;
    }
    Runnable update =
        () ->
            loop.update()
                .forEach(
                    expression -> {
                      emitter.at(expression.origin());
                      effects.perform(expression);
                    });
    Atom isOut = flags.anyOf(exits(loop, loop.body()));
    if (isOut.equals(Constant.FALSE)) {
      update.run();
    } else {
      emitter.choose(isOut, () -> {}, update);
    }
  }

  private void declareBreak(SourceStatement loop) {
    Exit exit = jumps.breakOf(loop);
    boolean hasBreak =
        loop instanceof SourceStatement.Loop general
            ? jumps.of(general.body()).contains(exit)
            : jumps.of(((SourceStatement.DoWhile) loop).body()).contains(exit);
    if (hasBreak) {
      flags.declare(exit, "left");
    }
  }

  /** The exits of the body that end the loop. */
  private Set<Exit> exits(SourceStatement loop, SourceStatement body) {
    Set<Exit> exits = new LinkedHashSet<>(jumps.of(body));
    exits.remove(jumps.continueOf(loop));
    return exits;
  }

  private void inLoop(Runnable action) {
    locals.enterLoop();
    action.run();
    locals.leaveLoop();
  }

  /** What the loop changes is not known where an iteration begins. */
  private void forgetAssigned(SourceStatement loop) {
    Set<Local> assigned = Facts.assigned(loop);
    locals.forget(assigned);
    flags.forget();
  }
}
