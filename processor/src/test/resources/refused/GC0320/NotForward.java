package refused;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class NotForward {

  @Differentiable(modes = Mode.FORWARD)
  static double f(double x) {
    // error: [GC0320] the call 'Powers.power(x, 3)' has no derivative in forward mode: 'power' is
    return Powers.power(x, 3);
  }
}

final class Powers {

  @Differentiable
  static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }
}
