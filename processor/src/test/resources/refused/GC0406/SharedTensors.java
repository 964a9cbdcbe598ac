// option: -Agradc.sharedGraph=warn
package refused;

import dev.gradc.Differentiable;
import dev.gradc.tensor.Tensor;

/** What a loop over elements gives is told as it is written. */
final class SharedTensors {

  record Losses(double l1, double l2) {}

  @Differentiable
  static Losses shared(Tensor x, Tensor y) {
    Tensor square = x.mul(x);
    // warning: [GC0406] ('x', 'y', 'square', 'square.mul(y)' (SharedTensors.java:16), …), 8·square.size() + 8·square.mul(y).size() + 8·square.mul(square.mul(y)).size() + 8 bytes
    Tensor a = square.mul(square.mul(y)).mul(y);
    return new Losses(a.mul(a).item(), a.mul(a).mul(y).item());
  }

  /** Where nothing but an ellipsis is short enough, the source begins. */
  @Differentiable
  static Losses longNames(
      Tensor thatHasANameWhichIsLongerThanWhatAMessageMaySayOfIt, Tensor x) {
    // warning: [GC0406] 'thatHasANameWhichIsLongerThanWhatAMessageMaySay…' (SharedTensors.java:25)
    Tensor a = thatHasANameWhichIsLongerThanWhatAMessageMaySayOfIt.mul(x).mul(x);
    return new Losses(a.mul(a).item(), a.mul(a).mul(x).item());
  }
}
