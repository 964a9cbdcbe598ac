package dev.gradc.processor.derivatives;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.Atom;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.BasicOperator.Symbol;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.FreshNames;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Member;
import dev.gradc.processor.ir.ObjectType;
import dev.gradc.processor.ir.Operation;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Operation.NewArray.Purpose;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Type;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.ir.Variable.Role;
import dev.gradc.processor.transform.ElementLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes a function statement by statement. What an object may change by itself, a number or a
 * reference, stands in an array of one element, a cell, so that all that refer to the object see
 * it.
 */
final class Steps {

  private static final String COTANGENTS = "dev.gradc.tensor/Cotangents";

  private final FreshNames names;
  private final List<Statement> statements;
  private final List<Function.Parameter> parameters;

  Steps() {
    this(new FreshNames(), new ArrayList<>(), new ArrayList<>());
  }

  private Steps(FreshNames names, List<Statement> statements, List<Function.Parameter> parameters) {
    this.names = names;
    this.statements = statements;
    this.parameters = parameters;
  }

  Variable parameter(String name, Type type) {
    Variable variable = names.fresh(name, type, Role.PARAMETER);
    parameters.add(new Function.Parameter(variable, false, Origin.NONE));
    return variable;
  }

  Function function(String key, List<? extends Atom> results) {
    String name = key.substring(key.lastIndexOf('.', key.indexOf('(')) + 1, key.indexOf('('));
    return new Function(
        key, name, parameters, new Block(statements), List.copyOf(results), false, Origin.NONE);
  }

  private Variable define(String name, Type type, Operation operation) {
    Variable target = names.fresh(name, type, Role.SINGLE);
    statements.add(new Statement.Assign(target, operation, Origin.NONE));
    return target;
  }

  Variable apply(String name, Operator operator, Atom... arguments) {
    return define(name, operator.result(), Operation.Apply.of(operator, arguments));
  }

  /** A cell without a value: zero, or no reference. */
  Variable cell(String name, Type type) {
    return define(
        name, new ArrayType(type), new Operation.NewArray(type, Constant.of(1), Purpose.PRIMAL));
  }

  Variable cell(String name, Atom value) {
    Variable cell = cell(name, value.type());
    set(cell, value);
    return cell;
  }

  /** Several flags, none of them set. */
  Variable flags(int count) {
    Type flag = Scalar.BOOLEAN;
    return define(
        "state",
        new ArrayType(flag),
        new Operation.NewArray(flag, Constant.of(count), Purpose.PRIMAL));
  }

  void set(Variable cell, Atom value) {
    store(cell, Constant.of(0), value);
  }

  void store(Variable array, Atom index, Atom value) {
    statements.add(new Statement.Store(array, index, value, Origin.NONE));
  }

  Variable get(Variable cell) {
    return load(cell, Constant.of(0), cell.name() + "Held");
  }

  Variable load(Variable array, Atom index, String name) {
    return define(name, ((ArrayType) array.type()).element(), new Operation.Load(array, index));
  }

  void add(Variable cell, Atom value) {
    statements.add(new Statement.AccumulateElement(cell, Constant.of(0), value, Origin.NONE));
  }

  /** A cotangent that is read: zero takes the shape of what it is the cotangent of. */
  Variable shaped(Variable cotangent, Variable primal) {
    Type type = cotangent.type();
    Variable read = names.fresh(cotangent.name() + "Read", type, Role.MUTABLE);
    Operation same =
        new Operation.Inspect(
            Aspect.SAME, List.of(cotangent, Constant.zero(type)), "", "", Scalar.BOOLEAN);
    Variable isZero = define("isZero", Scalar.BOOLEAN, same);
    statements.add(new Statement.Declare(read, Origin.NONE));
    Steps inner = new Steps(names, new ArrayList<>(), parameters);
    Variable zeros = inner.none(primal);
    inner.statements.add(new Statement.Assign(read, new Operation.Copy(zeros), Origin.NONE));
    Statement taken = new Statement.Assign(read, new Operation.Copy(cotangent), Origin.NONE);
    statements.add(
        new Statement.If(
            isZero, new Block(inner.statements), new Block(List.of(taken)), Origin.NONE));
    return define(cotangent.name(), type, new Operation.Copy(read));
  }

  /** The same of the elements of an array of any rank. */
  void fill(Variable cotangents, Variable primals) {
    each(
        primals,
        (index, inner) -> {
          Type element = ((ArrayType) primals.type()).element();
          Variable primal = inner.load(primals, index, primals.name() + "Element");
          Variable cotangent = inner.load(cotangents, index, cotangents.name() + "Element");
          if (element instanceof ArrayType) {
            inner.fill(cotangent, primal);
          } else {
            inner.store(cotangents, index, inner.shaped(cotangent, primal));
          }
        });
  }

  /** Makes tensors in an array of any rank zeros of their shapes. */
  void reset(Variable cotangents) {
    each(
        cotangents,
        (index, inner) -> {
          Variable element = inner.load(cotangents, index, cotangents.name() + "Element");
          if (element.type() instanceof ArrayType) {
            inner.reset(element);
          } else {
            inner.store(cotangents, index, inner.none(element));
          }
        });
  }

  /** Zeros in the shape of a tensor. */
  Variable none(Variable tensor) {
    ObjectType type = ObjectType.TENSOR;
    Variable zeros = names.fresh("zeros", type, Role.SINGLE);
    Member member = Member.ofStatic(COTANGENTS, "none", List.of(type), Optional.of(type));
    statements.add(new Statement.Invoke(List.of(zeros), member, List.of(tensor), Origin.NONE));
    return zeros;
  }

  /** Throws where a tensor has another shape or type, which operations might broadcast. */
  void requireShape(Variable tensor, Variable shape, String message) {
    List<Type> types = List.of(ObjectType.TENSOR, ObjectType.TENSOR);
    Member member = Member.ofStatic(COTANGENTS, "areAlike", types, Optional.of(Scalar.BOOLEAN));
    Variable areAlike = names.fresh("areAlike", Scalar.BOOLEAN, Role.SINGLE);
    statements.add(
        new Statement.Invoke(List.of(areAlike), member, List.of(tensor, shape), Origin.NONE));
    throwIf(not(areAlike), "java.lang/IllegalArgumentException", message);
  }

  Variable length(Variable array) {
    return new ElementLoops(names, Origin.NONE).lengthOf(array, statements);
  }

  Variable zerosLike(Variable array, String name) {
    Variable zeros = names.fresh(name, array.type(), Role.SINGLE);
    new ElementLoops(names, Origin.NONE).zerosLike(array, zeros, statements);
    return zeros;
  }

  Variable copyOf(Variable array) {
    return new ElementLoops(names, Origin.NONE).copy(array, statements);
  }

  /** Adds all numbers in an array to those of another one of its shape. */
  void addAll(Variable from, Variable to) {
    new ElementLoops(names, Origin.NONE).add(from, to, from, length(from), statements);
  }

  /** Sets all numbers in an array to zero. */
  void clear(Variable array) {
    each(
        array,
        (index, inner) -> {
          Type element = ((ArrayType) array.type()).element();
          if (!(element instanceof ArrayType)) {
            inner.store(array, index, Constant.zero(element));
          } else {
            inner.clear(inner.load(array, index, array.name() + "Row"));
          }
        });
  }

  /** A loop over the indices of an array. */
  void each(Variable array, BiConsumer<Variable, Steps> body) {
    Variable length = length(array);
    Variable index = names.fresh("k", Scalar.INT, Role.SINGLE);
    Steps inner = new Steps(names, new ArrayList<>(), parameters);
    body.accept(index, inner);
    statements.add(
        new Statement.CountedLoop(
            index.name(),
            index,
            Constant.of(0),
            Symbol.LT,
            length,
            1,
            new Block(inner.statements),
            Origin.NONE));
  }

  List<Variable> call(Function function, List<? extends Atom> arguments) {
    List<Variable> targets = new ArrayList<>();
    for (Atom result : function.results()) {
      String name = result instanceof Variable variable ? variable.name() : "value";
      targets.add(names.fresh(name, result.type(), Role.SINGLE));
    }
    statements.add(
        new Statement.Call(targets, function.key(), List.copyOf(arguments), Origin.NONE));
    return targets;
  }

  /** Throws an exception under a condition. */
  void throwIf(Atom condition, String exception, String message) {
    Variable text = names.fresh("text", ObjectType.STRING, Role.SINGLE);
    ObjectType type = new ObjectType(exception);
    Variable made = names.fresh("exception", type, Role.SINGLE);
    Operation told = new Operation.Inspect(Aspect.TEXT, List.of(), "", message, ObjectType.STRING);
    Member constructor = Member.constructor(exception, List.of(ObjectType.STRING));
    Block thrown =
        new Block(
            List.of(
                new Statement.Assign(text, told, Origin.NONE),
                new Statement.Invoke(List.of(made), constructor, List.of(text), Origin.NONE),
                new Statement.Throw(made, Origin.NONE)));
    statements.add(new Statement.If(condition, thrown, Block.EMPTY, Origin.NONE));
  }

  Variable isSame(Variable one, Variable other) {
    return define(
        "isSame",
        Scalar.BOOLEAN,
        new Operation.Inspect(Aspect.SAME, List.of(one, other), "", "", Scalar.BOOLEAN));
  }

  Variable not(Atom condition) {
    return apply("isNot", new BasicOperator(Symbol.NOT, Scalar.BOOLEAN), condition);
  }

  Variable differ(Atom one, Atom other) {
    Scalar type = (Scalar) one.type();
    return apply("differ", new BasicOperator(Symbol.NE, type), one, other);
  }

  /** A number as a constant. */
  Atom detached(Atom value) {
    if (value.type() instanceof Scalar scalar && scalar.isFloating()) {
      return apply(
          value instanceof Variable variable ? variable.name() : "value",
          new BasicOperator(Symbol.DETACH, scalar),
          value);
    }
    return value.type().isDifferentiable()
        ? define(
            ((Variable) value).name(), value.type(), new Operation.DetachArray((Variable) value))
        : value;
  }
}
