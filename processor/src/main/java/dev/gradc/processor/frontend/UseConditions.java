package dev.gradc.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.gradc.processor.source.Condition;
import dev.gradc.processor.source.Fact;
import dev.gradc.processor.source.Holder;
import dev.gradc.processor.source.TapeEvent;
import dev.gradc.processor.source.TapeUse;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** Reads conditions, so that those that are the same in several places tell paths apart. */
final class UseConditions {

  private final UserUnit unit;
  private final Holders holders;
  private final UseRecorder recorder;
  private final UseExpressions expressions;

  UseConditions(UserUnit unit, Holders holders, UseRecorder recorder, UseExpressions expressions) {
    this.unit = unit;
    this.holders = holders;
    this.recorder = recorder;
    this.expressions = expressions;
  }

  /** Records what is done to find out, and gives what is asked. */
  Condition of(ExpressionTree expression) {
    Condition special = expression.accept(new Reading(), null);
    if (special != null) {
      return special;
    }
    Set<Holder> variables = new LinkedHashSet<>();
    if (expression.accept(new IsStable(variables), null)) {
      return known(expression, variables);
    }
    expressions.scan(expression, null);
    return Condition.UNKNOWN;
  }

  /** A flag, as a condition. */
  Fact flag(Element variable) {
    return new Fact(variable.getSimpleName().toString(), Set.of(holders.of(variable)), false);
  }

  /** The same question in another spelling is the same fact. */
  private Condition known(ExpressionTree expression, Set<Holder> variables) {
    boolean isUnequal = expression.getKind() == Tree.Kind.NOT_EQUAL_TO;
    boolean isEquality = isUnequal || expression.getKind() == Tree.Kind.EQUAL_TO;
    String text =
        isUnequal
            ? ((BinaryTree) expression).getLeftOperand()
                + " == "
                + ((BinaryTree) expression).getRightOperand()
            : expression.toString();
    Fact fact = new Fact(text.replaceAll("\\bthis\\.", ""), variables, isEquality);
    recorder.ask(fact);
    Condition known = new Condition.Known(fact);
    return isUnequal ? new Condition.Not(known) : known;
  }

  private final class Reading extends SimpleTreeVisitor<Condition, Void> {

    @Override
    public Condition visitParenthesized(ParenthesizedTree node, Void nothing) {
      return of(node.getExpression());
    }

    @Override
    public Condition visitUnary(UnaryTree node, Void nothing) {
      return node.getKind() == Tree.Kind.LOGICAL_COMPLEMENT
          ? new Condition.Not(of(node.getExpression()))
          : null;
    }

    @Override
    public Condition visitLiteral(LiteralTree node, Void nothing) {
      return node.getValue() instanceof Boolean value ? new Condition.Constant(value) : null;
    }

    @Override
    public Condition visitIdentifier(IdentifierTree node, Void nothing) {
      return unit.attributed().element(node).orElse(null) instanceof VariableElement variable
              && variable.getConstantValue() instanceof Boolean value
          ? new Condition.Constant(value)
          : null;
    }

    @Override
    public Condition visitBinary(BinaryTree node, Void nothing) {
      return switch (node.getKind()) {
        case CONDITIONAL_AND -> both(node, false);
        case CONDITIONAL_OR -> both(node, true);
        case EQUAL_TO -> nullTest(node).orElse(null);
        case NOT_EQUAL_TO -> nullTest(node).<Condition>map(Condition.Not::new).orElse(null);
        default -> null;
      };
    }

    /** The right operand is asked for only if the left one has not decided. */
    private Condition both(BinaryTree node, boolean isOr) {
      Condition left = of(node.getLeftOperand());
      Condition[] right = new Condition[1];
      TapeUse asking = recorder.during(() -> right[0] = of(node.getRightOperand()));
      if (!asking.equals(TapeUse.NOTHING)) {
        if (left == Condition.UNKNOWN) {
          left = named(node);
        }
        Condition reached = isOr ? new Condition.Not(left) : left;
        recorder.add(new TapeUse.Branch(reached, asking, TapeUse.NOTHING));
      }
      return isOr ? Condition.or(left, right[0]) : new Condition.And(left, right[0]);
    }

    /** An answer that is not known is the same when the whole is asked for. */
    private Condition named(BinaryTree node) {
      Holder answer = holders.of(node);
      Fact fact = new Fact(answer.name(), Set.of(answer), false);
      recorder.ask(fact);
      recorder.ask(fact);
      recorder.add(new TapeEvent.Change(answer, false));
      return new Condition.Known(fact);
    }

    private Optional<Condition> nullTest(BinaryTree node) {
      boolean isLeftNull = node.getLeftOperand().getKind() == Tree.Kind.NULL_LITERAL;
      boolean isRightNull = node.getRightOperand().getKind() == Tree.Kind.NULL_LITERAL;
      if (isLeftNull == isRightNull) {
        return Optional.empty();
      }
      return expressions
          .value(isLeftNull ? node.getRightOperand() : node.getLeftOperand())
          .map(Condition.IsNull::new);
    }
  }

  /** Whether an expression has the same value until one of its variables is assigned. */
  private final class IsStable extends SimpleTreeVisitor<Boolean, Void> {

    private final Set<Holder> variables;

    IsStable(Set<Holder> variables) {
      super(false);
      this.variables = variables;
    }

    @Override
    public Boolean visitLiteral(LiteralTree node, Void nothing) {
      return true;
    }

    @Override
    public Boolean visitParenthesized(ParenthesizedTree node, Void nothing) {
      return node.getExpression().accept(this, null);
    }

    @Override
    public Boolean visitUnary(UnaryTree node, Void nothing) {
      return !InPlaceWrites.isStep(node) && node.getExpression().accept(this, null);
    }

    @Override
    public Boolean visitBinary(BinaryTree node, Void nothing) {
      return node.getLeftOperand().accept(this, null) && node.getRightOperand().accept(this, null);
    }

    @Override
    public Boolean visitIdentifier(IdentifierTree node, Void nothing) {
      if (node.getName().contentEquals("this")) {
        return true;
      }
      Element element = unit.attributed().element(node).orElse(null);
      if (element == null) {
        return false;
      }
      if (Holders.isLocal(element)) {
        variables.add(holders.of(element));
        return true;
      }
      return isConstant(element) || element instanceof TypeElement;
    }

    private boolean isConstant(Element element) {
      return element.getKind() == ElementKind.ENUM_CONSTANT
          || (element.getKind() == ElementKind.FIELD
              && element.getModifiers().contains(Modifier.FINAL));
    }

    @Override
    public Boolean visitMemberSelect(MemberSelectTree node, Void nothing) {
      Element element = unit.attributed().element(node).orElse(null);
      return element != null
          && (element instanceof TypeElement
              || (isConstant(element)
                  && (element.getModifiers().contains(Modifier.STATIC)
                      || node.getExpression().accept(this, null))));
    }

    /** The accessor of a record, without arguments. */
    @Override
    public Boolean visitMethodInvocation(MethodInvocationTree node, Void nothing) {
      return unit.attributed().element(node).orElse(null) instanceof ExecutableElement method
          && node.getArguments().isEmpty()
          && method.getEnclosingElement().getKind() == ElementKind.RECORD
          && method.getReturnType().getKind() != TypeKind.VOID
          && ((TypeElement) method.getEnclosingElement())
              .getRecordComponents().stream()
                  .anyMatch(it -> it.getSimpleName().equals(method.getSimpleName()))
          && (ArrayHoldings.receiver(node) == null
              || ArrayHoldings.receiver(node).accept(this, null));
    }
  }
}
