package dev.gradc.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.gradc.processor.diagnostics.DiagnosticCode;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.JavaClasses;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.Reliance;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * What is done with objects that are constants for differentiation: they are called, made, read and
 * compared as they are, once, in the forward pass. Whether a value that carries a derivative goes
 * in is found out later.
 */
final class ObjectLowering {

  private final Lowering lowering;
  private final ExpressionLowering expressions;
  private final MemberUses uses;

  ObjectLowering(Lowering lowering, ExpressionLowering expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.uses = lowering.conversions().uses();
  }

  /** A call of a method of which nothing is known. */
  Expression called(MethodInvocationTree tree, ExecutableElement method) {
    return new DerivativeCalls(lowering, expressions)
        .called(tree, method)
        .orElseGet(() -> constant(tree, method));
  }

  private Expression constant(MethodInvocationTree tree, ExecutableElement method) {
    List<Expression> arguments = new ArrayList<>();
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    int before = lowering.refusals().count();
    if (!isStatic) {
      arguments.add(receiver(tree));
    }
    arguments.addAll(arguments(tree.getArguments(), method));
    Optional<Reliance> asDeclared = Reliances.ofCall(method);
    asDeclared.ifPresent(lowering.calls()::rely);
    if (asDeclared.filter(it -> it.value().startsWith(Reliance.DETACHED)).isPresent()
        || MemberUses.isPredicate(method)) {
      arguments.replaceAll(this::detached);
    }
    // By the class that the object is said to be of: that which declares the method may be hidden.
    String owner =
        !isStatic && arguments.get(0).type().orElse(null) instanceof ObjectType object
            ? object.name()
            : ObjectTypes.className((TypeElement) method.getEnclosingElement());
    Optional<Type> result =
        isOfSeveralClasses(tree) ? Optional.of(ObjectType.OBJECT) : lowering.trees().type(tree);
    boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
    Origin origin = lowering.origin(tree);
    Optional<Type> object = isStatic ? Optional.empty() : arguments.get(0).type();
    Optional<UnreadBody> unread = UnreadBody.of(method, object, lowering, origin);
    hidden(method, "").ifPresent(any -> lowering.calls().hide(origin.text()));
    Optional<String> why = hidden(method, RecordReader.packageOf(lowering.topLevel()));
    if (why.isPresent()
        && unread.isPresent()
        && arguments.stream().anyMatch(ObjectLowering::isNumeric)) {
      // To see it would not do.
      lowering.refusals().add(unread.get().problem());
    } else {
      why.ifPresent(it -> refuse(tree, it));
    }
    checkVisible(tree, lowering.trees().mirror(tree));
    if (result.isEmpty() && !isVoid && lowering.refusals().count() == before) {
      return lowering.refusedType(tree);
    }
    return lowering.refusals().count() > before
        ? lowering.placeholder(tree)
        : unread
            .map(uses::of)
            .orElse(uses)
            .use(
                isStatic ? Member.Kind.STATIC : Member.Kind.INSTANCE,
                owner,
                method.getSimpleName().toString(),
                arguments,
                result,
                JavaClasses.givesTheSame(
                    ObjectTypes.className((TypeElement) method.getEnclosingElement()),
                    method.getSimpleName().toString(),
                    MemberUses.typesOf(arguments)),
                origin);
  }

  /** Why a method cannot be called; one of an object needs no visible class. */
  private static Optional<String> hidden(ExecutableElement method, String packageName) {
    return method.getModifiers().contains(Modifier.STATIC)
        ? ObjectTypes.hidden(method, packageName)
        : ObjectTypes.hiddenMember(method, packageName);
  }

  /** Whether it may carry a derivative. */
  private static boolean isNumeric(Expression value) {
    return value.type().filter(Type::isDifferentiable).isPresent();
  }

  /** The value as a constant, of which nothing need be known: that of a record stays what it is. */
  private Expression detached(Expression value) {
    Origin origin = value.origin();
    Type type = value.type().orElse(Scalar.INT);
    if (type instanceof Scalar scalar && scalar.isFloating()) {
      return new Expression.Apply(
          new BasicOperator(BasicOperator.Symbol.DETACH, scalar), List.of(value), origin);
    }
    if (type instanceof ArrayType && type.isDifferentiable() && !Leaf.isComposite(type)) {
      SourceCode code = new SourceCode(origin);
      Local cut = lowering.locals().detached("cut", type, origin);
      return code.sequence(List.of(code.declare(cut, value)), code.read(cut));
    }
    return value;
  }

  Expression receiver(MethodInvocationTree tree) {
    if (tree.getMethodSelect() instanceof MemberSelectTree select) {
      return isOfSeveralClasses(select.getExpression())
          ? ofSeveralClasses(tree, select.getExpression())
          : expressions.lower(select.getExpression());
    }
    return self(tree.getMethodSelect());
  }

  /** {@code c ? string : box}: what both are, no class has as its name. */
  private boolean isOfSeveralClasses(Tree tree) {
    return lowering
        .trees()
        .mirror(tree)
        .filter(type -> type.getKind() == TypeKind.INTERSECTION)
        .filter(type -> TypeReader.read(type).isEmpty())
        .isPresent();
  }

  /** As one of the class whose method is called. */
  private Expression ofSeveralClasses(MethodInvocationTree call, Tree object) {
    Element method = lowering.trees().element(call).orElseThrow();
    TypeElement declaring = (TypeElement) method.getEnclosingElement();
    return declaring.getTypeParameters().isEmpty()
        ? as(object, new ObjectType(ObjectTypes.className(declaring)))
        : lowering.refusedType(object);
  }

  private Expression as(Tree tree, ObjectType type) {
    Expression value = expressions.lower(tree, type);
    return value.type().filter(type::equals).isPresent() ? value : uses.seenAs(value, type);
  }

  /** The object whose method this is. */
  private Expression self(Tree tree) {
    return lowering
        .receiver()
        .value(lowering.origin(tree))
        .orElseGet(
            () -> {
              String text = lowering.origin(tree).text();
              lowering.refusals().add(DiagnosticCode.INSTANCE_STATE, lowering.origin(tree), text);
              return lowering.placeholder(tree);
            });
  }

  /**
   * The arguments as they are written, so that Java finds the same method; numbers as the
   * parameter's type asks for.
   */
  private List<Expression> arguments(
      List<? extends ExpressionTree> trees, ExecutableElement method) {
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < trees.size(); i++) {
      TypeMirror parameter = ParameterTypes.at(i, trees.size(), method);
      boolean isNumber = parameter.getKind().isPrimitive();
      arguments.add(
          isNumber
              ? expressions.lower(trees.get(i), TypeReader.scalar(parameter.getKind()))
              : operand(trees.get(i), ParameterTypes.ofObject(parameter)));
    }
    return arguments;
  }

  private Expression operand(ExpressionTree tree) {
    return operand(tree, ObjectType.OBJECT);
  }

  /** Any value, null among them. */
  private Expression operand(ExpressionTree tree, ObjectType parameter) {
    if (isOfSeveralClasses(tree)) {
      return as(tree, parameter);
    }
    return tree.getKind() == Tree.Kind.NULL_LITERAL
        ? MemberUses.none(parameter, lowering.origin(tree))
        : expressions.lower(tree);
  }

  /** {@code new Model(x)} of what is no record. */
  Expression created(NewClassTree tree, ExecutableElement constructor) {
    return new DerivativeCalls(lowering, expressions)
        .created(tree, tree.getArguments(), constructor)
        .orElseGet(() -> constant(tree, constructor));
  }

  private Expression constant(NewClassTree tree, ExecutableElement constructor) {
    int before = lowering.refusals().count();
    if (tree.getClassBody() != null || tree.getEnclosingExpression() != null) {
      lowering.refusals().add(Fence.refusal(tree, lowering.origin(tree)));
      return lowering.placeholder(tree);
    }
    List<Expression> arguments = arguments(tree.getArguments(), constructor);
    Optional<Type> type = lowering.trees().type(tree);
    checkVisible(tree, constructor);
    checkVisible(tree, lowering.trees().mirror(tree));
    if (type.isEmpty() && lowering.refusals().count() == before) {
      return lowering.refusedType(tree);
    }
    return lowering.refusals().count() > before
        ? lowering.placeholder(tree)
        : uses.use(
            Member.Kind.CONSTRUCTOR,
            ((ObjectType) type.orElseThrow()).name(),
            "new",
            arguments,
            type,
            lowering.origin(tree));
  }

  /**
   * The class that the virtual machine is to look for a member in: it is asked by its name, or by
   * that of an object, or is the one that inherits the member. What is of several classes, as
   * {@code c ? one : other} may be, has none.
   */
  Optional<TypeElement> typeOf(Tree tree, Element member) {
    if (!(tree instanceof MemberSelectTree select)) {
      return lowering.trees().classOf(tree, member);
    }
    return lowering
        .trees()
        .mirror(select.getExpression())
        .filter(it -> it.getKind() == TypeKind.DECLARED)
        .map(it -> (TypeElement) ((DeclaredType) it).asElement());
  }

  /** {@code int.class} and {@code double[].class} are fields of nothing that has a name. */
  private boolean isClassWithoutName(Tree tree) {
    return tree instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("class")
        && lowering
            .trees()
            .mirror(select.getExpression())
            .filter(it -> it.getKind() == TypeKind.DECLARED)
            .isEmpty();
  }

  /** A field that is no compile-time constant. */
  Expression field(Tree tree, VariableElement field, Type type) {
    boolean isStatic = field.getModifiers().contains(Modifier.STATIC);
    boolean isFinal = field.getModifiers().contains(Modifier.FINAL);
    int before = lowering.refusals().count();
    if (isClassWithoutName(tree)) {
      lowering
          .refusals()
          .add(DiagnosticCode.UNSUPPORTED_CONSTRUCT, lowering.origin(tree), "'" + tree + "'");
      return lowering.placeholder(tree);
    }
    List<Expression> objects = new ArrayList<>();
    if (!isStatic) {
      objects.add(
          tree instanceof MemberSelectTree select
              ? expressions.lower(select.getExpression())
              : self(tree));
    }
    checkVisible(tree, field);
    checkVisible(tree, Optional.of(field.asType()));
    if (tree instanceof MemberSelectTree select && !isStatic) {
      // It is named by the class that the object is said to be of.
      lowering.trees().mirror(select.getExpression()).ifPresent(it -> noteHidden(tree, it));
    }
    if (type instanceof ArrayType && Leaf.isComposite(type)) {
      String text = field.getSimpleName().toString();
      lowering.refusals().add(DiagnosticCode.RECORD_ARRAY_OF_OTHERS, lowering.origin(tree), text);
    }
    if (lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    if (isFinal) {
      lowering.calls().rely(Reliances.ofField(field));
    }
    typeOf(tree, field).ifPresent(of -> lowering.members().noteResolution(of, field));
    String owner = ObjectTypes.className((TypeElement) field.getEnclosingElement());
    String name = field.getSimpleName().toString();
    if (!isFinal || type instanceof RecordType) {
      return uses.use(
          isStatic ? Member.Kind.STATIC_FIELD : Member.Kind.FIELD,
          owner,
          name,
          objects,
          Optional.of(type),
          isFinal && (isStatic || !holdsArrays(type)),
          lowering.origin(tree));
    }
    return MemberUses.inspect(
        isStatic ? Aspect.STATIC_FIELD : Aspect.FIELD,
        objects,
        isStatic ? owner : objects.get(0).type().orElseThrow().keyword(),
        name,
        type,
        lowering.origin(tree));
  }

  /** Whether there are arrays in it, whose elements others may change. */
  private static boolean holdsArrays(Type type) {
    return Leaf.of(type).stream().anyMatch(leaf -> leaf.type() instanceof ArrayType);
  }

  /** Operands of {@code ==} and {@code !=}, if they are objects. */
  Optional<Expression> compared(BinaryTree tree) {
    if (!isObject(tree.getLeftOperand()) || !isObject(tree.getRightOperand())) {
      return Optional.empty();
    }
    List<Expression> objects =
        List.of(operand(tree.getLeftOperand()), operand(tree.getRightOperand()));
    Expression same =
        MemberUses.inspect(Aspect.SAME, objects, "", "", Scalar.BOOLEAN, lowering.origin(tree));
    return Optional.of(
        tree.getKind() == Tree.Kind.EQUAL_TO
            ? same
            : new SourceCode(lowering.origin(tree)).not(same));
  }

  private boolean isObject(ExpressionTree tree) {
    if (tree.getKind() == Tree.Kind.NULL_LITERAL) {
      return true;
    }
    Optional<TypeMirror> mirror = lowering.trees().mirror(tree);
    // What stands for a wildcard has no name, and needs none to be compared.
    return mirror.flatMap(TypeReader::read).orElse(null) instanceof ObjectType
        || mirror.filter(ObjectTypes::isOfWildcards).isPresent();
  }

  /** Whether {@code +} makes a string here. */
  boolean isText(Tree tree) {
    return lowering.trees().type(tree).filter(ObjectType.STRING::equals).isPresent();
  }

  /** {@code a + b + c}, a string. */
  Expression concatenated(BinaryTree tree) {
    List<Expression> operands = new ArrayList<>();
    int before = lowering.refusals().count();
    addOperands(tree, operands);
    return lowering.refusals().count() > before
        ? lowering.placeholder(tree)
        : concatenated(operands, tree);
  }

  Expression concatenated(List<Expression> operands, Tree tree) {
    return uses.use(
        Member.Kind.CONCATENATION,
        "",
        "",
        operands,
        Optional.of(ObjectType.STRING),
        lowering.origin(tree));
  }

  private void addOperands(ExpressionTree tree, List<Expression> operands) {
    if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS && isText(sum)) {
      addOperands(sum.getLeftOperand(), operands);
      operands.add(operand(sum.getRightOperand()));
    } else {
      operands.add(operand(tree));
    }
  }

  /** {@code (Circle) shape}, {@code (Integer) n}. */
  Expression cast(Tree tree, Expression operand, Type type) {
    int before = lowering.refusals().count();
    if (operand.type().orElse(null) instanceof RecordType sealed) {
      return ofCase(tree, operand, sealed, type);
    }
    checkVisible(tree, lowering.trees().mirror(tree));
    if (lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    Expression object =
        operand.type().orElse(null) instanceof Scalar ? uses.boxed(operand) : operand;
    if (type instanceof Scalar number) {
      return uses.unboxed(uses.seenAs(object, new ObjectType(ObjectTypes.box(number))), number);
    }
    return object.type().filter(type::equals).isPresent() ? object : uses.seenAs(object, type);
  }

  /** One of the cases of a sealed interface; another one is what Java throws an exception for. */
  private Expression ofCase(Tree tree, Expression value, RecordType sealed, Type type) {
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    RecordType asked = (RecordType) type;
    if (!SealedViews.areShared(asked, sealed)) {
      lowering.refusals().add(DiagnosticCode.UNSUPPORTED_CAST, origin, asked.keyword());
      return lowering.placeholder(tree);
    }
    if (SealedViews.areWithin(sealed, asked)) {
      return uses.views().as(value, asked);
    }
    Local whole = lowering.locals().hidden("whole", sealed, origin);
    Expression exception =
        uses.use(
            Member.Kind.CONSTRUCTOR,
            "java.lang/ClassCastException",
            "new",
            List.of(),
            Optional.of(new ObjectType("java.lang/ClassCastException")),
            origin);
    return code.sequence(
        List.of(
            code.declare(whole, value),
            code.choose(
                SealedViews.isOne(code.read(whole), sealed, asked, origin),
                code.block(),
                code.block(new SourceStatement.Throw(exception, origin)))),
        uses.views().as(whole, asked, origin));
  }

  /** A literal, or the constant that a field is for javac. */
  static Expression constant(Object value, Type type, Origin origin) {
    return type instanceof Scalar scalar
        ? new Expression.Literal(new Constant(value, scalar), origin)
        : MemberUses.text((String) value, origin);
  }

  /** {@code shape instanceof Circle}, or with a name for it. */
  Expression instanceOf(InstanceOfTree tree, StatementLowering statements) {
    int before = lowering.refusals().count();
    Expression object = expressions.lower(tree.getExpression());
    Optional<Type> type =
        tree.getType() == null ? Optional.empty() : lowering.trees().type(tree.getType());
    if (lowering.refusals().count() > before) {
      return lowering.placeholder(tree);
    }
    if (object.type().orElse(null) instanceof RecordType sealed
        && sealed.isSealed()
        && type.orElse(null) instanceof RecordType asked
        && (tree.getPattern() == null || tree.getPattern() instanceof BindingPatternTree)) {
      return isCase(tree, object, sealed, asked, statements);
    }
    boolean isKnown =
        type.orElse(null) instanceof ObjectType
            && object.type().orElse(null) instanceof ObjectType
            && (tree.getPattern() == null || tree.getPattern() instanceof BindingPatternTree);
    if (!isKnown) {
      lowering.refusals().add(DiagnosticCode.INSTANCE_OF, lowering.origin(tree));
      return lowering.placeholder(tree);
    }
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    ObjectType asked = (ObjectType) type.get();
    checkVisible(tree, lowering.trees().mirror(tree.getType()));
    if (!(tree.getPattern() instanceof BindingPatternTree pattern)) {
      return isInstance(object, asked, origin);
    }
    Optional<Local> binding = lowering.locals().variable(pattern.getVariable());
    if (binding.isEmpty()) {
      return lowering.placeholder(tree);
    }
    statements.declareBefore(binding.get());
    Local tested =
        lowering.locals().hidden(binding.get().name() + "Tested", object.type().get(), origin);
    Expression cast = uses.use(Member.Kind.CAST, "", "", List.of(code.read(tested)), type, origin);
    Expression bound =
        code.sequence(
            List.of(code.assign(new Place.LocalPlace(binding.get()), cast)),
            new Expression.Literal(Constant.TRUE, origin));
    Expression both =
        new Expression.ShortCircuit(
            true, isInstance(code.read(tested), asked, origin), bound, origin);
    return code.sequence(List.of(code.declare(tested, object)), both);
  }

  /** The same where the cases of a sealed interface are known. */
  private Expression isCase(
      InstanceOfTree tree,
      Expression value,
      RecordType sealed,
      RecordType asked,
      StatementLowering statements) {
    Origin origin = lowering.origin(tree);
    SourceCode code = new SourceCode(origin);
    if (!SealedViews.areShared(asked, sealed)) {
      lowering.refusals().add(DiagnosticCode.INSTANCE_OF, origin);
      return lowering.placeholder(tree);
    }
    if (!(tree.getPattern() instanceof BindingPatternTree pattern)) {
      if (!asked.isSealed()) {
        return SealedViews.isOne(value, sealed, asked, origin);
      }
      Local whole = lowering.locals().hidden("whole", sealed, origin);
      return code.sequence(
          List.of(code.declare(whole, value)),
          SealedViews.isOne(code.read(whole), sealed, asked, origin));
    }
    Optional<Local> binding = lowering.locals().variable(pattern.getVariable());
    if (binding.isEmpty()) {
      return lowering.placeholder(tree);
    }
    statements.declareBefore(binding.get());
    Local tested = lowering.locals().hidden("tested", sealed, origin);
    Expression found = uses.views().as(tested, asked, origin);
    return code.sequence(
        List.of(
            code.declare(tested, value), code.assign(new Place.LocalPlace(binding.get()), found)),
        SealedViews.isOne(code.read(tested), sealed, asked, origin));
  }

  private static Expression isInstance(Expression object, ObjectType type, Origin origin) {
    String said = object.type().orElseThrow().keyword();
    return MemberUses.inspect(
        Aspect.INSTANCE_OF, List.of(object), said, type.name(), Scalar.BOOLEAN, origin);
  }

  /** What generated code uses it must see. */
  void checkVisible(Tree tree, Element element) {
    ObjectTypes.hidden(element, "")
        .ifPresent(any -> lowering.calls().hide(lowering.origin(tree).text()));
    ObjectTypes.hidden(element, RecordReader.packageOf(lowering.topLevel()))
        .ifPresent(why -> refuse(tree, why));
  }

  /** Notes what generated code of another package may not see. */
  void noteHidden(Tree tree, TypeMirror type) {
    ObjectTypes.hidden(type, "")
        .ifPresent(any -> lowering.calls().hide(lowering.origin(tree).text()));
  }

  private void checkVisible(Tree tree, Optional<TypeMirror> type) {
    type.ifPresent(it -> noteHidden(tree, it));
    type.flatMap(it -> ObjectTypes.hidden(it, RecordReader.packageOf(lowering.topLevel())))
        .ifPresent(why -> refuse(tree, why));
  }

  private void refuse(Tree tree, String why) {
    lowering
        .refusals()
        .add(
            DiagnosticCode.PRIVATE_MEMBER,
            lowering.origin(tree),
            lowering.origin(tree).text(),
            why);
  }
}
