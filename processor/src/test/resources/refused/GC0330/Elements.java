package refused;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

final class Elements {

  @Differentiable
  static double both(double x, int n) {
    double y = x;
    // error: [GC0330] 'i' asks for segments and for snapshots
    //   ^
    for (@Checkpoint(segments = 2, snapshots = 3) int i = 0; i < n; i++) {
      y = Math.sin(y);
    }
    // error: [GC0330] 'k' asks for a negative number
    for (@Checkpoint(snapshots = -1) int k = 0; k < n; k++) {
      y = Math.sin(y);
    }
    return y + called(x);
  }

  // error: [GC0330] 'called' divides a loop
  @Checkpoint(segments = 4)
  private static double called(double x) {
    return Math.exp(x);
  }
}
