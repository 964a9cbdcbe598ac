package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Type;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the nested javac knows of the trees of one method. */
final class AttributedTrees {

  private final Trees trees;
  private final Origins origins;
  private final IdentityHashMap<Tree, TreePath> paths = new IdentityHashMap<>();
  private boolean isUnresolved;

  AttributedTrees(Trees trees, TreePath method) {
    this.trees = trees;
    this.origins = new Origins(trees, method.getCompilationUnit());
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void nothing) {
        if (tree != null) {
          paths.put(tree, new TreePath(getCurrentPath(), tree));
        }
        return super.scan(tree, null);
      }
    }.scan(method, null);
    paths.put(method.getLeaf(), method);
  }

  Origin origin(Tree tree) {
    return origins.of(tree);
  }

  /** What a name, call or declaration stands for. */
  Optional<Element> element(Tree tree) {
    Element element = trees.getElement(paths.get(tree));
    if (element == null || element.asType().getKind() == TypeKind.ERROR) {
      isUnresolved = true;
      return Optional.empty();
    }
    return Optional.of(element);
  }

  /** The class whose body a tree stands in. */
  Optional<TypeElement> classAround(Tree tree) {
    TreePath path = paths.get(tree);
    while (path != null && !(path.getLeaf() instanceof ClassTree)) {
      path = path.getParentPath();
    }
    return path != null && trees.getElement(path) instanceof TypeElement type
        ? Optional.of(type)
        : Optional.empty();
  }

  /** The static type of an expression, or the type that a type tree stands for. */
  Optional<TypeMirror> mirror(Tree tree) {
    TypeMirror mirror = trees.getTypeMirror(paths.get(tree));
    if (mirror == null || mirror.getKind() == TypeKind.ERROR) {
      isUnresolved = true;
      return Optional.empty();
    }
    return Optional.of(mirror);
  }

  /** The static type, where we have one for it. */
  Optional<Type> type(Tree tree) {
    return mirror(tree).flatMap(TypeReader::read);
  }

  boolean isAnnotated(List<? extends AnnotationTree> annotations, String qualifiedName) {
    for (AnnotationTree annotation : annotations) {
      if (trees.getElement(paths.get(annotation.getAnnotationType())) instanceof TypeElement type
          && type.getQualifiedName().contentEquals(qualifiedName)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a question was asked that javac has no answer to. */
  boolean isUnresolved() {
    return isUnresolved;
  }
}
