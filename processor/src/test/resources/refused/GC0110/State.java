package refused;

import dev.gradc.Differentiable;

final class State {

  static int count;

  @Differentiable
  static double f(double x) {
    // error: [GC0110] count
    count++;
    return x * count;
  }

  interface Scaling {
    default double scaled(double k) {
      return 2 * k;
    }
  }

  record Point(double x) implements Scaling {
    @Override
    public double scaled(double k) {
      // error: [GC0110] 'Scaling.super.scaled(k)'
      return x * Scaling.super.scaled(k);
    }
  }

  @Differentiable
  static double ofSuper(Point point, double x) {
    return point.scaled(x);
  }
}
