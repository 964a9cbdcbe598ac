package dev.gradc.check;

/** Arithmetic of vectors. */
final class Vectors {

  private Vectors() {}

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] == 0 || right[i] == 0 ? 0 : left[i] * right[i];
    }
    return sum;
  }

  /** The length of the vector of the products of elements. */
  static double normOfProducts(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum = Math.hypot(sum, left[i] == 0 || right[i] == 0 ? 0 : left[i] * right[i]);
    }
    return sum;
  }

  /** The sum of the magnitudes of the products of elements. */
  static double sumOfMagnitudes(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] == 0 || right[i] == 0 ? 0 : Math.abs(left[i] * right[i]);
    }
    return sum;
  }

  /** The point, moved along a direction. */
  static double[] moved(double[] point, double step, double[] direction) {
    double[] moved = point.clone();
    for (int i = 0; i < moved.length; i++) {
      if (direction[i] != 0) {
        moved[i] += step * direction[i];
      }
    }
    return moved;
  }

  static double[] scaled(double[] vector, double factor) {
    double[] scaled = vector.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  static double[] unit(int size, int element) {
    double[] unit = new double[size];
    unit[element] = 1;
    return unit;
  }
}
