package dev.gradc.processor.ir;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.util.FastMath;

/**
 * Numbers with their derivatives by some inputs, as Hipparchus propagates them. Values are Java's
 * own, bit for bit, so that branches go as they do in the original method; a float's derivatives
 * are doubles.
 *
 * <p>Where an argument does not depend on the inputs its partial derivative is not looked at: what
 * is structurally zero stays so, even times infinity.
 */
final class GradientAlgebra implements Algebra<Gradient> {

  private final ExactAlgebra exact = new ExactAlgebra();
  private final int inputs;

  /**
   * @param inputs by how many numbers is differentiated
   */
  GradientAlgebra(int inputs) {
    this.inputs = inputs;
  }

  @Override
  public Gradient constant(double value, Scalar type) {
    return Gradient.constant(inputs, exact.constant(value, type));
  }

  /** The input at this position. */
  Gradient input(int position, double value) {
    return Gradient.variable(inputs, position, value);
  }

  @Override
  public double value(Gradient number) {
    return number.getValue();
  }

  @Override
  public Gradient detached(Gradient number) {
    return Gradient.constant(inputs, number.getValue());
  }

  @Override
  public boolean isConstant(Gradient number) {
    for (double partial : number.getGradient()) {
      if (partial != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Gradient converted(Gradient number, Scalar to) {
    return new Gradient(exact.converted(number.getValue(), to), number.getGradient());
  }

  @Override
  public Gradient arithmetic(BasicOperator operator, List<Gradient> arguments) {
    double value = exact.arithmetic(operator, arguments.stream().map(Gradient::getValue).toList());
    Gradient left = arguments.get(0);
    Gradient right = arguments.get(arguments.size() - 1);
    double x = left.getValue();
    double y = right.getValue();
    return switch (operator.symbol()) {
      case ADD -> linear(value, left, 1, right, 1);
      case SUB -> linear(value, left, 1, right, -1);
      case MUL -> linear(value, left, y, right, x);
      case DIV -> linear(value, left, 1 / y, right, -x / y / y);
      case REM -> linear(value, left, 1, right, -truncated(x / y));
      case NEG -> linear(value, left, -1);
      default -> throw new IllegalArgumentException("no arithmetic: " + operator);
    };
  }

  private static double truncated(double quotient) {
    return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
  }

  /** The value with derivatives {@code factor * argument'}, summed over the pairs. */
  private Gradient linear(double value, Object... argumentsAndFactors) {
    double[] partials = new double[inputs];
    for (int k = 0; k < argumentsAndFactors.length; k += 2) {
      Gradient argument = (Gradient) argumentsAndFactors[k];
      double factor = ((Number) argumentsAndFactors[k + 1]).doubleValue();
      double[] inner = argument.getGradient();
      for (int i = 0; i < inputs; i++) {
        if (inner[i] != 0) {
          partials[i] += factor * inner[i];
        }
      }
    }
    return new Gradient(value, partials);
  }

  @Override
  public Gradient function(MathFunction function, List<Object> arguments) {
    List<Object> plain = new ArrayList<>();
    List<Gradient> numbers = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Gradient number) {
        plain.add(number.getValue());
        numbers.add(number);
      } else {
        plain.add(argument);
      }
    }
    double value = exact.function(function, plain);
    if (numbers.stream().allMatch(this::isConstant)) {
      return Gradient.constant(inputs, value);
    }
    return switch (numbers.size()) {
      case 1 -> unary(function.name(), value, numbers.get(0), plain);
      case 2 -> binary(function.name(), value, numbers.get(0), numbers.get(1));
      default -> ternary(function.name(), value, numbers);
    };
  }

  private Gradient unary(String name, double value, Gradient x, List<Object> plain) {
    if (name.equals("abs")) {
      return linear(value, x, Math.signum(x.getValue()));
    }
    if (List.of("nextUp", "nextDown", "nextAfter").contains(name)) {
      return linear(value, x, 1);
    }
    Gradient result =
        switch (name) {
          case "sin" -> x.sin();
          case "cos" -> x.cos();
          case "tan" -> x.tan();
          case "asin" -> x.asin();
          case "acos" -> x.acos();
          case "atan" -> x.atan();
          case "sinh" -> x.sinh();
          case "cosh" -> x.cosh();
          case "tanh" -> x.tanh();
          case "exp" -> x.exp();
          case "expm1" -> x.expm1();
          case "log" -> x.log();
          case "log10" -> x.log10();
          case "log1p" -> x.log1p();
          case "sqrt" -> x.sqrt();
          case "cbrt" -> x.cbrt();
          case "toRadians" -> x.toRadians();
          case "toDegrees" -> x.toDegrees();
          case "signum" -> x.sign();
          case "rint" -> x.rint();
          case "floor" -> x.floor();
          case "ceil" -> x.ceil();
          case "ulp" -> Gradient.constant(inputs, value);
          case "scalb" -> x.scalb((Integer) plain.get(1));
          default -> throw new UnsupportedOperationException("no derivative known: " + name);
        };
    return new Gradient(value, result.getGradient());
  }

  private Gradient binary(String name, double value, Gradient x, Gradient y) {
    double a = x.getValue();
    double b = y.getValue();
    return switch (name) {
      case "max" -> linear(value, x, share(a, b), y, share(b, a));
      case "min" -> linear(value, x, share(b, a), y, share(a, b));
      case "pow" ->
          linear(value, x, b == 0 ? 0 : b * FastMath.pow(a, b - 1), y, value * FastMath.log(a));
      case "atan2" -> new Gradient(value, x.atan2(y).getGradient());
      case "hypot" -> new Gradient(value, FastMath.hypot(x, y).getGradient());
      case "copySign" -> linear(value, x, Math.signum(a) * Math.copySign(1, b));
      case "IEEEremainder" -> linear(value, x, 1, y, -Math.rint(a / b));
      case "nextAfter" -> linear(value, x, 1);
      default -> throw new UnsupportedOperationException("no derivative known: " + name);
    };
  }

  /** How much of a maximum's derivative goes to the first of two: ties are split evenly. */
  private static double share(double first, double second) {
    return first > second ? 1 : first == second ? 0.5 : 0;
  }

  private Gradient ternary(String name, double value, List<Gradient> numbers) {
    Gradient x = numbers.get(0);
    Gradient y = numbers.get(1);
    if (name.equals("fma")) {
      return linear(value, x, y.getValue(), y, x.getValue(), numbers.get(2), 1);
    }
    if (name.equals("clamp")) {
      return linear(value, x, x.getValue() == value ? 1 : 0);
    }
    throw new UnsupportedOperationException("no derivative known: " + name);
  }

  @Override
  public Object newArray(Scalar element, int length) {
    Gradient[] array = new Gradient[length];
    java.util.Arrays.fill(array, constant(0, element));
    return array;
  }

  @Override
  public Gradient load(Object array, int index) {
    return ((Gradient[]) array)[index];
  }

  @Override
  public void store(Object array, int index, Gradient value) {
    ((Gradient[]) array)[index] = value;
  }

  @Override
  public boolean isArray(Object array) {
    return array instanceof Gradient[];
  }
}
