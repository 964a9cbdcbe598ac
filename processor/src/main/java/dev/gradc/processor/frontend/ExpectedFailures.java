package dev.gradc.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** Code that shows that it knows that a backward pass may fail. */
final class ExpectedFailures {

  /** The exception, and what it extends. */
  private static final Set<String> CAUGHT =
      Set.of(
          "dev.gradc.TapeFreedException",
          "java.lang.IllegalStateException",
          "java.lang.RuntimeException",
          "java.lang.Exception",
          "java.lang.Throwable");

  private ExpectedFailures() {}

  /** Whether the exceptions of a body are caught. */
  static boolean areCaught(UserUnit unit, TryTree node) {
    for (CatchTree handler : node.getCatches()) {
      Tree type = handler.getParameter().getType();
      List<? extends Tree> types =
          type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
      if (types.stream().anyMatch(it -> isCaught(unit, it))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCaught(UserUnit unit, Tree type) {
    return unit.attributed()
        .mirror(type)
        .map(TypeMirror::toString)
        .filter(CAUGHT::contains)
        .isPresent();
  }

  /** Whether a method asks for exceptions of what is passed to it: {@code assertThrows}. */
  static boolean areAskedFor(MethodInvocationTree node) {
    ExpressionTree select = node.getMethodSelect();
    String name =
        select instanceof MemberSelectTree member
            ? member.getIdentifier().toString()
            : select instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
    return name.toLowerCase(Locale.ROOT).contains("throw");
  }

  /** Whether a test says so: {@code @Test(expected = …)}. */
  static boolean areAskedFor(MethodTree node) {
    for (AnnotationTree annotation : node.getModifiers().getAnnotations()) {
      for (ExpressionTree argument : annotation.getArguments()) {
        if (argument instanceof AssignmentTree value
            && value.getVariable().toString().equals("expected")) {
          return true;
        }
      }
    }
    return false;
  }
}
