package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;

/** Finds methods that change the state of objects. */
final class StateChanges extends TreePathScanner<Void, Void> {

  private final Trees trees;
  private final Set<ExecutableElement> called = new LinkedHashSet<>();
  private boolean assignsField;
  private boolean storesInField;

  private StateChanges(Trees trees) {
    this.trees = trees;
  }

  /** Whether the body of a method, itself and not in what it calls, assigns a field. */
  static boolean areIn(ExecutableElement method, Trees trees) {
    return of(method, trees).assignsField;
  }

  /** Whether that, or a store into an array in a field, is found in what it calls too. */
  static boolean areReachedFrom(ExecutableElement method, Trees trees) {
    Set<ExecutableElement> seen = new LinkedHashSet<>();
    Deque<ExecutableElement> open = new ArrayDeque<>(Set.of(method));
    while (!open.isEmpty()) {
      ExecutableElement next = open.remove();
      if (seen.add(next)) {
        StateChanges changes = of(next, trees);
        if (changes.assignsField || changes.storesInField) {
          return true;
        }
        open.addAll(changes.called);
      }
    }
    return false;
  }

  private static StateChanges of(ExecutableElement method, Trees trees) {
    StateChanges changes = new StateChanges(trees);
    TreePath path = trees.getPath(method);
    if (path != null && ((MethodTree) path.getLeaf()).getBody() != null) {
      TreePath body = new TreePath(path, ((MethodTree) path.getLeaf()).getBody());
      // A block has no element: to find that out, javac attributes the class around it.
      trees.getElement(body);
      changes.scan(body, null);
    }
    return changes;
  }

  private void check(ExpressionTree target) {
    Tree tree = target;
    TreePath at = new TreePath(getCurrentPath(), tree);
    boolean isElement = false;
    while (tree instanceof ParenthesizedTree || tree instanceof ArrayAccessTree) {
      isElement |= tree instanceof ArrayAccessTree;
      tree =
          tree instanceof ArrayAccessTree access
              ? access.getExpression()
              : ((ParenthesizedTree) tree).getExpression();
      at = new TreePath(at, tree);
    }
    Element element = trees.getElement(at);
    boolean isField = element != null && element.getKind() == ElementKind.FIELD;
    assignsField |= isField && !isElement;
    storesInField |= isField && isElement;
  }

  @Override
  public Void visitAssignment(AssignmentTree node, Void nothing) {
    check(node.getVariable());
    return super.visitAssignment(node, null);
  }

  @Override
  public Void visitCompoundAssignment(CompoundAssignmentTree node, Void nothing) {
    check(node.getVariable());
    return super.visitCompoundAssignment(node, null);
  }

  @Override
  public Void visitUnary(UnaryTree node, Void nothing) {
    switch (node.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          check(node.getExpression());
      default -> {
        // All others read.
      }
    }
    return super.visitUnary(node, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
    if (trees.getElement(getCurrentPath()) instanceof ExecutableElement method) {
      called.add(method);
    }
    return super.visitMethodInvocation(node, null);
  }
}
