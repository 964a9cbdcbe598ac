package dev.gradc.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;

/** A file of the user's in the nested javac, with all its bodies attributed. */
record UserUnit(CompilationUnitTree tree, AttributedTrees attributed) {

  static UserUnit of(Trees trees, CompilationUnitTree unit) {
    for (TreePath inside : insides(unit)) {
      // What has no element makes javac attribute the class around it.
      trees.getElement(inside);
    }
    return new UserUnit(unit, new AttributedTrees(trees, new TreePath(unit)));
  }

  /** Something in each class that needs types: a body, or the value of a field. */
  private static List<TreePath> insides(CompilationUnitTree unit) {
    List<TreePath> insides = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitBlock(BlockTree node, Void nothing) {
        insides.add(getCurrentPath());
        return null;
      }

      @Override
      public Void visitVariable(VariableTree node, Void nothing) {
        ExpressionTree initial = node.getInitializer();
        if (initial != null && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
          insides.add(new TreePath(getCurrentPath(), initial));
        }
        return null;
      }
    }.scan(unit, null);
    return insides;
  }
}
