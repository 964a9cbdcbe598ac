// refused without need (GC0332, GC0108): how a window slides was taken for something that may answer otherwise
// option: -Agradc.disable=all
import dev.gradc.Checkpoint;
import dev.gradc.Differentiable;
import dev.gradc.Mode;
import dev.gradc.tensor.*;

final class SlidingInCheckpoint {

  private SlidingInCheckpoint() {}

  static Tensor pooled(Tensor x, int count, int n, int m) {
    Tensor y =
        Pooling.averagePool2d(x.reshape(1, 1, n, m), 2, 2, Sliding.by(1).padding(1))
            .slice(2, 0, n)
            .slice(3, 1, 1 + m)
            .reshape(n, m)
            .tanh();
    return count > 0 ? pooled(y, count - 1, n, m).add(x) : y;
  }

  // inputs: x tensor n,m
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double recursive(Tensor x, boolean flag, int count, int[] labels, int n, int m) {
    return pooled(x, count, n, m).square().sum().item();
  }

  // inputs: x tensor n,m; w tensor 2,2
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.HESSIAN})
  static double loop(
      Tensor x, Tensor w, boolean flag, int count, int[] labels, int n, int m) {
    Tensor y = x;
    for (@Checkpoint(segments = 2) int i = 0; i < 3; i++) {
      Tensor picture = y.reshape(1, 1, n, m);
      y =
          Convolution.conv2d(picture, w.reshape(1, 1, 2, 2), Sliding.by(1).padding(1))
              .slice(2, 0, n)
              .slice(3, 1, 1 + m)
              .reshape(n, m)
              .tanh();
    }
    return y.square().sum().item();
  }
}
