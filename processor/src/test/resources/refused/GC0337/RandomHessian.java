package refused;

import dev.gradc.Differentiable;
import dev.gradc.Mode;
import java.util.Random;

final class RandomHessian {

  @Differentiable(modes = Mode.HESSIAN)
  static double noisy(double x, double y, Random random) {
    // error: [GC0337]
    double noise = random.nextDouble();
    return noise * x * y;
  }
}
