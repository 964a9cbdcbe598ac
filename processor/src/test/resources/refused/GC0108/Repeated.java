package refused;

import dev.gradc.Differentiable;
import java.util.Random;

final class Repeated {

  @Differentiable
  static double walk(double x, int n, Random random) {
    if (n == 0) {
      return x;
    }
    double step = random.nextDouble();
    // error: [GC0108] uses other code
    //     ^
    return walk(x * step, n - 1, random);
  }
}
