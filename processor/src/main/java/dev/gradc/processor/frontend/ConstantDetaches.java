package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.gradc.processor.ir.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Finds {@code @Detach} on what carries no derivative because of its type. */
final class ConstantDetaches {

  private final AttributedTrees trees;
  private final Map<Origin, String> found = new LinkedHashMap<>();

  private ConstantDetaches(AttributedTrees trees) {
    this.trees = trees;
  }

  /** On a method, its parameters, and the variables and casts in it: for each place a name. */
  static Map<Origin, String> in(MethodTree method, AttributedTrees trees) {
    ConstantDetaches detaches = new ConstantDetaches(trees);
    detaches.visit(method);
    return detaches.found;
  }

  /** On components of the records in a class, that class included. */
  static Map<Origin, String> ofRecords(TreePath type, Trees trees) {
    ConstantDetaches detaches = new ConstantDetaches(new AttributedTrees(trees, type));
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree node, Void nothing) {
        if (node.getKind() == Tree.Kind.RECORD) {
          detaches.components(node);
        }
        return super.visitClass(node, null);
      }
    }.scan(type.getLeaf(), null);
    return detaches.found;
  }

  private void visit(MethodTree method) {
    Optional<TypeMirror> result =
        trees
            .element(method)
            .filter(ExecutableElement.class::isInstance)
            .map(it -> ((ExecutableElement) it).getReturnType());
    if (trees.isAnnotated(method.getModifiers().getAnnotations(), Annotations.DETACH)
        && result.filter(ConstantDetaches::isConstant).isPresent()) {
      found.put(trees.origin(method), method.getName().toString());
    }
    method
        .getParameters()
        .forEach(parameter -> variable(parameter, parameter.getName().toString()));
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree node, Void nothing) {
        variable(node, trees.origin(node).text());
        return super.visitVariable(node, null);
      }

      @Override
      public Void visitTypeCast(TypeCastTree node, Void nothing) {
        if (node.getType() instanceof AnnotatedTypeTree annotated
            && trees.isAnnotated(annotated.getAnnotations(), Annotations.DETACH)
            && trees.mirror(node).filter(ConstantDetaches::isConstant).isPresent()) {
          found.put(trees.origin(node), trees.origin(node).text());
        }
        return super.visitTypeCast(node, null);
      }
    }.scan(method.getBody(), null);
  }

  private void variable(VariableTree tree, String text) {
    Optional<TypeMirror> type = trees.element(tree).map(Element::asType);
    if (trees.isAnnotated(tree.getModifiers().getAnnotations(), Annotations.DETACH)
        && type.filter(ConstantDetaches::isConstant).isPresent()) {
      found.put(trees.origin(tree), text);
    }
  }

  private void components(ClassTree tree) {
    trees
        .element(tree)
        .map(TypeElement.class::cast)
        .ifPresent(
            record ->
                record.getRecordComponents().stream()
                    .filter(RecordReader::isDetached)
                    .filter(it -> isConstant(it.asType()))
                    .forEach(it -> component(tree, it.getSimpleName().toString())));
  }

  private void component(ClassTree record, String name) {
    for (Tree member : record.getMembers()) {
      if (member instanceof VariableTree field && field.getName().contentEquals(name)) {
        found.put(trees.origin(field), name);
      }
    }
  }

  private static boolean isConstant(TypeMirror type) {
    return type.getKind() == TypeKind.VOID
        || TypeReader.read(type).filter(it -> !it.isDifferentiable()).isPresent();
  }
}
