package dev.gradc.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Method;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** One attributed method to its record. */
final class MethodLowering {

  private final Trees trees;
  private final RecordMembers members;
  private final Predicate<Operator> isDifferentiable;
  private final CompanionReader companions;

  MethodLowering(
      Trees trees,
      RecordMembers members,
      Predicate<Operator> isDifferentiable,
      CompanionReader companions) {
    this.companions = companions;
    this.trees = trees;
    this.members = members;
    this.isDifferentiable = isDifferentiable;
  }

  /**
   * What became of a method.
   *
   * @param method meaningless if there are problems or it is unresolved
   * @param constantDetaches see {@link ConstantDetaches}
   * @param isEndless whether it should return a value and nowhere does, which is refused; javac may
   *     have more to say
   */
  record Lowered(
      Method method,
      Calls calls,
      List<Problem> problems,
      Map<Origin, String> constantDetaches,
      boolean isEndless,
      boolean isUnresolved) {}

  /**
   * @param opened generated classes whose calls are differentiated through
   */
  Lowered lower(TreePath path, ExecutableElement element, Set<String> opened) {
    MethodTree tree = (MethodTree) path.getLeaf();
    AttributedTrees attributed = new AttributedTrees(trees, path);
    Refusals refusals = new Refusals();
    Calls calls = new Calls();
    Lowering outside =
        new Lowering(
            attributed,
            refusals,
            MethodKeys.topLevel(element),
            members.notedBy(calls::rely),
            isDifferentiable,
            companions,
            opened,
            calls);
    List<Local> parameters = parameters(tree, element, outside);
    Optional<Type> result = result(tree, element, outside);
    if (Annotations.find(element, Annotations.DIFFERENTIABLE).isPresent()) {
      parameters.forEach(it -> checkReadable(it.type(), outside, tree));
      result.ifPresent(it -> checkReadable(it, outside, tree));
    }
    StatementLowering statements;
    SourceStatement.BlockStatement body;
    if (element.getKind() == ElementKind.CONSTRUCTOR) {
      RecordType record = (RecordType) result.orElseThrow();
      ConstructorLowering constructor =
          new ConstructorLowering(outside, tree, element, record, parameters);
      statements = new StatementLowering(outside.with(constructor.receiver()), result);
      body = constructor.body(statements);
    } else {
      Receiver receiver = isStatic(element) ? Receiver.NONE : Receiver.of(parameters.get(0));
      statements = new StatementLowering(outside.with(receiver), result);
      body = statements.block(tree.getBody());
    }
    if (!attributed.isUnresolved()) {
      refusals.requireReason();
    }
    boolean isEndless =
        result.isPresent()
            && refusals.isEmpty()
            && !statements.hasReturn()
            && element.getKind() == ElementKind.METHOD;
    if (isEndless && isGuard(element, body)) {
      isEndless = false;
      body = returning(Conversions.placeholder(result.get(), body.origin()), body);
    }
    if (isEndless) {
      refusals.add(
          DiagnosticCode.UNSUPPORTED_CONSTRUCT,
          attributed.origin(tree),
          "a method that never returns");
    }
    Method method =
        new Method(
            MethodKeys.of(element),
            ObjectTypes.className((TypeElement) element.getEnclosingElement()),
            nameOf(element),
            isPrivate(element),
            isStatic(element) || element.getKind() == ElementKind.CONSTRUCTOR,
            parameters,
            result,
            attributed.isAnnotated(tree.getModifiers().getAnnotations(), Annotations.DETACH),
            attributed.isAnnotated(tree.getModifiers().getAnnotations(), Annotations.RETAIN),
            new Checkpoints(attributed, refusals).isOn(tree.getModifiers(), element),
            body,
            opened,
            calls.hidden().isEmpty(),
            attributed.origin(tree));
    return new Lowered(
        method,
        calls,
        refusals.problems(),
        ConstantDetaches.in(tree, attributed),
        isEndless,
        attributed.isUnresolved());
  }

  /** What generated classes are named after: a constructor has no name in Java. */
  private static String nameOf(ExecutableElement element) {
    return element.getKind() == ElementKind.CONSTRUCTOR
        ? "new" + element.getEnclosingElement().getSimpleName()
        : element.getSimpleName().toString();
  }

  /** Records are taken apart and put together where they come in and go out. */
  private void checkReadable(Type type, Lowering lowering, MethodTree method) {
    if (type instanceof ArrayType array) {
      checkReadable(array.innermost(), lowering, method);
    } else if (type instanceof RecordType record) {
      Optional<RecordComponentElement> converted =
          record.isSealed() ? Optional.empty() : lowering.members().convertedComponent(record);
      converted.ifPresent(
          it ->
              lowering
                  .refusals()
                  .add(
                      DiagnosticCode.CONVERTED_COMPONENT,
                      lowering.origin(method),
                      it.getSimpleName().toString(),
                      record.keyword()));
      if (converted.isEmpty()) {
        record.components().forEach(it -> checkReadable(it.type(), lowering, method));
      }
    }
  }

  /** Whether a method that others call never does anything but throw. */
  private static boolean isGuard(ExecutableElement element, SourceStatement body) {
    return Annotations.find(element, Annotations.DIFFERENTIABLE).isEmpty() && endsWithThrow(body);
  }

  private static boolean endsWithThrow(SourceStatement statement) {
    if (statement instanceof SourceStatement.BlockStatement block) {
      int count = block.statements().size();
      return count > 0 && endsWithThrow(block.statements().get(count - 1));
    }
    return statement instanceof SourceStatement.Throw;
  }

  /** What is never reached gives the method a result, as callers ask for one. */
  private static SourceStatement.BlockStatement returning(
      Expression value, SourceStatement.BlockStatement body) {
    List<SourceStatement> statements = body.statements();
    Origin origin = statements.get(statements.size() - 1).origin();
    SourceCode code = new SourceCode(origin);
    Expression always = new Expression.Literal(Constant.TRUE, origin);
    return code.block(
        code.choose(always, body, code.block()),
        new SourceStatement.Return(Optional.of(value), origin));
  }

  private static boolean isPrivate(Element element) {
    return element.getModifiers().contains(Modifier.PRIVATE)
        || (element.getEnclosingElement() instanceof TypeElement owner && isPrivate(owner));
  }

  private static boolean isStatic(ExecutableElement element) {
    return element.getModifiers().contains(Modifier.STATIC);
  }

  /** The receiver comes first. */
  private static List<Local> parameters(
      MethodTree tree, ExecutableElement element, Lowering lowering) {
    List<Local> parameters = new ArrayList<>();
    if (element.getKind() == ElementKind.METHOD && !isStatic(element)) {
      Type type = TypeReader.read(element.getEnclosingElement().asType()).orElseThrow();
      String name = RecordMembers.receiverName(element);
      parameters.add(lowering.locals().hidden(name, type, lowering.origin(tree)));
    }
    for (VariableTree parameter : tree.getParameters()) {
      Type type =
          lowering
              .trees()
              .element(parameter)
              .flatMap(it -> TypeReader.read(it.asType()))
              .orElse(Scalar.DOUBLE);
      parameters.add(lowering.locals().parameter(parameter, type));
    }
    return parameters;
  }

  private static Optional<Type> result(
      MethodTree tree, ExecutableElement element, Lowering lowering) {
    if (element.getKind() == ElementKind.CONSTRUCTOR) {
      return TypeReader.read(element.getEnclosingElement().asType());
    }
    TypeMirror mirror = element.getReturnType();
    Optional<Type> result = TypeReader.read(mirror);
    if (result.isEmpty() && mirror.getKind() != TypeKind.VOID) {
      lowering
          .refusals()
          .add(
              DiagnosticCode.RESULT_TYPE,
              lowering.origin(tree.getReturnType()),
              element.getSimpleName().toString(),
              TypeReader.name(mirror));
    }
    return result;
  }
}
