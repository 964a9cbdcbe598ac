package dev.gradc.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.OptionalInt;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/** Tells of which loops it can be seen that they run twice at least. */
final class LoopCounts {

  private final UserUnit unit;

  LoopCounts(UserUnit unit) {
    this.unit = unit;
  }

  /** {@code for (int i = 0; i < 3; i++)}, not left and not counted otherwise. */
  boolean isTwice(ForLoopTree loop) {
    if (loop.getInitializer().size() != 1
        || loop.getUpdate().size() != 1
        || !(loop.getInitializer().get(0) instanceof VariableTree counter)
        || !(loop.getCondition() instanceof BinaryTree condition)
        || !isStepOf(loop.getUpdate().get(0), counter)
        || !isLeftAlone(loop.getStatement(), counter)
        || !names(condition.getLeftOperand(), counter)) {
      return false;
    }
    OptionalInt first = constant(counter.getInitializer());
    OptionalInt bound = constant(condition.getRightOperand());
    if (first.isEmpty() || bound.isEmpty()) {
      return false;
    }
    long more = (long) bound.getAsInt() - first.getAsInt();
    return switch (condition.getKind()) {
      case LESS_THAN -> more >= 2;
      case LESS_THAN_EQUAL -> more >= 1;
      default -> false;
    };
  }

  private boolean isStepOf(ExpressionStatementTree update, VariableTree counter) {
    return update.getExpression() instanceof UnaryTree step
        && (step.getKind() == Tree.Kind.POSTFIX_INCREMENT
            || step.getKind() == Tree.Kind.PREFIX_INCREMENT)
        && names(step.getExpression(), counter);
  }

  private static boolean names(ExpressionTree expression, VariableTree counter) {
    return expression instanceof IdentifierTree identifier
        && identifier.getName().equals(counter.getName());
  }

  private OptionalInt constant(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal && literal.getValue() instanceof Integer value) {
      return OptionalInt.of(value);
    }
    Element element =
        expression instanceof IdentifierTree
            ? unit.attributed().element(expression).orElse(null)
            : null;
    return element instanceof VariableElement variable
            && variable.getConstantValue() instanceof Integer value
        ? OptionalInt.of(value)
        : OptionalInt.empty();
  }

  /** Whether nothing in a body jumps, or mentions the counter other than to read it. */
  private static boolean isLeftAlone(StatementTree body, VariableTree counter) {
    boolean[] isLeft = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void nothing) {
        isLeft[0] |=
            tree instanceof BreakTree
                || tree instanceof ContinueTree
                || tree instanceof ReturnTree
                || tree instanceof ThrowTree
                || tree instanceof YieldTree
                || (tree instanceof UnaryTree step
                    && InPlaceWrites.isStep(step)
                    && names(step.getExpression(), counter))
                || (tree instanceof AssignmentTree assignment
                    && names(assignment.getVariable(), counter))
                || (tree instanceof CompoundAssignmentTree compound
                    && names(compound.getVariable(), counter));
        return super.scan(tree, null);
      }
    }.scan(body, null);
    return !isLeft[0];
  }
}
