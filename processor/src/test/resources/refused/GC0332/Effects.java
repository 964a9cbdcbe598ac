package refused;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import java.util.Random;

final class Effects {

  @Differentiable
  static double noisy(double x, int n, Random random) {
    double y = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      // error: [GC0332] 'random.nextGaussian()' cannot be checkpointed: the backward pass runs it again
      //                      ^
      y = Math.sin(y) + 0.1 * random.nextGaussian();
    }
    return y;
  }

  @Differentiable
  static double dice(double x, int n) {
    double y = x;
    for (@Checkpoint(snapshots = 3) int i = 0; i < n; i++) {
      // error: [GC0332] 'Math.random()'
      y = Math.sin(y) * Math.random();
    }
    return y;
  }

  @Checkpoint
  @Differentiable
  static double all(double x, Random random) {
    // error: [GC0332] 'random.nextDouble()'
    return Math.exp(x) * random.nextDouble();
  }

  @Differentiable
  static double called(double x, Random random) {
    return Math.exp(once(x, random));
  }

  @Checkpoint
  private static double once(double x, Random random) {
    // error: [GC0332] 'random.nextDouble()'
    return Math.exp(x) * random.nextDouble();
  }

  @Differentiable
  static double swapped(double[] x, double[] y, int n) {
    double[] now = x;
    double[] next = y;
    // error: [GC0332] stands for one array after another, which are written and may be seen as
    //   ^
    for (@Checkpoint int t = 0; t < n; t++) {
      for (int i = 0; i < now.length; i++) {
        next[i] = Math.sin(now[i]);
      }
      double[] other = now;
      now = next;
      next = other;
    }
    return now[0];
  }

  @Differentiable
  static double moved(double[][] rows, int n) {
    // error: [GC0332] it puts other arrays into the array 'rows'
    for (@Checkpoint int t = 0; t < n; t++) {
      double[] first = rows[0];
      rows[0] = rows[1];
      rows[1] = first;
      rows[0][0] = Math.sin(rows[1][0]);
    }
    return rows[0][0];
  }
}
