package dev.gradc.check;

import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Products of derivatives that must be the same whichever is taken first, but for rounding. How
 * much that is shows when a direction is made shorter: the product should become as much smaller.
 */
final class Products {

  private static final int TIMES = 3;

  private static final double[] SHORTER = {1.0 / 3, 0.7, 1 / 7.3};

  private final Differentiated f;
  private final Directions directions;
  private final Precision precision;
  private final Protocol protocol;

  Products(Differentiated f, Directions directions, Precision precision, Protocol protocol) {
    this.f = f;
    this.directions = directions;
    this.precision = precision;
    this.protocol = protocol;
  }

  /** The dot-product test: u · (J v) = (Jᵀ u) · v. */
  void jvpIsTheTransposeOfTheGradient(Cotangents cotangents) {
    BinaryOperator<double[]> jvp = f.jvp().orElseThrow();
    for (int i = 0; i < TIMES; i++) {
      double[] cotangent = cotangents.ofAll();
      double[] direction = directions.of(directions.all(), i % 2 == 0);
      double[] gradient = f.gradient(f.point(), cotangent);
      double[] tangent = jvp.apply(f.point(), direction);
      double ofGradient = Vectors.dot(gradient, direction);
      double ofTangent = Vectors.dot(cotangent, tangent);
      double terms =
          Vectors.sumOfMagnitudes(gradient, direction)
              + Vectors.sumOfMagnitudes(cotangent, tangent);
      DoubleUnaryOperator shorter =
          scale -> Vectors.dot(cotangent, jvp.apply(f.point(), Vectors.scaled(direction, scale)));
      if (isOff(ofTangent, ofGradient, terms, shorter)) {
        protocol.fail(
            new Finding(
                Finding.Kind.JVP,
                "dot-product test",
                ofTangent,
                ofGradient,
                0,
                "jvp is not the transpose of the gradient\n  cotangent · jvp(direction) = %s, gradient(cotangent) · direction = %s"
                    .formatted(NumberText.of(ofTangent), NumberText.of(ofGradient))));
        return;
      }
    }
    protocol.compared("jvp with gradient by the dot-product test, %d times".formatted(TIMES));
  }

  /** v · (H w) = w · (H v). */
  void hessianIsSymmetric() {
    BinaryOperator<double[]> hvp = f.hvp().orElseThrow();
    for (int i = 0; i < TIMES; i++) {
      double[] v = directions.of(directions.all(), i % 2 == 0);
      double[] w = directions.of(directions.all(), false);
      double[] ofV = hvp.apply(f.point(), v);
      double[] ofW = hvp.apply(f.point(), w);
      double one = Vectors.dot(w, ofV);
      double other = Vectors.dot(v, ofW);
      double terms = Vectors.sumOfMagnitudes(w, ofV) + Vectors.sumOfMagnitudes(v, ofW);
      DoubleUnaryOperator shorter =
          scale -> Vectors.dot(w, hvp.apply(f.point(), Vectors.scaled(v, scale)));
      if (isOff(one, other, terms, shorter)) {
        protocol.fail(
            new Finding(
                Finding.Kind.SYMMETRY,
                "symmetry",
                one,
                other,
                0,
                "the Hessian is not symmetric\n  w · hvp(v) = %s, v · hvp(w) = %s"
                    .formatted(NumberText.of(one), NumberText.of(other))));
        return;
      }
    }
    protocol.compared("symmetry of the Hessian, %d times".formatted(TIMES));
  }

  private boolean isOff(double one, double other, double terms, DoubleUnaryOperator shorter) {
    double distance = Math.abs(one - other);
    return !(distance <= precision.rounding() * terms) && !(distance <= 4 * spread(one, shorter));
  }

  /** By how much a product with shorter directions is not as much smaller. */
  private static double spread(double whole, DoubleUnaryOperator shorter) {
    double spread = 0;
    for (double scale : SHORTER) {
      spread = Math.max(spread, Math.abs(shorter.applyAsDouble(scale) / scale - whole));
    }
    return spread;
  }
}
