package refused;

import dev.gradc.Differentiable;
import java.util.Arrays;

final class Sorted {

  @Differentiable
  static double smallest(double[] a) {
    double[] b = a.clone();
    // error: [GC0107]
    Arrays.sort(b);
    return b[0];
  }
}
