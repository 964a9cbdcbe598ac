package refused;

import dev.gradc.DerivativeOf;
import dev.gradc.Differentiable;
import java.util.Arrays;

final class BesideRule {

  /** That the call with a rule may see the array, too, comes of the other one alone. */
  @Differentiable
  static double looked(double[] a, double x) {
    a[0] = 2 * x;
    double y = square(x);
    // error: [GC0107]
    System.out.println(Arrays.toString(a));
    return y * a[0];
  }

  static double square(double x) {
    return x * x;
  }

  @DerivativeOf(type = BesideRule.class, method = "square")
  static double square(double x, double seed) {
    return seed * 2 * x;
  }
}
