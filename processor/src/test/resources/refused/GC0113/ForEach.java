package refused;

import dev.gradc.Differentiable;

final class ForEach {

  @Differentiable
  static double f(double[] a) {
    double sum = 0;
    // error: [GC0113]
    for (double element : a) {
      sum += element;
    }
    return sum;
  }
}
