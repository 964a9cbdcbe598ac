package dev.gradc.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.DerivativeMember;
import dev.gradc.processor.source.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Calls of generated classes that are differentiated through: records stay what they are, so that
 * derivatives flow into their components and out of them.
 */
final class DerivativeCalls {

  private final Lowering lowering;
  private final ExpressionLowering expressions;

  DerivativeCalls(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
  }

  /** The call of a method; none if it is of another class. */
  Optional<Expression> called(MethodInvocationTree tree, ExecutableElement method) {
    return isOpened(method)
        ? Optional.of(use(tree, tree.getArguments(), method, receiver(tree, method)))
        : Optional.empty();
  }

  /** A new object; none if it is of another class. */
  Optional<Expression> created(
      Tree tree, List<? extends ExpressionTree> arguments, ExecutableElement constructor) {
    return isOpened(constructor)
        ? Optional.of(use(tree, arguments, constructor, List.of()))
        : Optional.empty();
  }

  private List<Expression> receiver(MethodInvocationTree tree, ExecutableElement method) {
    return method.getModifiers().contains(Modifier.STATIC)
        ? List.of()
        : List.of(expressions.objects().receiver(tree));
  }

  private boolean isOpened(ExecutableElement method) {
    Optional<String> companion = companionOf(method);
    // A generated class stays where it is if its method is no longer differentiable.
    companion
        .flatMap(lowering.companions()::annotated)
        .flatMap(Reliances::ofCall)
        .ifPresent(lowering.calls()::rely);
    return companion.filter(lowering.opened()::contains).isPresent();
  }

  private static Optional<String> companionOf(ExecutableElement method) {
    return DerivativeMember.companionOf(classOf(method));
  }

  private static String classOf(ExecutableElement method) {
    return ObjectTypes.className((TypeElement) method.getEnclosingElement());
  }

  private Expression use(
      Tree tree,
      List<? extends ExpressionTree> trees,
      ExecutableElement method,
      List<Expression> receiver) {
    int before = lowering.refusals().count();
    List<Expression> arguments = new ArrayList<>(receiver);
    for (int i = 0; i < trees.size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      Optional<Type> type = TypeReader.read(parameter.asType());
      arguments.add(
          type.isPresent()
              ? expressions.lower(trees.get(i), type.get())
              : lowering.refusedType(trees.get(i)));
    }
    boolean isNew = method.getKind() == ElementKind.CONSTRUCTOR;
    Optional<Type> result =
        TypeReader.read(isNew ? method.getEnclosingElement().asType() : method.getReturnType());
    String companion = companionOf(method).orElseThrow();
    if (!lowering.companions().hasSource(companion)) {
      if (!receiver.isEmpty()) {
        // What it is of has been refused already.
        return lowering.placeholder(tree);
      }
      lowering
          .refusals()
          .add(
              DiagnosticCode.NO_DERIVATIVE_SOURCE,
              lowering.origin(tree),
              lowering.origin(tree).text());
    }
    if (lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    String owner = classOf(method);
    String place = owner.equals(companion) ? "" : owner.substring(companion.length() + 1);
    DerivativeMember member =
        new DerivativeMember(
            companion,
            place,
            isNew ? "new" : method.getSimpleName().toString(),
            arguments.stream().map(it -> it.type().orElseThrow()).toList(),
            result);
    lowering.calls().use(member);
    return new Expression.Call(member.key(), arguments, result, lowering.origin(tree));
  }
}
