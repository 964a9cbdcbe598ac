package refused;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

final class Uncounted {

  @Differentiable
  static double left(double x, int n) {
    double y = x;
    // error: [GC0331] 'for (@Checkpoint(snapshots = 8) int i = 0; i < n; i++)'
    //   ^
    for (@Checkpoint(snapshots = 8) int i = 0; i < n; i++) {
      if (y > 2) {
        break;
      }
      y = Math.sin(y) + y;
    }
    return y;
  }

  @Differentiable
  static double until(double x) {
    double y = x;
    // error: [GC0331]
    for (@Checkpoint(segments = 4) double t = 0; t < 1; t += x) {
      y = Math.sin(y) + t;
    }
    return y;
  }
}
