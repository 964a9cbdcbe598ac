package dev.gradc.processor.ir;

import java.util.List;

/**
 * A static function of {@code java.lang.Math} or {@code java.lang.StrictMath}.
 *
 * @param owner the class, {@code java.lang.Math}
 */
public record MathFunction(String owner, String name, List<Scalar> parameters, Scalar result)
    implements Operator {

  public MathFunction {
    parameters = List.copyOf(parameters);
  }

  /** A function of {@code Math} from doubles to a double. */
  public static MathFunction ofDoubles(String name, int arity) {
    return new MathFunction(
        "java.lang.Math", name, java.util.Collections.nCopies(arity, Scalar.DOUBLE), Scalar.DOUBLE);
  }

  @Override
  public String mnemonic() {
    return name;
  }

  @Override
  public boolean mayThrow() {
    // addExact, floorDiv, clamp and the like: all throwing functions of Math return integers,
    // except clamp, which throws when min > max.
    return result.isIntegral() || name.equals("clamp");
  }
}
