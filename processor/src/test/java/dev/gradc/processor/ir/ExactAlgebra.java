package dev.gradc.processor.ir;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Java's own numbers, bit for bit; a float is held as the double that it widens to. */
final class ExactAlgebra implements Algebra<Double> {

  @Override
  public Double constant(double value, Scalar type) {
    return round(value, type);
  }

  private static double round(double value, Scalar type) {
    return type == Scalar.FLOAT ? (float) value : value;
  }

  @Override
  public double value(Double number) {
    return number;
  }

  @Override
  public Double arithmetic(BasicOperator operator, List<Double> arguments) {
    double left = arguments.get(0);
    double right = operator.symbol().arity() == 2 ? arguments.get(1) : 0;
    return operator.operand() == Scalar.FLOAT
        ? (double) floats(operator.symbol(), (float) left, (float) right)
        : doubles(operator.symbol(), left, right);
  }

  private static double doubles(BasicOperator.Symbol symbol, double left, double right) {
    return switch (symbol) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case REM -> left % right;
      case NEG -> -left;
      default -> throw new IllegalArgumentException("no arithmetic: " + symbol);
    };
  }

  private static float floats(BasicOperator.Symbol symbol, float left, float right) {
    return switch (symbol) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case REM -> left % right;
      case NEG -> -left;
      default -> throw new IllegalArgumentException("no arithmetic: " + symbol);
    };
  }

  @Override
  public Double detached(Double number) {
    return number;
  }

  @Override
  public boolean isConstant(Double number) {
    return true;
  }

  @Override
  public Double converted(Double number, Scalar to) {
    return round(number, to);
  }

  @Override
  public Double function(MathFunction function, List<Object> arguments) {
    return (Double) call(function, arguments);
  }

  /** Any function of Math; a float result is widened. */
  static Object call(MathFunction function, List<Object> arguments) {
    List<Class<?>> types = new ArrayList<>();
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      Scalar type = function.parameters().get(i);
      types.add(PrimitiveTypes.of(type));
      values[i] = PrimitiveTypes.toJava(arguments.get(i), type);
    }
    try {
      Object result =
          Class.forName(function.owner())
              .getMethod(function.name(), types.toArray(Class[]::new))
              .invoke(null, values);
      return PrimitiveTypes.fromJava(result);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof ArithmeticException exception) {
        throw exception;
      }
      throw new IllegalStateException(function.toString(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(function.toString(), e);
    }
  }

  @Override
  public Object newArray(Scalar element, int length) {
    return Array.newInstance(PrimitiveTypes.of(element), length);
  }

  @Override
  public Double load(Object array, int index) {
    return Array.getDouble(array, index);
  }

  @Override
  public void store(Object array, int index, Double value) {
    if (array instanceof float[] floats) {
      floats[index] = value.floatValue();
    } else {
      ((double[]) array)[index] = value;
    }
  }

  @Override
  public boolean isArray(Object array) {
    return array instanceof double[] || array instanceof float[];
  }
}
