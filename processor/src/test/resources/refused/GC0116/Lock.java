package refused;

import dev.gradc.Differentiable;

final class Lock {

  @Differentiable
  static double f(double x) {
    // error: [GC0116]
    synchronized (Lock.class) {
      return x;
    }
  }
}
