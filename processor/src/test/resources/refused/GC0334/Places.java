package refused;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

final class Places {

  @Differentiable
  static double local(double x, int n) {
    // error: [GC0334] 'y'
    @Checkpoint double y = Math.sin(x);
    for (int i = 0; i < n; i++) {
      // error: [GC0334] 'z'
      @Checkpoint double z = y;
      y = Math.sin(z);
    }
    return y;
  }
}
