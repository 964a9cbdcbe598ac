package dev.gradc.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Calls: functions of Math, and static methods of the same top-level class. */
final class CallLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final ArrayCalls arrays;

  CallLowering(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.arrays = new ArrayCalls(lowering, expressions);
  }

  Expression call(MethodInvocationTree tree) {
    Optional<Expression> loops = arrays.lower(tree);
    if (loops.isPresent()) {
      return loops.get();
    }
    Optional<Element> element = lowering.trees().element(tree);
    if (element.isEmpty() || !(element.get() instanceof ExecutableElement method)) {
      return lowering.placeholder(tree);
    }
    Optional<List<Type>> parameters = parameters(method);
    if (parameters.isPresent() && method.getModifiers().contains(Modifier.STATIC)) {
      Optional<MathFunction> function = mathFunction(method, parameters.get());
      if (function.isPresent()) {
        List<Expression> arguments = arguments(tree, method, parameters.get());
        return new Expression.Apply(function.get(), arguments, lowering.origin(tree));
      }
      if (isCompiledIn(method)) {
        return compiledIn(tree, method, parameters.get());
      }
      if (Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent()) {
        return outside(tree, method, parameters.get());
      }
    }
    return unknown(tree);
  }

  private static Optional<List<Type>> parameters(ExecutableElement method) {
    List<Type> types = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Optional<Type> type = TypeReader.read(parameter.asType());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      types.add(type.get());
    }
    return Optional.of(types);
  }

  private Optional<MathFunction> mathFunction(ExecutableElement method, List<Type> parameters) {
    String owner = ((TypeElement) method.getEnclosingElement()).getQualifiedName().toString();
    boolean isMath = owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath");
    List<Scalar> scalars = new ArrayList<>();
    for (Type parameter : parameters) {
      if (parameter instanceof Scalar scalar) {
        scalars.add(scalar);
      }
    }
    if (!isMath || scalars.size() != parameters.size()) {
      return Optional.empty();
    }
    return TypeReader.read(method.getReturnType())
        .map(
            result ->
                new MathFunction(
                    owner, method.getSimpleName().toString(), scalars, (Scalar) result))
        .filter(lowering.isDifferentiable());
  }

  private boolean isCompiledIn(ExecutableElement method) {
    return MethodKeys.topLevel(method).equals(lowering.topLevel())
        && !method.getModifiers().contains(Modifier.NATIVE)
        && method.getTypeParameters().isEmpty();
  }

  private Expression compiledIn(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    lowering.calls().add(method);
    return call(tree, method, parameters);
  }

  private Expression call(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    return new Expression.Call(
        MethodKeys.of(method),
        arguments(tree, method, parameters),
        TypeReader.read(method.getReturnType()),
        lowering.origin(tree));
  }

  /** A method of another class, through its companion. */
  private Expression outside(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    CompanionReader reader = lowering.companions();
    Optional<Problem> problem = reader.problem(method, lowering.topLevel(), lowering.origin(tree));
    if (problem.isPresent()) {
      lowering.refusals().add(problem.get());
      return lowering.placeholder(tree);
    }
    lowering.calls().add(method, reader.member(method, parameters));
    return call(tree, method, parameters);
  }

  private List<Expression> arguments(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    List<? extends ExpressionTree> trees = tree.getArguments();
    int fixed = isVariableArityCall(tree, method) ? parameters.size() - 1 : trees.size();
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < fixed; i++) {
      arguments.add(expressions.lower(trees.get(i), parameters.get(i)));
    }
    if (isVariableArityCall(tree, method)) {
      Type element = ((ArrayType) parameters.get(fixed)).element();
      List<Expression> elements = new ArrayList<>();
      for (ExpressionTree rest : trees.subList(fixed, trees.size())) {
        elements.add(expressions.lower(rest, element));
      }
      arguments.add(new Expression.ArrayLiteral(element, elements, lowering.origin(tree)));
    }
    return arguments;
  }

  /** Whether the last arguments are the elements of an array, or the array itself is passed. */
  private boolean isVariableArityCall(MethodInvocationTree tree, ExecutableElement method) {
    int count = tree.getArguments().size();
    if (!method.isVarArgs()) {
      return false;
    }
    return count != method.getParameters().size()
        || lowering.trees().type(tree.getArguments().get(count - 1)).orElse(null) instanceof Scalar;
  }

  private Expression unknown(MethodInvocationTree tree) {
    lowering
        .refusals()
        .add(DiagnosticCode.UNKNOWN_CALL, lowering.origin(tree), lowering.origin(tree).text());
    for (ExpressionTree argument : tree.getArguments()) {
      if (lowering.isWorthALook(argument)) {
        expressions.lower(argument);
      }
    }
    return lowering.placeholder(tree);
  }
}
