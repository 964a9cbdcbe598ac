package dev.gradc.processor.source;

import dev.gradc.processor.ir.ArrayType;
import dev.gradc.processor.ir.BasicOperator;
import dev.gradc.processor.ir.Constant;
import dev.gradc.processor.ir.Conversion;
import dev.gradc.processor.ir.Operation.Inspect.Aspect;
import dev.gradc.processor.ir.Operator;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.RecordType;
import dev.gradc.processor.ir.Scalar;
import dev.gradc.processor.ir.Type;
import java.util.List;
import java.util.Optional;

/**
 * A typed expression. Operands have exactly the types that their operator asks for: promotions and
 * assignment conversions stand as {@link Apply} of a {@link Conversion}.
 */
public sealed interface Expression {

  /** The static type; absent for the call of a {@code void} method. */
  Optional<Type> type();

  Origin origin();

  <R> R accept(Visitor<R> visitor);

  /** No default methods, so a new kind of expression finds all its readers. */
  interface Visitor<R> {
    R literal(Literal expression);

    R read(Read expression);

    R apply(Apply expression);

    R shortCircuit(ShortCircuit expression);

    R conditional(Conditional expression);

    R assign(Assign expression);

    R compoundAssign(CompoundAssign expression);

    R length(Length expression);

    R newArray(NewArray expression);

    R arrayLiteral(ArrayLiteral expression);

    R call(Call expression);

    R component(Component expression);

    R newRecord(NewRecord expression);

    R sequence(Sequence expression);

    R inspect(Inspect expression);
  }

  /** A literal or a compile-time constant, {@code static final} fields included. */
  record Literal(Constant value, Origin origin) implements Expression {
    @Override
    public Optional<Type> type() {
      return Optional.of(value.type());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /** The value of a local variable or an array element. */
  record Read(Place place, Origin origin) implements Expression {
    @Override
    public Optional<Type> type() {
      return Optional.of(place.type());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.read(this);
    }
  }

  /**
   * An operator, a conversion or a function of Math; a cast with {@code @Detach} is a conversion
   * (if one is needed) with a {@link BasicOperator.Symbol#DETACH} around it.
   */
  record Apply(Operator operator, List<Expression> arguments, Origin origin) implements Expression {
    public Apply {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Optional<Type> type() {
      return Optional.of(operator.result());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apply(this);
    }
  }

  /** {@code left && right}, or {@code left || right}. */
  record ShortCircuit(boolean isAnd, Expression left, Expression right, Origin origin)
      implements Expression {
    @Override
    public Optional<Type> type() {
      return Optional.of(Scalar.BOOLEAN);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.shortCircuit(this);
    }
  }

  /**
   * {@code condition ? whenTrue : whenFalse}, both converted to the same type; of objects either
   * may be of a class of its own.
   */
  record Conditional(
      Expression condition,
      Expression whenTrue,
      Expression whenFalse,
      Optional<Type> type,
      Origin origin)
      implements Expression {

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /** {@code place = value}; its own value is the value assigned. */
  record Assign(Place place, Expression value, Origin origin) implements Expression {
    @Override
    public Optional<Type> type() {
      return Optional.of(place.type());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assign(this);
    }
  }

  /**
   * {@code place OP= value}, {@code ++} and {@code --}: the place is read once, converted to the
   * left operand type of the operator, and the result is converted back to the place's type.
   *
   * @param value the right operand, promoted
   * @param isPostfix whether the expression's own value is the place's old one
   */
  record CompoundAssign(
      Place place, BasicOperator operator, Expression value, boolean isPostfix, Origin origin)
      implements Expression {
    @Override
    public Optional<Type> type() {
      return Optional.of(place.type());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compoundAssign(this);
    }
  }

  /** {@code array.length}. */
  record Length(Expression array, Origin origin) implements Expression {
    @Override
    public Optional<Type> type() {
      return Optional.of(Scalar.INT);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.length(this);
    }
  }

  /**
   * {@code new element[length]}, or with several dimensions {@code new double[n][m]}; the lengths
   * are promoted to {@code int}.
   *
   * @param element of the outermost array
   * @param lengths those given, from the outermost inwards, at least one
   */
  record NewArray(Type element, List<Expression> lengths, Origin origin) implements Expression {

    public NewArray {
      lengths = List.copyOf(lengths);
    }

    @Override
    public Optional<Type> type() {
      return Optional.of(new ArrayType(element));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.newArray(this);
    }
  }

  /** {@code {a, b, c}} and {@code new double[] {a, b, c}}, elements converted. */
  record ArrayLiteral(Type element, List<Expression> elements, Origin origin)
      implements Expression {
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }

    @Override
    public Optional<Type> type() {
      return Optional.of(new ArrayType(element));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.arrayLiteral(this);
    }
  }

  /**
   * A call of a method of the same top-level class, arguments converted to its parameters' types;
   * the receiver of an instance method is the first.
   *
   * @param method key of the {@link Method}
   */
  record Call(String method, List<Expression> arguments, Optional<Type> type, Origin origin)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** {@code record.name()}, or the field that the accessor reads. */
  record Component(Expression record, String name, Origin origin) implements Expression {

    /** The type of the record. */
    public RecordType recordType() {
      return (RecordType) record.type().orElseThrow();
    }

    @Override
    public Optional<Type> type() {
      return Optional.of(recordType().component(name).type());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.component(this);
    }
  }

  /**
   * {@code new Point(x, y)} by a constructor that does nothing but keep its arguments, which are
   * converted to the types of the components.
   */
  record NewRecord(RecordType record, List<Expression> arguments, Origin origin)
      implements Expression {
    public NewRecord {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Optional<Type> type() {
      return Optional.of(record);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.newRecord(this);
    }
  }

  /**
   * Statements, and what they leave as a value: what is written as one expression but takes several
   * steps. No jump leads out of it.
   *
   * @param value absent where the expression has none
   */
  record Sequence(List<SourceStatement> statements, Optional<Expression> value, Origin origin)
      implements Expression {
    public Sequence {
      statements = List.copyOf(statements);
    }

    @Override
    public Optional<Type> type() {
      return value.flatMap(Expression::type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sequence(this);
    }
  }

  /**
   * What is the same whenever it is asked for, and carries no derivative.
   *
   * @param objects what is looked at
   * @param owner of a static field, the class; of a field of an object and where its class is asked
   *     for, what the object is said to be; empty for all else
   * @param text name of the field, text of the string, name of the class that is asked for
   */
  record Inspect(
      Aspect aspect, List<Expression> objects, String owner, String text, Type known, Origin origin)
      implements Expression {
    public Inspect {
      objects = List.copyOf(objects);
    }

    @Override
    public Optional<Type> type() {
      return Optional.of(known);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.inspect(this);
    }
  }
}
