package dev.gradc.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.MathFunction;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes operations as Java expressions, with the expressions that were folded into them. */
final class Expressions implements Operation.Visitor<JavaExpression> {

  /** Functions that exist for several types, where an argument's type chooses. */
  private static final Set<String> OVERLOADED =
      Set.of(
          "abs",
          "max",
          "min",
          "signum",
          "copySign",
          "ulp",
          "nextUp",
          "nextDown",
          "nextAfter",
          "scalb",
          "fma",
          "clamp",
          "round",
          "getExponent");

  /** Name of the companion's field that tells whether assertions are enabled. */
  static final String ASSERTIONS = "ASSERTIONS";

  private static final Set<String> BOXES =
      Set.of(
          "java.lang/Boolean",
          "java.lang/Byte",
          "java.lang/Short",
          "java.lang/Character",
          "java.lang/Integer",
          "java.lang/Long",
          "java.lang/Float",
          "java.lang/Double");

  private static final int ADDITIVE = 11;
  private static final int RELATIONAL = 9;
  private static final int EQUALITY = 8;

  private final JavaNames names;
  private final Map<Variable, JavaExpression> folded;

  Expressions(JavaNames names) {
    this(names, new HashMap<>());
  }

  private Expressions(JavaNames names, Map<Variable, JavaExpression> folded) {
    this.names = names;
    this.folded = folded;
  }

  /** The expressions of a block inside. */
  Expressions nested() {
    return new Expressions(names, new HashMap<>(folded));
  }

  void fold(Variable variable, JavaExpression expression) {
    folded.put(variable, expression);
  }

  JavaExpression of(Operation operation) {
    return operation.accept(this);
  }

  /** A use of a member. */
  JavaExpression of(Member member, List<Atom> arguments) {
    List<JavaExpression> said = new ArrayList<>();
    List<CodeBlock> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      JavaExpression argument = as(arguments.get(i), member.parameters().get(i));
      said.add(argument);
      texts.add(argument.code());
    }
    return switch (member.kind()) {
      case STATIC ->
          JavaExpression.primary(
              "$L.$L($L)",
              Types.reference(member.owner()),
              member.name(),
              CodeBlock.join(texts, ", "));
      case INSTANCE ->
          JavaExpression.primary(
              "$L.$L($L)",
              said.get(0).atLeast(JavaExpression.PRIMARY),
              member.name(),
              CodeBlock.join(texts.subList(1, texts.size()), ", "));
      case CONSTRUCTOR ->
          JavaExpression.of(
              CodeBlock.of(
                  "new $T($L)",
                  Types.of(member.result().orElseThrow()),
                  CodeBlock.join(texts, ", ")),
              JavaExpression.UNARY);
      case FIELD ->
          JavaExpression.primary(
              "$L.$L", said.get(0).atLeast(JavaExpression.PRIMARY), member.name());
      case STATIC_FIELD ->
          JavaExpression.primary("$L.$L", Types.reference(member.owner()), member.name());
      case CAST ->
          JavaExpression.of(
              CodeBlock.of(
                  "($T) $L",
                  Types.of(member.result().orElseThrow()),
                  said.get(0).atLeast(JavaExpression.UNARY)),
              JavaExpression.UNARY);
      case CONCATENATION ->
          JavaExpression.of(
              said.stream().map(it -> it.atLeast(ADDITIVE + 1)).collect(CodeBlock.joining(" + ")),
              ADDITIVE);
    };
  }

  /**
   * A value with the type that it has in the source: which of several members is meant hangs on it,
   * and the variable that holds the value may be of a narrower type.
   */
  private JavaExpression as(Atom atom, Type said) {
    JavaExpression value = of(atom);
    boolean isSaid = atom.type().equals(said) || !isOfObjects(said);
    return isSaid && !value.isNull() ? value : cast(said, value);
  }

  private static boolean isOfObjects(Type type) {
    return (type instanceof ArrayType array ? array.innermost() : type) instanceof ObjectType;
  }

  private static JavaExpression cast(Type type, JavaExpression value) {
    return JavaExpression.of(
        CodeBlock.of("($T) $L", Types.of(type), value.atLeast(JavaExpression.UNARY)),
        JavaExpression.UNARY);
  }

  /**
   * A value that one of the branches of a conditional expression gives to a variable: of two boxes
   * Java would take the numbers out, and make one type of them.
   */
  JavaExpression branch(Operation operation, Type target) {
    JavaExpression value = of(operation);
    boolean isBox =
        target instanceof ObjectType
            && typeOf(operation).filter(type -> !type.equals(target) && isBox(type)).isPresent();
    return isBox ? cast(target, value) : value;
  }

  private static boolean isBox(Type type) {
    return BOXES.contains(type.keyword());
  }

  private static Optional<Type> typeOf(Operation operation) {
    if (operation instanceof Operation.Copy copy) {
      return Optional.of(copy.value().type());
    }
    if (operation instanceof Operation.Load load) {
      return Optional.of(((ArrayType) load.array().type()).element());
    }
    return operation instanceof Operation.Inspect inspect
        ? Optional.of(inspect.type())
        : Optional.empty();
  }

  JavaExpression of(Atom atom) {
    if (atom instanceof Constant constant) {
      return Literals.of(constant);
    }
    JavaExpression expression = folded.get((Variable) atom);
    return expression != null
        ? expression
        : JavaExpression.primary("$L", names.of((Variable) atom));
  }

  @Override
  public JavaExpression copy(Operation.Copy operation) {
    return of(operation.value());
  }

  @Override
  public JavaExpression detachArray(Operation.DetachArray operation) {
    return of(operation.array());
  }

  @Override
  public JavaExpression load(Operation.Load operation) {
    return element(operation.array(), operation.index());
  }

  JavaExpression element(Variable array, Atom index) {
    return JavaExpression.primary(
        "$L[$L]", of(array).atLeast(JavaExpression.PRIMARY), of(index).implicit().code());
  }

  @Override
  public JavaExpression length(Operation.Length operation) {
    return JavaExpression.primary(
        "$L.length", of(operation.array()).atLeast(JavaExpression.PRIMARY));
  }

  @Override
  public JavaExpression newArray(Operation.NewArray operation) {
    return JavaExpression.of(
        CodeBlock.of(
            "new $L",
            Types.newArray(
                operation.element(),
                operation.lengths().stream().map(it -> of(it).implicit().code()).toList())),
        JavaExpression.UNARY);
  }

  @Override
  public JavaExpression inspect(Operation.Inspect operation) {
    List<Atom> objects = operation.objects();
    return switch (operation.aspect()) {
      case STATIC_FIELD ->
          JavaExpression.primary("$L.$L", Types.reference(operation.owner()), operation.text());
      case TEXT -> Literals.text(operation.text());
      case NULL -> JavaExpression.primary("null");
      case ASSERTIONS -> JavaExpression.primary(ASSERTIONS);
      case FIELD ->
          JavaExpression.primary(
              "$L.$L",
              as(objects.get(0), new ObjectType(operation.owner())).atLeast(JavaExpression.PRIMARY),
              operation.text());
      case SAME -> {
        CodeBlock one = comparable(objects.get(0), objects.get(1)).atLeast(EQUALITY);
        CodeBlock other = of(objects.get(1)).atLeast(EQUALITY + 1);
        yield JavaExpression.condition(
            CodeBlock.of("$L == $L", one, other), CodeBlock.of("$L != $L", one, other), EQUALITY);
      }
      case INSTANCE_OF ->
          JavaExpression.of(
              CodeBlock.of(
                  "$L instanceof $T",
                  as(objects.get(0), new ObjectType(operation.owner())).atLeast(RELATIONAL),
                  Types.of(new ObjectType(operation.text()))),
              RELATIONAL);
    };
  }

  /** Java does not compare what it sees to be of classes that have no object in common. */
  private JavaExpression comparable(Atom one, Atom other) {
    JavaExpression value = of(one);
    boolean isAny =
        one.type().equals(other.type())
            || one.type().equals(ObjectType.OBJECT)
            || other.type().equals(ObjectType.OBJECT)
            || value.isNull()
            || of(other).isNull();
    return isAny ? value : cast(ObjectType.OBJECT, value);
  }

  @Override
  public JavaExpression adjointLike(Operation.AdjointLike operation) {
    throw new IllegalArgumentException("the tape's layout has given it storage");
  }

  @Override
  public JavaExpression apply(Operation.Apply operation) {
    List<JavaExpression> arguments = new ArrayList<>();
    operation.arguments().forEach(argument -> arguments.add(of(argument)));
    if (operation.operator() instanceof MathFunction function) {
      return call(function, arguments);
    }
    if (operation.operator() instanceof Conversion conversion) {
      return convert(conversion, arguments.get(0));
    }
    return basic((BasicOperator) operation.operator(), arguments);
  }

  private static JavaExpression call(MathFunction function, List<JavaExpression> arguments) {
    boolean isOverloaded =
        OVERLOADED.contains(function.name())
            || function.parameters().stream().anyMatch(type -> type != Scalar.DOUBLE);
    List<CodeBlock> texts = new ArrayList<>();
    for (JavaExpression argument : arguments) {
      texts.add((isOverloaded ? argument : argument.implicit()).code());
    }
    return JavaExpression.primary(
        "$T.$L($L)", Types.named(function.owner()), function.name(), CodeBlock.join(texts, ", "));
  }

  private static JavaExpression convert(Conversion conversion, JavaExpression operand) {
    // What the operand was converted from before stays out of it: a cast of that may round
    // differently.
    CodeBlock cast =
        CodeBlock.of("($L) $L", conversion.to().keyword(), operand.atLeast(JavaExpression.UNARY));
    return new JavaExpression(
        cast,
        JavaExpression.UNARY,
        isWidening(conversion) ? Optional.of(operand) : Optional.empty(),
        Optional.empty());
  }

  /** Whether binary numeric promotion to the target type would make the conversion. */
  private static boolean isWidening(Conversion conversion) {
    return switch (conversion.to()) {
      case DOUBLE -> true;
      case FLOAT -> conversion.from() != Scalar.DOUBLE;
      case LONG -> conversion.from().isIntegral();
      case INT -> conversion.from().isIntegral() && conversion.from() != Scalar.LONG;
      default -> false;
    };
  }

  private static JavaExpression basic(BasicOperator operator, List<JavaExpression> arguments) {
    Symbol symbol = operator.symbol();
    return switch (symbol) {
      case DETACH -> arguments.get(0);
      case NEG, NOT, COMPLEMENT -> unary(symbol, arguments.get(0));
      case SELECT ->
          JavaExpression.of(
              CodeBlock.of(
                  "$L ? $L : $L",
                  arguments.get(0).atLeast(JavaExpression.TERNARY + 1),
                  arguments.get(1).atLeast(JavaExpression.TERNARY + 1),
                  arguments.get(2).atLeast(JavaExpression.TERNARY)),
              JavaExpression.TERNARY);
      default -> binary(operator, arguments.get(0), arguments.get(1));
    };
  }

  private static JavaExpression unary(Symbol symbol, JavaExpression operand) {
    if (symbol == Symbol.NOT && operand.opposite().isPresent()) {
      return operand.negation();
    }
    CodeBlock text = operand.atLeast(JavaExpression.UNARY);
    boolean wouldDecrement = symbol == Symbol.NEG && text.toString().startsWith("-");
    CodeBlock code =
        wouldDecrement
            ? CodeBlock.of("-($L)", operand.code())
            : CodeBlock.of("$L$L", symbol.java(), text);
    return new JavaExpression(
        code,
        JavaExpression.UNARY,
        Optional.empty(),
        symbol == Symbol.NEG ? Optional.of(operand) : Optional.empty());
  }

  private static JavaExpression binary(
      BasicOperator operator, JavaExpression left, JavaExpression right) {
    int precedence = precedence(operator);
    JavaExpression first = left;
    JavaExpression second = right;
    if (operator.symbol().isShift()) {
      second = right.implicit();
    } else if (left.widened().isPresent() && right.widened().isEmpty()) {
      // The other operand has the operator's type, so Java widens this one to it.
      first = left.implicit();
    } else {
      second = right.implicit();
    }
    return JavaExpression.of(
        CodeBlock.of(
            "$L $L $L", first.atLeast(precedence), java(operator), second.atLeast(precedence + 1)),
        precedence);
  }

  /** {@code &&} for {@code &}: operands have no effects and do not throw. */
  private static String java(BasicOperator operator) {
    boolean isLogical = operator.operand() == Scalar.BOOLEAN;
    return switch (operator.symbol()) {
      case AND -> isLogical ? "&&" : "&";
      case OR -> isLogical ? "||" : "|";
      default -> operator.symbol().java();
    };
  }

  private static int precedence(BasicOperator operator) {
    boolean isLogical = operator.operand() == Scalar.BOOLEAN;
    return switch (operator.symbol()) {
      case MUL, DIV, REM -> 12;
      case ADD, SUB -> 11;
      case SHL, SHR, USHR -> 10;
      case LT, LE, GT, GE -> 9;
      case EQ, NE -> 8;
      case AND -> isLogical ? 4 : 7;
      case XOR -> 6;
      case OR -> isLogical ? 3 : 5;
      default -> throw new IllegalArgumentException("not a binary operator: " + operator);
    };
  }
}
