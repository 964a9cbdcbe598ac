package refused;

import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;

final class Useless {

  @Differentiable
  static double integers(double x, int n) {
    int sum = 0;
    // warning: [GC0333] 'for (@Checkpoint int i = 0; i < n; i++)': no derivative goes through it
    //   ^
    for (@Checkpoint int i = 0; i < n; i++) {
      sum += i * i;
    }
    return Math.sin(x) * sum;
  }

  @Differentiable
  static double useful(double x, int n) {
    double y = x;
    for (@Checkpoint int i = 0; i < n; i++) {
      y = Math.sin(y);
    }
    return y + helped(x);
  }

  @Checkpoint
  private static double helped(double x) {
    return Math.exp(x) * Math.sin(x);
  }

  @Checkpoint
  @Differentiable
  // warning: [GC0333] 'sum': its tape stores nothing but the arguments
  static double sum(double x, double y) {
    return x * y + x;
  }

  @Checkpoint
  @Differentiable
  static double product(double x, double y) {
    return Math.exp(Math.sin(x) * Math.cos(y));
  }
}
