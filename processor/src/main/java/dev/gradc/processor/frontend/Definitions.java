package dev.gradc.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/**
 * The only values of variables that are given one and keep it: locals that are never assigned
 * again, final fields; and of variables of loops what they run over. Files are read when they are
 * asked for.
 */
final class Definitions {

  private final Trees trees;
  private final IdentityHashMap<CompilationUnitTree, UserUnit> units = new IdentityHashMap<>();
  private final Map<Element, Definition> values = new LinkedHashMap<>();
  private final Set<Element> assigned = new HashSet<>();

  /** Parameters of constructors that are put into final fields as they are. */
  private final Map<Element, Element> fields = new LinkedHashMap<>();

  Definitions(Trees trees) {
    this.trees = trees;
  }

  /** A value, in the file that it stands in. */
  record Definition(UserUnit unit, ExpressionTree value) {}

  /** The file that an element is declared in, if it is compiled now. */
  Optional<UserUnit> unitOf(Element element) {
    return Optional.ofNullable(trees.getPath(element)).map(path -> unit(path.getCompilationUnit()));
  }

  /** The declaration of an element, if it is compiled now. */
  Optional<Tree> declaration(Element element) {
    return Optional.ofNullable(trees.getPath(element)).map(TreePath::getLeaf);
  }

  UserUnit unit(CompilationUnitTree tree) {
    UserUnit unit = units.get(tree);
    if (unit == null) {
      unit = UserUnit.of(trees, tree);
      units.put(tree, unit);
      read(unit);
    }
    return unit;
  }

  Optional<Definition> of(Element variable) {
    return isKept(variable) ? Optional.ofNullable(values.get(variable)) : Optional.empty();
  }

  /** Whether a variable has one value all the time that it is there. */
  boolean isKept(Element variable) {
    return Holders.isLocal(variable)
        ? !assigned.contains(variable)
        : variable.getModifiers().contains(Modifier.FINAL);
  }

  /** The final field that a parameter of a constructor is put into. */
  Optional<Element> fieldOf(Element parameter) {
    return isKept(parameter) ? Optional.ofNullable(fields.get(parameter)) : Optional.empty();
  }

  private void read(UserUnit unit) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree node, Void nothing) {
        define(unit, node, node.getInitializer());
        return super.visitVariable(node, null);
      }

      @Override
      public Void visitEnhancedForLoop(EnhancedForLoopTree node, Void nothing) {
        define(unit, node.getVariable(), node.getExpression());
        return super.visitEnhancedForLoop(node, null);
      }

      @Override
      public Void visitAssignment(AssignmentTree node, Void nothing) {
        assign(unit, node);
        return super.visitAssignment(node, null);
      }

      @Override
      public Void visitCompoundAssignment(CompoundAssignmentTree node, Void nothing) {
        unit.attributed().element(node.getVariable()).ifPresent(assigned::add);
        return super.visitCompoundAssignment(node, null);
      }

      @Override
      public Void visitUnary(UnaryTree node, Void nothing) {
        switch (node.getKind()) {
          case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
              unit.attributed().element(node.getExpression()).ifPresent(assigned::add);
          default -> {
            // Changes nothing.
          }
        }
        return super.visitUnary(node, null);
      }
    }.scan(unit.tree(), null);
  }

  private void define(UserUnit unit, VariableTree variable, ExpressionTree value) {
    if (value != null) {
      unit.attributed()
          .element(variable)
          .ifPresent(element -> values.put(element, new Definition(unit, value)));
    }
  }

  /** A final field may be assigned by several constructors: then its value is not known. */
  private void assign(UserUnit unit, AssignmentTree node) {
    Optional<Element> target = unit.attributed().element(node.getVariable());
    if (target.isEmpty()) {
      return;
    }
    if (target.get().getKind() != ElementKind.FIELD) {
      assigned.add(target.get());
    } else if (target.get().getModifiers().contains(Modifier.FINAL)) {
      boolean isFirst = assigned.add(target.get());
      if (isFirst) {
        values.put(target.get(), new Definition(unit, node.getExpression()));
        unit.attributed()
            .element(node.getExpression())
            .filter(source -> source.getKind() == ElementKind.PARAMETER)
            .ifPresent(source -> fields.put(source, target.get()));
      } else {
        values.remove(target.get());
      }
    }
  }
}
