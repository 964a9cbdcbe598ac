package dev.gradc.processor.ir;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations of the interpreter on values: boxed booleans and integers, numbers of an algebra,
 * and arrays.
 */
final class Values<T> {

  private final Algebra<T> algebra;

  /** Detached arrays in others, by these and the index: they are still detached there. */
  private final IdentityHashMap<Object, Map<Integer, Detached>> held = new IdentityHashMap<>();

  Values(Algebra<T> algebra) {
    this.algebra = algebra;
  }

  /**
   * An array that is a constant for differentiation, until something else is put there.
   *
   * @param written what was put there, by innermost array and index; null if that is a constant too
   */
  record Detached(Object array, Map<Object, Map<Integer, Object>> written) {
    Detached(Object array) {
      this(array, new IdentityHashMap<>());
    }

    private Map<Integer, Object> elements() {
      return written == null
          ? new HashMap<>()
          : written.computeIfAbsent(array, any -> new HashMap<>());
    }
  }

  @SuppressWarnings("unchecked") // what is no boxed integer or boolean is a number of the algebra
  private T number(Object value) {
    return (T) value;
  }

  Object detached(Object value, Type type) {
    // Exact numbers have no derivatives that could be detached.
    if (!type.isDifferentiable() || algebra instanceof ExactAlgebra) {
      return value;
    }
    if (type instanceof ArrayType) {
      return value instanceof Detached ? value : new Detached(value);
    }
    return algebra.detached(number(value));
  }

  // Arrays.

  Object newArray(Type element, int length) {
    return newArray(element, List.of(length));
  }

  Object newArray(Type element, List<Integer> lengths) {
    int length = lengths.get(0);
    if (element instanceof Scalar scalar) {
      return scalar.isFloating()
          ? algebra.newArray(scalar, length)
          : Array.newInstance(PrimitiveTypes.of(scalar), length);
    }
    Object rows = Array.newInstance(classOf(element), length);
    if (lengths.size() > 1) {
      for (int i = 0; i < length; i++) {
        Type inner = ((ArrayType) element).element();
        Array.set(rows, i, newArray(inner, lengths.subList(1, lengths.size())));
      }
    }
    return rows;
  }

  /** Of arrays of this type. */
  private Class<?> classOf(Type type) {
    if (type instanceof ObjectType object) {
      return ObjectMembers.load(object.name());
    }
    Object none = newArray(((ArrayType) type).element(), 0);
    return none.getClass();
  }

  Object zerosLike(Object array, Type type) {
    Type element = ((ArrayType) type).element();
    Object zeros = newArray(element, length(array));
    if (element instanceof ArrayType) {
      for (int i = 0; i < length(array); i++) {
        Array.set(zeros, i, zerosLike(read(array, i), element));
      }
    }
    return zeros;
  }

  int length(Object array) {
    return Array.getLength(array instanceof Detached detached ? detached.array() : array);
  }

  Object read(Object array, int index) {
    if (array instanceof Detached detached) {
      Object written = detached.elements().get(index);
      if (written != null) {
        return written;
      }
      return algebra.isArray(detached.array())
          ? algebra.detached(algebra.load(detached.array(), index))
          : new Detached(Array.get(detached.array(), index), detached.written());
    }
    Object row = held.getOrDefault(array, Map.of()).get(index);
    if (row != null) {
      return row;
    }
    return algebra.isArray(array) ? algebra.load(array, index) : Array.get(array, index);
  }

  void write(Object array, int index, Object value) {
    if (array instanceof Detached detached) {
      if (!algebra.isArray(detached.array())) {
        Array.set(detached.array(), index, value instanceof Detached row ? row.array() : value);
        detached.elements().put(index, value);
        return;
      }
      // Who sees the array under another name sees a constant.
      algebra.store(detached.array(), index, algebra.detached(number(value)));
      detached.elements().put(index, value);
    } else if (algebra.isArray(array)) {
      algebra.store(array, index, number(value));
    } else {
      Array.set(array, index, value instanceof Detached row ? row.array() : value);
      hold(array, index, value);
    }
  }

  private void hold(Object array, int index, Object value) {
    Map<Integer, Detached> rows = held.computeIfAbsent(array, any -> new HashMap<>());
    rows.remove(index);
    if (value instanceof Detached row) {
      rows.put(index, row);
    }
  }

  // Numbers.

  Object sum(Object left, Object right, Scalar type) {
    Scalar wide = type.isFloating() || type == Scalar.LONG ? type : Scalar.INT;
    BasicOperator add = new BasicOperator(BasicOperator.Symbol.ADD, wide);
    if (type.isFloating()) {
      return algebra.arithmetic(add, List.of(number(left), number(right)));
    }
    List<Object> promoted =
        List.of(IntegerOperators.convert(left, wide), IntegerOperators.convert(right, wide));
    return IntegerOperators.convert(IntegerOperators.apply(add, promoted), type);
  }

  Object apply(Operator operator, List<Object> arguments) {
    if (operator instanceof BasicOperator basic) {
      return basic(basic, arguments);
    }
    return operator instanceof Conversion conversion
        ? convert(conversion, arguments.get(0))
        : function((MathFunction) operator, arguments);
  }

  private Object function(MathFunction function, List<Object> arguments) {
    if (function.result().isFloating()) {
      return algebra.function(function, arguments);
    }
    List<Object> plain = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Object argument = arguments.get(i);
      boolean isNumber = function.parameters().get(i).isFloating();
      plain.add(isNumber ? (Object) algebra.value(number(argument)) : argument);
    }
    return ExactAlgebra.call(function, plain);
  }

  private Object basic(BasicOperator operator, List<Object> arguments) {
    if (operator.symbol() == BasicOperator.Symbol.SELECT) {
      return arguments.get((Boolean) arguments.get(0) ? 1 : 2);
    }
    if (operator.symbol() == BasicOperator.Symbol.DETACH) {
      return detached(arguments.get(0), operator.operand());
    }
    if (!operator.operand().isFloating()) {
      return IntegerOperators.apply(operator, arguments);
    }
    List<T> numbers = arguments.stream().map(this::number).toList();
    if (operator.symbol().isComparison()) {
      double left = algebra.value(numbers.get(0));
      double right = algebra.value(numbers.get(1));
      return IntegerOperators.compare(operator.symbol(), left < right, left == right, left > right);
    }
    return algebra.arithmetic(operator, numbers);
  }

  private Object convert(Conversion conversion, Object value) {
    Scalar to = conversion.to();
    if (conversion.from() == to) {
      return value;
    }
    if (conversion.from().isFloating()) {
      return to.isFloating()
          ? algebra.converted(number(value), to)
          : IntegerOperators.convert(algebra.value(number(value)), to);
    }
    if (!to.isFloating()) {
      return IntegerOperators.convert(value, to);
    }
    long integer = (Long) IntegerOperators.convert(value, Scalar.LONG);
    // Straight to the type: by way of double it would be rounded twice.
    return algebra.constant(to == Scalar.FLOAT ? (float) integer : (double) integer, to);
  }
}
