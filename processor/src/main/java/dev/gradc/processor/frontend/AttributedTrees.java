package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
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
  private final CompilationUnitTree unit;
  private final Origins origins;
  private final IdentityHashMap<Tree, TreePath> paths = new IdentityHashMap<>();
  private boolean isUnresolved;

  AttributedTrees(Trees trees, TreePath method) {
    this.trees = trees;
    this.unit = method.getCompilationUnit();
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

  /**
   * The class that a simple name of a member is looked up in: one of those around it, which has or
   * inherits the member, or the one that it is imported of.
   */
  Optional<TypeElement> classOf(Tree name, Element member) {
    for (TreePath path = paths.get(name); path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof ClassTree
          && trees.getElement(path) instanceof TypeElement type
          && inherits(type, member)) {
        return Optional.of(type);
      }
    }
    for (ImportTree imported : unit.getImports()) {
      if (imported.isStatic()
          && imported.getQualifiedIdentifier() instanceof MemberSelectTree select
          && (select.getIdentifier().equals(member.getSimpleName())
              || select.getIdentifier().contentEquals("*"))
          && trees.getElement(TreePath.getPath(unit, select.getExpression()))
              instanceof TypeElement type
          && inherits(type, member)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static boolean inherits(TypeElement type, Element member) {
    return Ancestors.of(type).contains(member.getEnclosingElement());
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
