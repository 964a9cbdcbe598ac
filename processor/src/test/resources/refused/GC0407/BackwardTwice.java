package refused;

import dev.gradc.Differentiable;

final class BackwardTwice {

  @Differentiable
  static double loss(double x) {
    return Math.exp(x) * x;
  }

  static double run() {
    var tape = BackwardTwiceGrad.Loss.forward(2);
    double slope = tape.backward().x();
    // error: [GC0407] 'tape' fails: one at BackwardTwice.java:
    //             ^
    return slope + tape.backward(2).x();
  }
}
