package dev.gradc.check;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A function of vectors with what is said to be its derivatives, at a point. Each throws {@link
 * EvaluationException} where it cannot be evaluated.
 *
 * @param name for messages
 * @param isScalar whether the result is a single number; its cotangent is 1 then
 * @param gradient takes the point and a cotangent
 * @param jvp takes the point and a tangent
 * @param hvp takes the point and a direction
 * @param jacobian a row for each element of the result, a column for each of the input
 * @param passes of a tape, to be compared with the gradient
 */
record Differentiated(
    String name,
    Flattening inputs,
    Flattening outputs,
    double[] point,
    boolean isScalar,
    boolean writesInputs,
    UnaryOperator<double[]> value,
    Optional<Pullback> gradient,
    Optional<BinaryOperator<double[]>> jvp,
    Optional<BinaryOperator<double[]>> hvp,
    Optional<MatrixFunction> jacobian,
    Optional<MatrixFunction> hessian,
    Optional<UnaryOperator<double[]>> hessianDiagonal,
    List<TapePass> passes) {

  /** The gradient at a point, given a cotangent of the result. */
  interface Pullback {
    Pulled apply(double[] point, double[] cotangent);
  }

  /** A matrix at a point. */
  interface MatrixFunction {
    double[][] apply(double[] point);
  }

  /**
   * @param value what the gradient says the function gives, if it says so
   */
  record Pulled(double[] gradient, Optional<double[]> value) {}

  Precision precision() {
    return inputs.hasFloats() || outputs.hasFloats() ? Precision.FLOAT : Precision.DOUBLE;
  }

  double[] gradient(double[] at, double[] cotangent) {
    return gradient.orElseThrow().apply(at, cotangent).gradient();
  }
}
