package dev.gradc.samples.benchmarks;

/** Between arrays of floats and of doubles. */
final class Floats {

  private Floats() {}

  /** Rounds each number. */
  static float[] narrow(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  static double[] widen(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      doubles[i] = numbers[i];
    }
    return doubles;
  }
}
