package dev.gradc.processor.ir;

import java.util.List;
import java.util.Set;

/**
 * A static function of {@code java.lang.Math} or {@code java.lang.StrictMath}.
 *
 * @param owner the class, {@code java.lang.Math}
 */
public record MathFunction(String owner, String name, List<Scalar> parameters, Scalar result)
    implements Operator {

  /** Functions with integral results that are defined for all arguments. */
  private static final Set<String> TOTAL =
      Set.of(
          "abs",
          "max",
          "min",
          "round",
          "getExponent",
          "multiplyFull",
          "multiplyHigh",
          "unsignedMultiplyHigh");

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
    // addExact, floorDiv and the like; clamp, which throws when min > max.
    return (result.isIntegral() && !TOTAL.contains(name)) || name.equals("clamp");
  }
}
