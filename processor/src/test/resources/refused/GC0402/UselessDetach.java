package refused;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

final class UselessDetach {

  @Differentiable
  static double local(double x, @Detach double y) {
    // warning: [GC0402] @Detach double factor = 2 * y;
    @Detach double factor = 2 * y;
    return x * factor;
  }

  @Differentiable
  static double cast(double x, @Detach double y) {
    // warning: [GC0402] return x * (@Detach double) y;
    return x * (@Detach double) y;
  }

  @Differentiable
  // warning: [GC0402] 'n'
  static double integer(double x, @Detach int n) {
    return x * n;
  }

  @Differentiable
  static double helped(double x, @Detach double y) {
    return helper(x, 2 * y);
  }

  private static double helper(double x, @Detach double y) {
    return x * y;
  }

  @Differentiable
  static double useful(double x) {
    @Detach double cut = x;
    return x * cut;
  }
}
