package dev.gradc.check;

/**
 * A directional derivative.
 *
 * @param size of the terms that it is the sum of
 */
record Slope(double value, double size) {

  /** The derivative along directions, of the product of a function and a cotangent. */
  interface Along {
    Slope apply(double[] direction);
  }

  static Slope ofProduct(double[] left, double[] right) {
    return new Slope(Vectors.dot(left, right), Vectors.normOfProducts(left, right));
  }
}
