package dev.gradc.processor.frontend;

import com.sun.source.tree.MethodInvocationTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** Calls of methods of a sealed interface: which body runs is a condition on the case. */
final class CaseLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final CallLowering calls;

  CaseLowering(Lowering lowering, ExpressionLowering expressions, CallLowering calls) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.calls = calls;
  }

  /** None if the object is not of such an interface. */
  Optional<Expression> called(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (!RecordReader.isSealed(owner.asType())) {
      return Optional.empty();
    }
    int before = lowering.refusals().count();
    Expression receiver = expressions.objects().receiver(tree);
    if (!(receiver.type().orElse(null) instanceof RecordType sealed) || !sealed.isSealed()) {
      return lowering.refusals().count() > before
          ? Optional.of(lowering.placeholder(tree))
          : Optional.empty();
    }
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    List<SourceStatement> statements = new ArrayList<>();
    Local whole = lowering.locals().hidden("whole", sealed, origin);
    statements.add(code.declare(whole, receiver));
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      String name = method.getParameters().get(i).getSimpleName().toString();
      Local argument = lowering.locals().hidden(name, parameters.get(i), origin);
      statements.add(
          code.declare(argument, expressions.lower(tree.getArguments().get(i), parameters.get(i))));
      arguments.add(code.read(argument));
    }
    Expression value = null;
    List<DeclaredType> cases = RecordReader.cases(element(sealed, method));
    for (int i = cases.size() - 1; i >= 0; i--) {
      Expression one = inCase(tree, method, whole, sealed.cases().get(i), cases.get(i), arguments);
      value =
          value == null
              ? one
              : new Expression.Conditional(
                  MemberUses.isCase(code.read(whole), i, origin), one, value, origin);
    }
    return Optional.of(
        lowering.refusals().count() > before
            ? lowering.placeholder(tree)
            : code.sequence(statements, value));
  }

  /** The interface that the object is of; it may inherit the method. */
  private TypeElement element(RecordType sealed, ExecutableElement method) {
    return lowering.members().element(sealed).orElse((TypeElement) method.getEnclosingElement());
  }

  private Expression inCase(
      MethodInvocationTree tree,
      ExecutableElement method,
      Local whole,
      RecordType.Component which,
      DeclaredType record,
      List<Expression> arguments) {
    Origin origin = lowering.origin(tree);
    Expression read = new SourceCode(origin).read(whole);
    Expression object = new Expression.Component(read, which.name(), origin);
    ExecutableElement body = bodyIn((TypeElement) record.asElement(), method).orElse(method);
    boolean isInherited = body.equals(method);
    if (!isInherited
        && RecordMembers.component(body).isPresent()
        && lowering.members().isPlain(body)) {
      return new Expression.Component(object, body.getSimpleName().toString(), origin);
    }
    if (!isInherited && calls.isOutside(body)) {
      List<Expression> all = new ArrayList<>(List.of(object));
      all.addAll(arguments);
      return calls.outside(tree, body, all);
    }
    if (body.getModifiers().contains(Modifier.ABSTRACT)
        || !MethodKeys.topLevel(body).equals(lowering.topLevel())) {
      String text = lowering.origin(tree).text();
      lowering.refusals().add(DiagnosticCode.RECORD_MEMBER, origin, text);
      return lowering.placeholder(tree);
    }
    List<Expression> all = new ArrayList<>(List.of(isInherited ? read : object));
    all.addAll(arguments);
    return calls.compiledIn(body, all, origin);
  }

  private static Optional<ExecutableElement> bodyIn(TypeElement record, ExecutableElement method) {
    return ElementFilter.methodsIn(record.getEnclosedElements()).stream()
        .filter(it -> it.getSimpleName().equals(method.getSimpleName()))
        .filter(it -> parameters(it).equals(parameters(method)))
        .findFirst();
  }

  private static List<String> parameters(ExecutableElement method) {
    return method.getParameters().stream().map(it -> MethodKeys.typeName(it.asType())).toList();
  }
}
