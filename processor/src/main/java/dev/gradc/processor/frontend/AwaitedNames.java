package dev.gradc.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import javax.lang.model.element.PackageElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Which errors of javac a class that is generated in a later round may take away
 * (docs/adr/0011-unresolved-bodies.md).
 */
final class AwaitedNames {

  private final Trees trees;

  AwaitedNames(Trees trees) {
    this.trees = trees;
  }

  /**
   * Whether an error may be of a class or package that does not exist yet. A variable or method
   * that is missing from a class that is there will not appear in it.
   */
  boolean isOne(Diagnostic<? extends JavaFileObject> error, CompilationUnitTree unit) {
    String code = error.getCode();
    if (code.contains("doesnt.exist") || code.contains("cant.access")) {
      return true;
    }
    if (!code.contains("cant.resolve")) {
      return false;
    }
    TreePath path = unit == null ? null : find(error, unit);
    return path == null || path.getParentPath() == null || mayBeClass(path);
  }

  private boolean mayBeClass(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof MemberSelectTree member) {
      TreePath owner = new TreePath(path, member.getExpression());
      return trees.getElement(owner) instanceof PackageElement;
    }
    return !isValue(tree, path.getParentPath().getLeaf());
  }

  /** Whether only a value can stand in a place, or the name of a method. */
  private static boolean isValue(Tree tree, Tree parent) {
    if (parent instanceof VariableTree variable) {
      return variable.getInitializer() == tree;
    }
    if (parent instanceof TypeCastTree cast) {
      return cast.getExpression() == tree;
    }
    if (parent instanceof NewClassTree creation) {
      return creation.getArguments().contains(tree);
    }
    if (parent instanceof MethodInvocationTree call) {
      return call.getMethodSelect() == tree || call.getArguments().contains(tree);
    }
    return parent instanceof BinaryTree
        || parent instanceof UnaryTree
        || parent instanceof AssignmentTree
        || parent instanceof CompoundAssignmentTree
        || parent instanceof ConditionalExpressionTree
        || parent instanceof ArrayAccessTree
        || parent instanceof ParenthesizedTree
        || parent instanceof ReturnTree
        || parent instanceof ExpressionStatementTree;
  }

  /** The tree that an error is about, if it is a whole one. */
  TreePath find(Diagnostic<? extends JavaFileObject> error, CompilationUnitTree unit) {
    SourcePositions positions = trees.getSourcePositions();
    TreePath[] found = new TreePath[1];
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void nothing) {
        if (tree != null
            && found[0] == null
            && positions.getStartPosition(unit, tree) == error.getStartPosition()
            && positions.getEndPosition(unit, tree) == error.getEndPosition()
            && !(tree instanceof ExpressionStatementTree)) {
          found[0] = new TreePath(getCurrentPath(), tree);
        }
        return super.scan(tree, null);
      }
    }.scan(new TreePath(unit), null);
    return found[0];
  }
}
