package dev.gradc.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.diagnostics.Problem;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Calls: functions of Math, methods of records, and static methods of the same top-level class. */
final class CallLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final ArrayCalls arrays;
  private final RecordLowering records;
  private final CaseLowering cases;

  CallLowering(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.arrays = new ArrayCalls(lowering, expressions);
    this.cases = new CaseLowering(lowering, expressions, this);
    this.records = new RecordLowering(lowering, expressions, this);
  }

  RecordLowering records() {
    return records;
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
    noteClass(tree, method);
    Optional<List<Type>> parameters = parameters(method);
    if (isOfSuper(tree)) {
      return ofSuper(tree, method, parameters);
    }
    if (requiresRecords(tree, method)) {
      return expressions.lower(tree.getArguments().get(0));
    }
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    Optional<DerivativeRule> rule = lowering.companions().rule(method);
    Optional<List<Type>> bounds = types(method, CallLowering::bound);
    if (bounds.isPresent() && rule.isPresent()) {
      return byRule(tree, method, bounds.get(), rule.get());
    }
    if (TensorMembers.changes(method)) {
      Origin origin = lowering.origin(tree);
      lowering.refusals().add(DiagnosticCode.TENSOR_CHANGED, origin, origin.text());
      return lowering.placeholder(tree);
    }
    if (bounds.isPresent() && TensorMembers.isConstant(method)) {
      return ofTensors(tree, method, bounds.get());
    }
    noteNoRule(method);
    if (parameters.isPresent() && isStatic) {
      Optional<MathFunction> function = mathFunction(method, parameters.get());
      if (function.isPresent()) {
        List<Expression> arguments = arguments(tree, tree.getArguments(), method, parameters.get());
        return new Expression.Apply(function.get(), arguments, lowering.origin(tree));
      }
      if (isCompiledIn(method)) {
        return compiledIn(tree, method, List.of(), tree.getArguments());
      }
      if (Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent()) {
        return outside(tree, method, parameters.get());
      }
    }
    if (parameters.isPresent() && !isStatic) {
      if (isOutside(method) && isOfOneClass(method)) {
        return outside(tree, method, parameters.get());
      }
      Optional<Expression> ofCase = cases.called(tree, method, parameters.get());
      if (ofCase.isPresent()) {
        return ofCase.get();
      }
      Optional<Expression> ofRecord = records.called(tree, method);
      if (ofRecord.isPresent()) {
        return ofRecord.get();
      }
      if (isCompiledIn(method)
          && cannotBeOverridden(method)
          && !isOfState(method, parameters.get())) {
        List<Expression> receiver = List.of(expressions.objects().receiver(tree));
        return compiledIn(tree, method, receiver, tree.getArguments());
      }
    }
    return expressions.objects().called(tree, method);
  }

  /**
   * {@code Objects.requireNonNull} of records, or arrays of them: what is taken apart is there.
   * Other arrays may be null where objects hold them, and are asked.
   */
  private boolean requiresRecords(MethodInvocationTree tree, ExecutableElement method) {
    String owner = ObjectTypes.className((TypeElement) method.getEnclosingElement());
    List<? extends ExpressionTree> arguments = tree.getArguments();
    return owner.equals("java.util/Objects")
        && method.getSimpleName().contentEquals("requireNonNull")
        && (arguments.size() == 1 || arguments.get(1) instanceof LiteralTree)
        && lowering
            .trees()
            .type(arguments.get(0))
            .filter(type -> type instanceof RecordType || Leaf.isComposite(type))
            .isPresent();
  }

  /** A class that inherits a method may hide or override it one day. */
  private void noteClass(MethodInvocationTree tree, ExecutableElement method) {
    expressions
        .objects()
        .typeOf(tree.getMethodSelect(), method)
        .ifPresent(of -> lowering.members().noteResolution(of, method));
  }

  /** It may have one in a compilation to come, of another class. */
  private void noteNoRule(ExecutableElement method) {
    String owner = ObjectTypes.className((TypeElement) method.getEnclosingElement());
    if (!owner.startsWith("java/") && !owner.startsWith("java.")) {
      lowering.calls().rely(Reliances.ofNoRule(method, MethodKeys.of(method)));
    }
  }

  private static boolean isOfSuper(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && (select.getExpression() instanceof MemberSelectTree object
            ? object.getIdentifier().contentEquals("super")
            : select.getExpression() instanceof IdentifierTree name
                && name.getName().contentEquals("super"));
  }

  /** {@code Shape.super.area()}: the body that the interface has, whatever the object has. */
  private Expression ofSuper(
      MethodInvocationTree tree, ExecutableElement method, Optional<List<Type>> parameters) {
    Origin origin = lowering.origin(tree);
    Optional<Expression> self = lowering.receiver().value(origin);
    boolean isOurs =
        parameters.isPresent()
            && self.flatMap(Expression::type).filter(RecordType.class::isInstance).isPresent()
            && RecordReader.isSealed(method.getEnclosingElement().asType())
            && isCompiledIn(method);
    if (!isOurs) {
      lowering.refusals().add(DiagnosticCode.INSTANCE_STATE, origin, origin.text());
      return lowering.placeholder(tree);
    }
    return cases.inherited(tree, method, self.get());
  }

  /** A method whose derivative a user has told, whatever its body. */
  private Expression byRule(
      MethodInvocationTree tree,
      ExecutableElement method,
      List<Type> parameters,
      DerivativeRule rule) {
    Optional<DerivativeRule> forward = lowering.companions().forwardRule(method);
    for (DerivativeRule each : forward.map(it -> List.of(rule, it)).orElse(List.of(rule))) {
      lowering.companions().method(each).map(Reliances::ofRule).ifPresent(lowering.calls()::rely);
    }
    lowering.calls().rely(Reliances.ofDeclaration(method));
    lowering.companions().source(rule).ifPresent(lowering.calls()::addRule);
    forward
        .filter(TensorMembers::isRule)
        .flatMap(lowering.companions()::source)
        .ifPresent(lowering.calls()::addForwardRule);
    if (forward.isEmpty()) {
      lowering.calls().rely(Reliances.ofNoRule(method, DerivativeRule.forward(rule.target())));
    }
    requireVisible(rule, tree);
    forward.ifPresent(it -> requireVisible(it, tree));
    List<Expression> arguments = argumentsOf(tree, method, parameters);
    // The method may be declared for what is no record, as those of interfaces are.
    Optional<Type> apart =
        arguments.stream().flatMap(it -> it.type().stream()).filter(Leaf::isComposite).findFirst();
    if (apart.isPresent()) {
      lowering
          .refusals()
          .add(
              DiagnosticCode.RULE_SIGNATURE,
              lowering.origin(tree),
              rule.text(),
              rule.reverse(),
              RuleReader.isTakenApart(nameOf(apart.get())),
              RuleReader.FOR_COMPONENTS);
      return lowering.placeholder(tree);
    }
    return member(
        tree, method, arguments, rule.pullback(), forward.flatMap(DerivativeRule::pushforward));
  }

  /** A method of the tensor library of which nothing flows back. */
  private Expression ofTensors(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    return member(
        tree, method, argumentsOf(tree, method, parameters), Optional.empty(), Optional.empty());
  }

  /** A method of which it is known that it writes nothing and gives the same at any time. */
  private Expression member(
      MethodInvocationTree tree,
      ExecutableElement method,
      List<Expression> arguments,
      Optional<Member.Pullback> pullback,
      Optional<Member.Pushforward> pushforward) {
    return lowering
        .conversions()
        .uses()
        .ruled(method, arguments, resultOf(method), pullback, pushforward, lowering.origin(tree));
  }

  private static String nameOf(Type composite) {
    return composite instanceof ArrayType array
        ? nameOf(array.element()) + "[]"
        : ((RecordType) composite).name();
  }

  /** The object first. */
  private List<Expression> argumentsOf(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    expressions.objects().checkVisible(tree, method);
    List<Expression> arguments = new ArrayList<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      arguments.add(expressions.objects().receiver(tree));
    }
    arguments.addAll(arguments(tree, tree.getArguments(), method, parameters));
    return arguments;
  }

  private void requireVisible(DerivativeRule rule, MethodInvocationTree tree) {
    if (!rule.isPublic()
        && !rule.packageName().equals(RecordReader.packageOf(lowering.topLevel()))) {
      lowering
          .refusals()
          .add(
              DiagnosticCode.PRIVATE_MEMBER,
              lowering.origin(tree),
              rule.text(),
              "in another package, and not public");
    }
  }

  /** Whether the method is differentiable, and of another top-level class. */
  boolean isOutside(ExecutableElement method) {
    return Annotations.find(method, Annotations.DIFFERENTIABLE).isPresent()
        && !isCompiledIn(method);
  }

  /** Whether it changes its object, which is a constant: then it is run as it is. */
  private boolean isOfState(ExecutableElement method, List<Type> parameters) {
    boolean isConstant = parameters.stream().noneMatch(Type::isDifferentiable);
    return Annotations.find(method, Annotations.DIFFERENTIABLE).isEmpty()
        && lowering.members().changesState(method, isConstant);
  }

  private static boolean isOfOneClass(ExecutableElement method) {
    return RecordMembers.isOfRecord(method) || cannotBeOverridden(method);
  }

  private static boolean cannotBeOverridden(ExecutableElement method) {
    Element owner = method.getEnclosingElement();
    return TypeReader.read(owner.asType()).orElse(null) instanceof ObjectType
        && (method.getModifiers().contains(Modifier.FINAL)
            || method.getModifiers().contains(Modifier.PRIVATE)
            || owner.getModifiers().contains(Modifier.FINAL));
  }

  private static Optional<List<Type>> parameters(ExecutableElement method) {
    return types(method, TypeReader::read);
  }

  /** What a rule is written for: {@code Object[]} for {@code T[]}. */
  private static Optional<Type> bound(TypeMirror mirror) {
    if (mirror instanceof javax.lang.model.type.ArrayType array) {
      return bound(array.getComponentType()).filter(TypeReader::canBeElement).map(ArrayType::new);
    }
    TypeMirror bound = MethodKeys.erased(mirror);
    Optional<Type> type = TypeReader.read(bound);
    // An argument for a List<T> stays of its own class.
    return type.isEmpty() && ObjectTypes.areOf(bound)
        ? Optional.of(ParameterTypes.ofObject(bound))
        : type;
  }

  private static Optional<List<Type>> types(
      ExecutableElement method, Function<TypeMirror, Optional<Type>> reader) {
    List<Type> types = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      Optional<Type> type = reader.apply(parameter.asType());
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
        && lowering.members().hasSource(method)
        && !method.getModifiers().contains(Modifier.NATIVE)
        && method.getTypeParameters().isEmpty();
  }

  /**
   * The call of a method or constructor whose body is in the same top-level class.
   *
   * @param first the receiver, if there is one
   */
  Expression compiledIn(
      ExpressionTree tree,
      ExecutableElement method,
      List<Expression> first,
      List<? extends ExpressionTree> trees) {
    Optional<List<Type>> parameters = parameters(method);
    if (parameters.isEmpty()) {
      return lowering.refusedType(tree);
    }
    lowering.calls().add(method);
    List<Expression> arguments = new ArrayList<>(first);
    arguments.addAll(arguments(tree, trees, method, parameters.get()));
    return new Expression.Call(
        MethodKeys.of(method), arguments, resultOf(method), lowering.origin(tree));
  }

  /** The same with values that are there already. */
  Expression compiledIn(ExecutableElement method, List<Expression> arguments, Origin origin) {
    lowering.calls().add(method);
    return new Expression.Call(MethodKeys.of(method), arguments, resultOf(method), origin);
  }

  private static Optional<Type> resultOf(ExecutableElement method) {
    return TypeReader.read(
        method.getKind() == ElementKind.CONSTRUCTOR
            ? method.getEnclosingElement().asType()
            : method.getReturnType());
  }

  /** A method of another class, through its companion. */
  private Expression outside(
      MethodInvocationTree tree, ExecutableElement method, List<Type> parameters) {
    int before = lowering.refusals().count();
    List<Expression> arguments = new ArrayList<>();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      arguments.add(expressions.objects().receiver(tree));
    }
    arguments.addAll(arguments(tree, tree.getArguments(), method, parameters));
    return lowering.refusals().count() > before
        ? lowering.placeholder(tree)
        : outside(tree, method, arguments);
  }

  /** The same with values that are there already. */
  Expression outside(Tree tree, ExecutableElement method, List<Expression> arguments) {
    CompanionReader reader = lowering.companions();
    Origin origin = lowering.origin(tree);
    Optional<Problem> problem = reader.problem(method, lowering.topLevel(), origin);
    if (problem.isPresent()) {
      lowering.refusals().add(problem.get());
      return lowering.placeholder(tree);
    }
    lowering.calls().add(method, reader.member(method));
    return new Expression.Call(MethodKeys.of(method), arguments, resultOf(method), origin);
  }

  /** The arguments of a call, those at the end in an array where the method takes any number. */
  List<Expression> arguments(
      Tree call,
      List<? extends ExpressionTree> trees,
      ExecutableElement method,
      List<Type> parameters) {
    int fixed = isVariableArityCall(trees, method) ? parameters.size() - 1 : trees.size();
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < fixed; i++) {
      arguments.add(expressions.lower(trees.get(i), parameters.get(i)));
    }
    if (isVariableArityCall(trees, method)) {
      Type element = ((ArrayType) parameters.get(fixed)).element();
      List<Expression> elements = new ArrayList<>();
      for (ExpressionTree rest : trees.subList(fixed, trees.size())) {
        elements.add(expressions.lower(rest, element));
      }
      arguments.add(new Expression.ArrayLiteral(element, elements, lowering.origin(call)));
    }
    return arguments;
  }

  /** Whether the last arguments are the elements of an array, or the array itself is passed. */
  private boolean isVariableArityCall(
      List<? extends ExpressionTree> trees, ExecutableElement method) {
    int count = trees.size();
    if (!method.isVarArgs()) {
      return false;
    }
    return count != method.getParameters().size() || !isPassed(trees.get(count - 1), method);
  }

  private boolean isPassed(ExpressionTree last, ExecutableElement method) {
    TypeMirror array = method.getParameters().get(method.getParameters().size() - 1).asType();
    Type type = lowering.trees().type(last).orElse(null);
    if (lowering.trees().mirror(last).filter(it -> it.getKind() == TypeKind.NULL).isPresent()) {
      // In parentheses too, and of a choice.
      return true;
    }
    if (!(type instanceof ArrayType passed)) {
      return false;
    }
    int rank = rankOf(array);
    return passed.rank() == rank
        ? !(passed.innermost() instanceof Scalar)
            || TypeReader.read(array).filter(type::equals).isPresent()
        : passed.rank() > rank;
  }

  private static int rankOf(TypeMirror type) {
    return type instanceof javax.lang.model.type.ArrayType array
        ? 1 + rankOf(array.getComponentType())
        : 0;
  }
}
