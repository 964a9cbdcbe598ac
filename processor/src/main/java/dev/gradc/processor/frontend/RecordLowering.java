package dev.gradc.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Records: their constructors, their components, and the receivers of their methods. */
final class RecordLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final CallLowering calls;

  RecordLowering(Lowering lowering, ExpressionLowering expressions, CallLowering calls) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.calls = calls;
  }

  /** {@code new Point(x, y)}. */
  Expression created(NewClassTree tree) {
    Optional<Type> type = lowering.trees().type(tree);
    Optional<Element> element = lowering.trees().element(tree);
    if (element.isEmpty() || !(element.get() instanceof ExecutableElement constructor)) {
      return type.isEmpty() ? lowering.refusedType(tree) : lowering.placeholder(tree);
    }
    if (type.orElse(null) instanceof ObjectType) {
      return expressions.objects().created(tree, constructor);
    }
    if (!(type.orElse(null) instanceof RecordType record)) {
      return lowering.refusedType(tree);
    }
    if (RecordMembers.isCanonical(constructor) && lowering.members().isPlain(constructor)) {
      return made(tree, record, tree.getArguments(), constructor);
    }
    if (!MethodKeys.topLevel(constructor).equals(lowering.topLevel())) {
      return refusedMember(tree);
    }
    Optional<UnreadBody> unread =
        UnreadBody.of(constructor, Optional.empty(), lowering, lowering.origin(tree));
    if (unread.isPresent()) {
      lowering.refusals().add(unread.get().problem());
      return lowering.placeholder(tree);
    }
    return calls.compiledIn(tree, constructor, List.of(), tree.getArguments());
  }

  private Expression made(
      Tree tree,
      RecordType record,
      List<? extends ExpressionTree> arguments,
      ExecutableElement constructor) {
    List<Type> types = record.components().stream().map(RecordType.Component::type).toList();
    return new Expression.NewRecord(
        record, calls.arguments(tree, arguments, constructor, types), lowering.origin(tree));
  }

  /** {@code this(x, y)} in a constructor. */
  Expression delegated(MethodInvocationTree tree, RecordType record) {
    Optional<Element> element = lowering.trees().element(tree);
    if (element.isEmpty() || !(element.get() instanceof ExecutableElement constructor)) {
      return lowering.placeholder(tree);
    }
    return RecordMembers.isCanonical(constructor) && lowering.members().isPlain(constructor)
        ? made(tree, record, tree.getArguments(), constructor)
        : calls.compiledIn(tree, constructor, List.of(), tree.getArguments());
  }

  /** A call of a method that a record has for each object; none if it is something else. */
  Optional<Expression> called(MethodInvocationTree tree, ExecutableElement method) {
    if (!RecordMembers.isOfRecord(method)) {
      return Optional.empty();
    }
    boolean isOurs = MethodKeys.topLevel(method).equals(lowering.topLevel());
    boolean isAccessor = RecordMembers.component(method).isPresent();
    boolean isPlain = isAccessor && lowering.members().isPlain(method);
    boolean isReadable = TypeReader.read(method.getEnclosingElement().asType()).isPresent();
    if ((!isReadable && !isPlain)
        || (!isAccessor && !(isOurs && lowering.members().hasSource(method)))) {
      return Optional.empty();
    }
    int before = lowering.refusals().count();
    Expression receiver = receiver(tree);
    if (lowering.refusals().count() > before
        || !(receiver.type().orElse(null) instanceof RecordType)) {
      return Optional.of(lowering.placeholder(tree));
    }
    if (isPlain) {
      String name = method.getSimpleName().toString();
      return Optional.of(new Expression.Component(receiver, name, lowering.origin(tree)));
    }
    return Optional.of(
        isOurs
            ? calls.compiledIn(tree, method, List.of(receiver), tree.getArguments())
            : refusedMember(tree));
  }

  private Expression receiver(MethodInvocationTree tree) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select) {
      return expressions.lower(select.getExpression());
    }
    IdentifierTree name = (IdentifierTree) tree.getMethodSelect();
    return lowering
        .receiver()
        .value(lowering.origin(name))
        .orElseGet(
            () -> {
              String text = lowering.origin(tree).text();
              lowering.refusals().add(DiagnosticCode.INSTANCE_STATE, lowering.origin(tree), text);
              return lowering.placeholder(tree);
            });
  }

  private Expression refusedMember(Tree tree) {
    String text = lowering.origin(tree).text();
    lowering.refusals().add(DiagnosticCode.RECORD_MEMBER, lowering.origin(tree), text);
    return lowering.placeholder(tree);
  }
}
