package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Reads what a method declares besides its types: what it throws, and warnings it stands by. */
final class DeclarationReader {

  /** Warnings of javac that the code generated for a body can call forth as the body itself. */
  private static final Set<String> CARRIED =
      Set.of(
          "all",
          "cast",
          "deprecation",
          "divzero",
          "lossy-conversions",
          "preview",
          "rawtypes",
          "removal",
          "static",
          "synchronization",
          "unchecked");

  private DeclarationReader() {}

  static Signature.Declaration read(ExecutableElement method, TreePath path) {
    return new Signature.Declaration(thrown(method), suppressed(path));
  }

  /** The checked ones: all others can be thrown without a word. */
  static List<Type> thrown(ExecutableElement method) {
    List<Type> thrown = new ArrayList<>();
    for (TypeMirror mirror : method.getThrownTypes()) {
      if (mirror instanceof DeclaredType declared && isChecked(declared)) {
        ObjectTypes.read(declared).ifPresent(thrown::add);
      }
    }
    return thrown;
  }

  private static boolean isChecked(TypeMirror exception) {
    if (!(exception instanceof DeclaredType declared)) {
      return true;
    }
    TypeElement type = (TypeElement) declared.asElement();
    boolean isUnchecked =
        type.getQualifiedName().contentEquals("java.lang.RuntimeException")
            || type.getQualifiedName().contentEquals("java.lang.Error");
    return !isUnchecked && isChecked(type.getSuperclass());
  }

  /**
   * All that the top-level class suppresses anywhere: bodies of other methods may be compiled in.
   * What is deprecated may be used without a warning in its own top-level class, which the
   * generated one is not.
   */
  private static Set<String> suppressed(TreePath method) {
    TreePath top = method;
    while (!(top.getParentPath().getLeaf() instanceof CompilationUnitTree)) {
      top = top.getParentPath();
    }
    Set<String> suppressed = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAnnotation(AnnotationTree tree, Void nothing) {
        String name = tree.getAnnotationType().toString();
        if (is(name, "SuppressWarnings")) {
          suppressed.addAll(literals(tree));
        } else if (is(name, "Deprecated")) {
          suppressed.addAll(List.of("deprecation", "removal"));
        }
        return null;
      }
    }.scan(top.getLeaf(), null);
    suppressed.retainAll(CARRIED);
    return suppressed;
  }

  private static boolean is(String name, String simple) {
    return name.equals(simple) || name.equals("java.lang." + simple);
  }

  private static Set<String> literals(Tree tree) {
    Set<String> literals = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitLiteral(LiteralTree literal, Void nothing) {
        literals.add(String.valueOf(literal.getValue()));
        return null;
      }
    }.scan(tree, null);
    return literals;
  }
}
