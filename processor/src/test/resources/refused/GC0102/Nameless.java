package refused;

import dev.gradc.Differentiable;
import java.util.List;

final class Nameless {

  @Differentiable
  static double f(double x) {
    // error: [GC0102]
    var both = List.of(1, "a");
    return x * both.size();
  }
}
