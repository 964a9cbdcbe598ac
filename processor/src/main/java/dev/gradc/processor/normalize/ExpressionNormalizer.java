package dev.gradc.processor.normalize;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Leaf;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.source.Expression;
import dev.gradc.processor.source.Local;
import dev.gradc.processor.source.Place;
import dev.gradc.processor.source.SourceStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Evaluates expressions: emits what computes them, in Java's order, and gives the atom, or for
 * records the atoms.
 */
final class ExpressionNormalizer implements Expression.Visitor<Atom> {

  private final Emitter emitter;
  private final Locals locals;
  private final Consumer<List<SourceStatement>> statements;
  private String hint;

  /**
   * @param statements emits statements within an expression
   */
  ExpressionNormalizer(Emitter emitter, Locals locals, Consumer<List<SourceStatement>> statements) {
    this.emitter = emitter;
    this.locals = locals;
    this.statements = statements;
  }

  /** The value of an expression; a new variable for it gets a name of its operation. */
  Atom evaluate(Expression expression) {
    return evaluate(expression, null);
  }

  /** The value of an expression; a new variable for it is named after the hint. */
  Atom evaluate(Expression expression, String name) {
    String outer = hint;
    hint = name;
    Atom atom = expression.accept(this);
    hint = outer;
    return atom;
  }

  /**
   * The leaves of the value of any expression, none for a call of a {@code void} method; new
   * variables are named after the hint, if there is one.
   */
  List<Atom> leaves(Expression expression, String name) {
    boolean isOne = expression.type().filter(type -> !Leaf.isComposite(type)).isPresent();
    return isOne ? List.of(evaluate(expression, name)) : expression.accept(records(name));
  }

  private RecordNormalizer records(String name) {
    return new RecordNormalizer(emitter, locals, this, name);
  }

  private String takeHint(String otherwise) {
    String name = hint == null ? otherwise : hint;
    hint = null;
    return name;
  }

  /** The array, or of an array of records the array of their first leaves. */
  private Variable array(Expression expression) {
    return (Variable) leaves(expression, null).get(0);
  }

  @Override
  public Atom literal(Expression.Literal expression) {
    return expression.value();
  }

  @Override
  public Atom read(Expression.Read expression) {
    if (expression.place() instanceof Place.LocalPlace place) {
      return locals.read(place.local()).get(0);
    }
    Place.ElementPlace place = (Place.ElementPlace) expression.place();
    String name = takeHint("element");
    Variable array = array(place.array());
    return load(array, evaluate(place.index()), name);
  }

  Variable load(Variable array, Atom index, String name) {
    Type element = ((ArrayType) array.type()).element();
    String base = name.equals("element") ? array.name() + "Element" : name;
    return emitter.define(base, element, new Operation.Load(array, index));
  }

  @Override
  public Atom apply(Expression.Apply expression) {
    String name = takeHint(Emitter.nameOf(expression.operator()));
    List<Atom> arguments = new ArrayList<>();
    expression.arguments().forEach(argument -> arguments.add(evaluate(argument)));
    return emitter.define(
        name,
        expression.operator().result(),
        new Operation.Apply(expression.operator(), arguments),
        expression.origin());
  }

  @Override
  public Atom shortCircuit(Expression.ShortCircuit expression) {
    Atom left = evaluate(expression.left(), null);
    if (Facts.isHarmless(expression.right())) {
      Atom right = evaluate(expression.right());
      Symbol symbol = expression.isAnd() ? Symbol.AND : Symbol.OR;
      return emitter.apply(
          expression.isAnd() ? "both" : "either",
          new BasicOperator(symbol, Scalar.BOOLEAN),
          left,
          right);
    }
    Supplier<Atom> right = () -> evaluate(expression.right());
    return expression.isAnd()
        ? choice(left, "both", Scalar.BOOLEAN, right, () -> Constant.FALSE)
        : choice(left, "either", Scalar.BOOLEAN, () -> Constant.TRUE, right);
  }

  @Override
  public Atom conditional(Expression.Conditional expression) {
    String name = takeHint("choice");
    Atom condition = evaluate(expression.condition());
    return choice(
        condition,
        name,
        expression.type().orElseThrow(),
        () -> evaluate(expression.whenTrue()),
        () -> evaluate(expression.whenFalse()));
  }

  /** The value of one of two expressions, the other not evaluated. */
  Atom choice(
      Atom condition, String name, Type type, Supplier<Atom> whenTrue, Supplier<Atom> whenFalse) {
    Variable result = emitter.declare(name, type);
    emitter.choose(
        condition,
        () -> emitter.set(result, whenTrue.get()),
        () -> emitter.set(result, whenFalse.get()));
    return emitter.get(result);
  }

  @Override
  public Atom assign(Expression.Assign expression) {
    takeHint("");
    if (expression.place() instanceof Place.LocalPlace place) {
      Local local = place.local();
      return locals.set(local, List.of(evaluate(expression.value(), local.name()))).get(0);
    }
    Place.ElementPlace place = (Place.ElementPlace) expression.place();
    Variable array = array(place.array());
    Atom index = evaluate(place.index());
    Atom value = evaluate(expression.value(), array.name() + "Element");
    emitter.add(new Statement.Store(array, index, value, emitter.origin()));
    return value;
  }

  @Override
  public Atom compoundAssign(Expression.CompoundAssign expression) {
    takeHint("");
    if (expression.place() instanceof Place.LocalPlace place) {
      Local local = place.local();
      Atom old = locals.read(local).get(0);
      Atom result = updated(expression, old, local.name());
      Atom updated = locals.set(local, List.of(result)).get(0);
      return expression.isPostfix() ? old : updated;
    }
    Place.ElementPlace place = (Place.ElementPlace) expression.place();
    Variable array = array(place.array());
    Atom index = evaluate(place.index());
    Atom old = load(array, index, "element");
    Atom value = updated(expression, old, array.name() + "Element");
    emitter.add(new Statement.Store(array, index, value, emitter.origin()));
    return expression.isPostfix() ? old : value;
  }

  private Atom updated(Expression.CompoundAssign expression, Atom old, String name) {
    BasicOperator operator = expression.operator();
    Atom left = emitter.converted(old, operator.operand(), name);
    Atom right = evaluate(expression.value());
    Operation operation = Operation.Apply.of(operator, left, right);
    Atom result = emitter.define(name, operator.result(), operation, expression.origin());
    return emitter.converted(result, (Scalar) expression.place().type(), name);
  }

  @Override
  public Atom length(Expression.Length expression) {
    String name = takeHint("");
    Variable array = array(expression.array());
    return emitter.define(
        name.isEmpty() ? array.name() + "Length" : name, Scalar.INT, new Operation.Length(array));
  }

  @Override
  public Atom newArray(Expression.NewArray expression) {
    String name = takeHint("array");
    List<Atom> lengths = new ArrayList<>();
    expression.lengths().forEach(length -> lengths.add(evaluate(length)));
    return newArray(name, expression.element(), lengths);
  }

  private Variable newArray(String name, Type element, List<Atom> lengths) {
    return emitter.define(
        name, new ArrayType(element), new Operation.NewArray(element, lengths, Purpose.PRIMAL));
  }

  @Override
  public Atom arrayLiteral(Expression.ArrayLiteral expression) {
    String name = takeHint("array");
    Variable array =
        newArray(name, expression.element(), List.of(Constant.of(expression.elements().size())));
    for (int i = 0; i < expression.elements().size(); i++) {
      Atom value = evaluate(expression.elements().get(i));
      emitter.add(new Statement.Store(array, Constant.of(i), value, emitter.origin()));
    }
    return array;
  }

  @Override
  public Atom call(Expression.Call expression) {
    return callInto(expression, takeHint(nameOf(expression))).get(0);
  }

  /** What a member, or an operation on tensors, gives is called after it, if it has a name. */
  private static String nameOf(Expression.Call call) {
    String key = call.method();
    int end = key.indexOf('(');
    String path = end < 0 ? "" : key.substring(key.indexOf(' ') + 1, end);
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (isOfTensors(path)) {
      return name.equals("of") ? "tensor" : name;
    }
    boolean isMember = key.indexOf('/') >= 0 && !name.isEmpty() && !name.equals("new");
    return isMember ? name : "result";
  }

  /** Of a class in the package itself, not of those of layers and rules. */
  private static boolean isOfTensors(String path) {
    String of = ObjectType.TENSOR_PACKAGE.replace('/', '.');
    return path.startsWith(of) && Character.isUpperCase(path.charAt(of.length()));
  }

  @Override
  public Atom sequence(Expression.Sequence expression) {
    String name = takeHint("value");
    begin(expression);
    return evaluate(expression.value().orElseThrow(), name);
  }

  /** Runs the statements of a sequence. */
  void begin(Expression.Sequence expression) {
    Origin origin = emitter.origin();
    statements.accept(expression.statements());
    emitter.at(origin);
  }

  /** Emits a call; there is a variable for each leaf of the result. */
  List<Variable> callInto(Expression.Call expression, String name) {
    List<Atom> arguments = new ArrayList<>();
    expression.arguments().forEach(argument -> arguments.addAll(leaves(argument, null)));
    List<Variable> targets = new ArrayList<>();
    for (Leaf leaf : expression.type().map(Leaf::of).orElse(List.of())) {
      targets.add(emitter.names().fresh(leaf.variable(name), leaf.type(), Role.SINGLE));
    }
    emitter.add(new Statement.Call(targets, expression.method(), arguments, expression.origin()));
    return targets;
  }

  @Override
  public Atom inspect(Expression.Inspect expression) {
    String name = takeHint(nameOf(expression));
    List<Atom> objects = new ArrayList<>();
    expression.objects().forEach(object -> objects.add(evaluate(object)));
    return emitter.define(
        name,
        expression.known(),
        new Operation.Inspect(
            expression.aspect(),
            objects,
            expression.owner(),
            expression.text(),
            expression.known()));
  }

  private static String nameOf(Expression.Inspect expression) {
    return switch (expression.aspect()) {
      case STATIC_FIELD, FIELD -> Emitter.nameOfField(expression.text());
      case TEXT -> "text";
      case NULL -> "none";
      case ASSERTIONS -> "areAssertionsEnabled";
      case SAME -> "isSame";
      case INSTANCE_OF -> "isInstance";
    };
  }

  @Override
  public Atom component(Expression.Component expression) {
    takeHint("");
    return records(null).component(expression).get(0);
  }

  @Override
  public Atom newRecord(Expression.NewRecord expression) {
    throw new IllegalArgumentException("a record is several atoms: " + expression);
  }
}
