package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import dev.gradc.processor.source.Condition;
import dev.gradc.processor.source.Holder;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/**
 * Reads expressions: each gives what may hold a tape, if it does. A value that goes into anything
 * that is not known here may be held by other code from then on.
 */
final class UseExpressions extends TreeScanner<Optional<Holder>, Void> {

  private final UserUnit unit;
  private final Holders holders;
  private final UseRecorder recorder;
  private final UseConditions conditions;
  private final UseInvocations invocations;
  private final UseStatements statements;
  private final InPlaceWrites writes;

  UseExpressions(
      UserUnit unit,
      TapeCalls tapes,
      UseSurroundings surroundings,
      UseRecorder recorder,
      UseStatements statements) {
    this.unit = unit;
    this.holders = surroundings.holders();
    this.writes = surroundings.writes();
    this.recorder = recorder;
    this.statements = statements;
    this.conditions = new UseConditions(unit, holders, recorder, this);
    this.invocations = new UseInvocations(unit, tapes, surroundings, recorder, this);
  }

  UseConditions conditions() {
    return conditions;
  }

  /** What holds the value, which goes nowhere else. */
  Optional<Holder> value(Tree expression) {
    Optional<Holder> holder = expression.accept(this, null);
    return holder == null ? Optional.empty() : holder;
  }

  /** The value goes where it is not followed. */
  @Override
  public Optional<Holder> scan(Tree tree, Void nothing) {
    if (tree != null) {
      value(tree).ifPresent(holder -> recorder.add(new TapeEvent.Escape(holder)));
    }
    return Optional.empty();
  }

  /** A variable gets a value. */
  void assign(Element variable, Tree value) {
    Holder holder = holders.of(variable);
    Optional<Holder> held = value(value);
    if (mayHoldTape(variable)) {
      boolean isNull = value.getKind() == Tree.Kind.NULL_LITERAL;
      recorder.add(
          held.<TapeEvent>map(it -> new TapeEvent.Copy(holder, it))
              .orElse(new TapeEvent.Clear(holder, isNull)));
    }
    recorder.add(new TapeEvent.Change(holder, false));
    if (value instanceof LiteralTree literal && literal.getValue() instanceof Boolean flag) {
      recorder.ask(conditions.flag(variable));
      recorder.add(new TapeEvent.Learn(conditions.flag(variable), flag));
    }
  }

  private static boolean mayHoldTape(Element variable) {
    TypeKind kind = variable.asType().getKind();
    return kind == TypeKind.DECLARED || kind == TypeKind.TYPEVAR || kind == TypeKind.INTERSECTION;
  }

  @Override
  public Optional<Holder> visitIdentifier(IdentifierTree node, Void nothing) {
    return unit.attributed()
        .element(node)
        .filter(Holders::isLocal)
        .filter(UseExpressions::mayHoldTape)
        .map(holders::of);
  }

  @Override
  public Optional<Holder> visitParenthesized(ParenthesizedTree node, Void nothing) {
    return value(node.getExpression());
  }

  @Override
  public Optional<Holder> visitTypeCast(TypeCastTree node, Void nothing) {
    recorder.mayThrow();
    return value(node.getExpression());
  }

  @Override
  public Optional<Holder> visitMemberSelect(MemberSelectTree node, Void nothing) {
    value(node.getExpression());
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitArrayAccess(ArrayAccessTree node, Void nothing) {
    recorder.mayThrow();
    return super.visitArrayAccess(node, null);
  }

  @Override
  public Optional<Holder> visitConditionalExpression(ConditionalExpressionTree node, Void nothing) {
    Condition condition = conditions.of(node.getCondition());
    Holder result = holders.of(node);
    recorder.add(
        new TapeUse.Branch(
            condition,
            recorder.during(() -> choose(result, node.getTrueExpression())),
            recorder.during(() -> choose(result, node.getFalseExpression()))));
    return Optional.of(result);
  }

  /** A value is that of a whole expression. */
  void choose(Holder result, ExpressionTree value) {
    Optional<Holder> held = value(value);
    recorder.add(
        held.<TapeEvent>map(it -> new TapeEvent.Copy(result, it))
            .orElse(new TapeEvent.Clear(result, value.getKind() == Tree.Kind.NULL_LITERAL)));
  }

  @Override
  public Optional<Holder> visitSwitchExpression(SwitchExpressionTree node, Void nothing) {
    return Optional.of(statements.switched(node, holders.of(node)));
  }

  @Override
  public Optional<Holder> visitAssignment(AssignmentTree node, Void nothing) {
    Optional<Element> target = unit.attributed().element(node.getVariable());
    if (target.filter(Holders::isLocal).isPresent()) {
      assign(target.get(), node.getExpression());
      return Optional.of(holders.of(target.get()));
    }
    scan(node.getVariable(), null);
    scan(node.getExpression(), null);
    written(node, node.getVariable());
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitCompoundAssignment(CompoundAssignmentTree node, Void nothing) {
    scan(node.getVariable(), null);
    scan(node.getExpression(), null);
    changed(node, node.getVariable(), false);
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitUnary(UnaryTree node, Void nothing) {
    scan(node.getExpression(), null);
    if (InPlaceWrites.isStep(node)) {
      changed(node, node.getExpression(), false);
    }
    return Optional.empty();
  }

  /** An update of a loop: a counter that goes on has had no value twice. */
  void step(ExpressionTree update) {
    if (update instanceof UnaryTree unary && InPlaceWrites.isStep(unary)) {
      changed(unary, unary.getExpression(), true);
    } else {
      scan(update, null);
    }
  }

  private void changed(Tree assignment, ExpressionTree target, boolean isStep) {
    unit.attributed()
        .element(target)
        .filter(Holders::isLocal)
        .ifPresent(it -> recorder.add(new TapeEvent.Change(holders.of(it), isStep)));
    written(assignment, target);
  }

  private void written(Tree assignment, Tree target) {
    writes
        .byAssignment(unit, target)
        .forEach(
            array ->
                recorder.add(new TapeEvent.Write(array, unit.attributed().origin(assignment))));
  }

  @Override
  public Optional<Holder> visitBinary(BinaryTree node, Void nothing) {
    switch (node.getKind()) {
      case CONDITIONAL_AND, CONDITIONAL_OR -> conditions.of(node);
      case DIVIDE, REMAINDER -> {
        recorder.mayThrow();
        value(node.getLeftOperand());
        value(node.getRightOperand());
      }
      // A comparison, or a text, keeps nothing.
      default -> {
        value(node.getLeftOperand());
        value(node.getRightOperand());
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitInstanceOf(InstanceOfTree node, Void nothing) {
    Optional<Holder> held = value(node.getExpression());
    if (node.getPattern() instanceof BindingPatternTree pattern) {
      Optional<Element> variable = unit.attributed().element(pattern.getVariable());
      if (variable.isPresent()) {
        Holder holder = holders.of(variable.get());
        recorder.add(
            held.<TapeEvent>map(it -> new TapeEvent.Copy(holder, it))
                .orElse(new TapeEvent.Clear(holder, false)));
        recorder.add(new TapeEvent.Change(holder, false));
      }
    } else {
      held.filter(any -> node.getPattern() != null)
          .ifPresent(it -> recorder.add(new TapeEvent.Escape(it)));
    }
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitMethodInvocation(MethodInvocationTree node, Void nothing) {
    return unit.attributed().element(node).orElse(null) instanceof ExecutableElement method
        ? invocations.read(node, method)
        : super.visitMethodInvocation(node, null);
  }

  @Override
  public Optional<Holder> visitNewClass(NewClassTree node, Void nothing) {
    return invocations.make(node);
  }

  /** The body is a method of its own; what it captures is held by an object from here on. */
  @Override
  public Optional<Holder> visitLambdaExpression(LambdaExpressionTree node, Void nothing) {
    captured(node.getBody());
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitClass(ClassTree node, Void nothing) {
    captured(node);
    return Optional.empty();
  }

  @Override
  public Optional<Holder> visitMemberReference(MemberReferenceTree node, Void nothing) {
    scan(node.getQualifierExpression(), null);
    invocations.reference(node.getQualifierExpression());
    return Optional.empty();
  }

  private void captured(Tree body) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree node, Void nothing) {
        UseExpressions.this
            .visitIdentifier(node, null)
            .ifPresent(holder -> recorder.add(new TapeEvent.Escape(holder)));
        return null;
      }
    }.scan(body, null);
  }
}
