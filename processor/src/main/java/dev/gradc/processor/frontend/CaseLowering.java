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
    if (!(receiver.type().orElse(null) instanceof RecordType type)) {
      return lowering.refusals().count() > before
          ? Optional.of(lowering.placeholder(tree))
          : Optional.empty();
    }
    if (!type.isSealed() && !method.getModifiers().contains(Modifier.ABSTRACT)) {
      lowering
          .members()
          .element(type)
          .ifPresent(record -> lowering.members().noteInherited(record, method));
      return Optional.of(inherited(tree, method, receiver));
    }
    return type.isSealed()
        ? Optional.of(byCase(tree, method, parameters, receiver, type))
        : Optional.empty();
  }

  private Expression byCase(
      MethodInvocationTree tree,
      ExecutableElement method,
      List<Type> parameters,
      Expression receiver,
      RecordType sealed) {
    int before = lowering.refusals().count();
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
    Optional<Type> result = lowering.trees().type(tree);
    Expression value = null;
    List<DeclaredType> cases = RecordReader.cases(element(sealed, method));
    for (int i = cases.size() - 1; i >= 0; i--) {
      Expression found =
          inCase(tree, method, whole, sealed.cases().get(i), cases.get(i), arguments);
      Expression one = result.map(it -> lowering.conversions().converted(found, it)).orElse(found);
      value =
          value == null
              ? one
              : new Expression.Conditional(
                  MemberUses.isCase(code.read(whole), i, origin), one, value, result, origin);
    }
    return lowering.refusals().count() > before
        ? lowering.placeholder(tree)
        : code.sequence(statements, value);
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
    ExecutableElement body =
        lowering.members().implementation((TypeElement) record.asElement(), method);
    boolean isInherited = !RecordMembers.isOfRecord(body);
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
      return refused(tree);
    }
    List<Expression> all = new ArrayList<>();
    all.add(isInherited ? asDeclared(read, object, body) : object);
    all.addAll(arguments);
    return calls.compiledIn(body, all, origin);
  }

  /**
   * The object as one of the interface that declares a body for it.
   *
   * @param whole the object as it is seen, which is what the body asks for in most cases
   */
  private Expression asDeclared(Expression whole, Expression object, ExecutableElement body) {
    Optional<Type> declared = TypeReader.read(body.getEnclosingElement().asType());
    return declared.equals(whole.type())
        ? whole
        : declared.map(type -> lowering.conversions().converted(object, type)).orElse(object);
  }

  /** The call of a body that a sealed interface has for its cases, whatever the object has. */
  Expression inherited(MethodInvocationTree tree, ExecutableElement body, Expression object) {
    return MethodKeys.topLevel(body).equals(lowering.topLevel())
        ? calls.compiledIn(
            tree, body, List.of(asDeclared(object, object, body)), tree.getArguments())
        : refused(tree);
  }

  private Expression refused(MethodInvocationTree tree) {
    Origin origin = lowering.origin(tree);
    lowering.refusals().add(DiagnosticCode.RECORD_MEMBER, origin, origin.text());
    return lowering.placeholder(tree);
  }
}
