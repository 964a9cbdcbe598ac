package refused;

import dev.gradc.Differentiable;

final class ForEach {

  private static final java.util.List<Double> NUMBERS = java.util.List.of();

  @Differentiable
  static double f(double x) {
    double sum = x;
    // error: [GC0113]
    for (double element : NUMBERS) {
      sum += element;
    }
    return sum;
  }
}
