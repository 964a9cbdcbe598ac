package refused;

import dev.gradc.Differentiable;

final class MaybeTwice {

  @Differentiable
  static double loss(double x) {
    return Math.exp(x) * x;
  }

  static double run(double limit) {
    var tape = MaybeTwiceGrad.Loss.forward(2);
    double slope = 0;
    if (tape.value() > limit) {
      slope = tape.backward().x();
    }
    // warning: [GC0408] 'tape' may fail: one at MaybeTwice.java:
    //             ^
    return slope + tape.backward(2).x();
  }
}
