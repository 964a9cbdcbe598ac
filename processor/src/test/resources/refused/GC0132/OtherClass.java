package refused;

import dev.gradc.Differentiable;

final class OtherClass {

  @Differentiable
  static double f(Plain plain, double x) {
    // error: [GC0132] new Interval(x, 1)
    //                  ^
    Interval interval = new Interval(x, 1);
    return new Plain(x).value() * plain.value();
  }

  @Differentiable
  // error: [GC0149] the accessor 'low' of 'Interval'
  static double g(Interval interval) {
    // error: [GC0132] interval.low()
    //     ^
    return interval.low() * interval.high();
  }
}

record Plain(double value) {}

record Interval(double low, double high) {
  Interval {
    low = Math.min(low, high);
  }

  @Override
  public double low() {
    return Math.abs(low);
  }
}
