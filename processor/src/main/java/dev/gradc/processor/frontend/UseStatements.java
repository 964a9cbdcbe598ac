package dev.gradc.processor.frontend;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.gradc.processor.source.Condition;
import dev.gradc.processor.source.Holder;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;

/** Reads the statements of one body into what they do to tapes. */
final class UseStatements extends SimpleTreeVisitor<Void, Void> {

  private final UserUnit unit;
  private final UseSurroundings surroundings;
  private final UseRecorder recorder;
  private final UseExpressions expressions;
  private final Deque<Holder> yielded = new ArrayDeque<>();

  /** What a labelled statement that is a loop is left by. */
  private Optional<Integer> labelled = Optional.empty();

  UseStatements(
      UserUnit unit, TapeCalls tapes, UseSurroundings surroundings, UseRecorder recorder) {
    this.unit = unit;
    this.surroundings = surroundings;
    this.recorder = recorder;
    this.expressions = new UseExpressions(unit, tapes, surroundings, recorder, this);
  }

  /** A body: a block, or the expression of a lambda or of a field. */
  void read(Tree body) {
    if (body instanceof StatementTree) {
      body.accept(this, null);
    } else {
      expressions.scan(body, null);
    }
  }

  private TapeUse during(Tree statement) {
    return statement == null
        ? TapeUse.NOTHING
        : recorder.during(() -> statement.accept(this, null));
  }

  /** Classes, and whatever has no flow of control. */
  @Override
  protected Void defaultAction(Tree node, Void nothing) {
    expressions.scan(node, null);
    return null;
  }

  @Override
  public Void visitBlock(BlockTree node, Void nothing) {
    node.getStatements().forEach(it -> it.accept(this, null));
    // Nobody holds what its variables hold when it is over.
    for (StatementTree statement : node.getStatements()) {
      if (statement instanceof VariableTree variable) {
        unit.attributed()
            .element(variable)
            .ifPresent(
                it -> recorder.add(new TapeEvent.Clear(surroundings.holders().of(it), false)));
      }
    }
    return null;
  }

  @Override
  public Void visitVariable(VariableTree node, Void nothing) {
    Optional<Element> variable = unit.attributed().element(node);
    if (variable.isPresent() && node.getInitializer() != null) {
      // That of an earlier iteration is another variable.
      recorder.add(new TapeEvent.Clear(surroundings.holders().of(variable.get()), false));
      expressions.assign(variable.get(), node.getInitializer());
    } else if (variable.isPresent()) {
      Holder holder = surroundings.holders().of(variable.get());
      recorder.add(new TapeEvent.Clear(holder, false));
      recorder.add(new TapeEvent.Change(holder, false));
    }
    return null;
  }

  @Override
  public Void visitExpressionStatement(ExpressionStatementTree node, Void nothing) {
    expressions.value(node.getExpression());
    return null;
  }

  @Override
  public Void visitIf(IfTree node, Void nothing) {
    Condition condition = expressions.conditions().of(node.getCondition());
    recorder.add(
        new TapeUse.Branch(
            condition, during(node.getThenStatement()), during(node.getElseStatement())));
    return null;
  }

  @Override
  public Void visitWhileLoop(WhileLoopTree node, Void nothing) {
    loop(true, node.getCondition(), node.getStatement(), List.of(), false);
    return null;
  }

  @Override
  public Void visitDoWhileLoop(DoWhileLoopTree node, Void nothing) {
    loop(false, node.getCondition(), node.getStatement(), List.of(), false);
    return null;
  }

  @Override
  public Void visitForLoop(ForLoopTree node, Void nothing) {
    Optional<Integer> target = labelled;
    labelled = Optional.empty();
    node.getInitializer().forEach(it -> it.accept(this, null));
    labelled = target;
    boolean isTwice = new LoopCounts(unit).isTwice(node);
    loop(true, node.getCondition(), node.getStatement(), node.getUpdate(), isTwice);
    return null;
  }

  private void loop(
      boolean isTestedFirst,
      ExpressionTree condition,
      StatementTree body,
      List<? extends ExpressionStatementTree> updates,
      boolean isTwice) {
    int target = takeTarget();
    Condition[] asked = {new Condition.Constant(true)};
    TapeUse test =
        condition == null
            ? TapeUse.NOTHING
            : recorder.during(() -> asked[0] = expressions.conditions().of(condition));
    TapeUse inside = recorder.inLoop(target, () -> body.accept(this, null));
    TapeUse update =
        recorder.during(() -> updates.forEach(it -> expressions.step(it.getExpression())));
    recorder.add(new TapeUse.Loop(target, isTestedFirst, test, asked[0], inside, update, isTwice));
  }

  private int takeTarget() {
    int target = labelled.orElseGet(recorder::newTarget);
    labelled = Optional.empty();
    return target;
  }

  @Override
  public Void visitEnhancedForLoop(EnhancedForLoopTree node, Void nothing) {
    int target = takeTarget();
    expressions.scan(node.getExpression(), null);
    TapeUse body =
        recorder.inLoop(
            target,
            () -> {
              node.getVariable().accept(this, null);
              node.getStatement().accept(this, null);
            });
    recorder.add(
        new TapeUse.Loop(
            target, true, TapeUse.NOTHING, Condition.UNKNOWN, body, TapeUse.NOTHING, false));
    return null;
  }

  @Override
  public Void visitLabeledStatement(LabeledStatementTree node, Void nothing) {
    int target = recorder.newTarget();
    recorder.label(node.getLabel().toString(), target);
    switch (node.getStatement().getKind()) {
      case FOR_LOOP, ENHANCED_FOR_LOOP, WHILE_LOOP, DO_WHILE_LOOP -> {
        labelled = Optional.of(target);
        node.getStatement().accept(this, null);
      }
      default -> recorder.add(new TapeUse.Labelled(target, during(node.getStatement())));
    }
    return null;
  }

  @Override
  public Void visitBreak(BreakTree node, Void nothing) {
    int target =
        node.getLabel() == null
            ? recorder.breakTarget()
            : recorder.target(node.getLabel().toString());
    recorder.add(new TapeUse.Jump(TapeUse.Kind.BREAK, target));
    return null;
  }

  @Override
  public Void visitContinue(ContinueTree node, Void nothing) {
    int target =
        node.getLabel() == null
            ? recorder.continueTarget()
            : recorder.target(node.getLabel().toString());
    recorder.add(new TapeUse.Jump(TapeUse.Kind.CONTINUE, target));
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree node, Void nothing) {
    expressions.scan(node.getExpression(), null);
    recorder.add(new TapeUse.Jump(TapeUse.Kind.RETURN, 0));
    return null;
  }

  @Override
  public Void visitThrow(ThrowTree node, Void nothing) {
    expressions.scan(node.getExpression(), null);
    recorder.add(new TapeUse.Jump(TapeUse.Kind.THROW, 0));
    return null;
  }

  @Override
  public Void visitAssert(AssertTree node, Void nothing) {
    TapeUse asking = recorder.during(() -> expressions.scan(node.getCondition(), null));
    recorder.add(new TapeUse.Branch(Condition.UNKNOWN, asking, TapeUse.NOTHING));
    recorder.mayThrow();
    return null;
  }

  @Override
  public Void visitSynchronized(SynchronizedTree node, Void nothing) {
    expressions.scan(node.getExpression(), null);
    return node.getBlock().accept(this, null);
  }

  @Override
  public Void visitYield(YieldTree node, Void nothing) {
    expressions.choose(yielded.element(), node.getValue());
    recorder.add(new TapeUse.Jump(TapeUse.Kind.BREAK, recorder.breakTarget()));
    return null;
  }

  @Override
  public Void visitSwitch(SwitchTree node, Void nothing) {
    expressions.scan(node.getExpression(), null);
    boolean hasDefault = node.getCases().stream().anyMatch(UseStatements::isDefault);
    arms(node.getCases(), hasDefault, false);
    return null;
  }

  /** Without constants: the default, or a pattern, where all have to be there. */
  private static boolean isDefault(CaseTree arm) {
    return arm.getExpressions().isEmpty();
  }

  /** A switch that has a value. */
  Holder switched(SwitchExpressionTree node, Holder result) {
    expressions.scan(node.getExpression(), null);
    yielded.push(result);
    arms(node.getCases(), true, true);
    yielded.pop();
    return result;
  }

  private void arms(List<? extends CaseTree> cases, boolean isExhaustive, boolean hasValue) {
    int target = recorder.newTarget();
    boolean runsOn = !cases.isEmpty() && cases.get(0).getCaseKind() == CaseTree.CaseKind.STATEMENT;
    List<TapeUse> arms = new ArrayList<>();
    for (CaseTree arm : cases) {
      arms.add(recorder.inSwitch(target, () -> arm(arm, hasValue)));
    }
    recorder.add(new TapeUse.Choice(target, arms, runsOn, isExhaustive));
  }

  private void arm(CaseTree arm, boolean hasValue) {
    if (arm.getStatements() != null) {
      arm.getStatements().forEach(it -> it.accept(this, null));
    } else if (arm.getBody() instanceof ExpressionTree value) {
      if (hasValue) {
        expressions.choose(yielded.element(), value);
      } else {
        expressions.value(value);
      }
    } else {
      arm.getBody().accept(this, null);
    }
  }

  @Override
  public Void visitTry(TryTree node, Void nothing) {
    boolean isExpected = ExpectedFailures.areCaught(unit, node);
    TapeUse body = recorder.inAttempt(isExpected, () -> resources(node));
    List<TapeUse> handlers = new ArrayList<>();
    // An exception in a handler goes further, like any other.
    node.getCatches()
        .forEach(
            it -> handlers.add(recorder.inAttempt(false, () -> it.getBlock().accept(this, null))));
    recorder.add(new TapeUse.Attempt(body, handlers, during(node.getFinallyBlock())));
    return null;
  }

  private void resources(TryTree node) {
    List<TapeUse> closes = new ArrayList<>();
    for (Tree resource : node.getResources()) {
      Optional<Holder> held;
      if (resource instanceof VariableTree variable) {
        variable.accept(this, null);
        held = unit.attributed().element(variable).map(surroundings.holders()::of);
      } else {
        held = expressions.value(resource);
      }
      held.ifPresent(it -> closes.add(0, new TapeUse.Event(new TapeEvent.Close(it))));
    }
    TapeUse body = during(node.getBlock());
    recorder.add(
        closes.isEmpty()
            ? body
            : new TapeUse.Attempt(body, List.of(), new TapeUse.Sequence(closes)));
  }
}
