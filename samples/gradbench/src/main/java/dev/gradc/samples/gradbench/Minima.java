package dev.gradc.samples.gradbench;

/**
 * The functions of {@code particle} and {@code saddle}. Each is to be had with forward and with
 * reverse mode outside, and with either inside.
 */
final class Minima {

  private Minima() {}

  /** The w with which the particle lands nearest to 0. */
  static double particle(double start, boolean outerForward, boolean innerForward) {
    var reverse = ParticleGrad.Landing.Gradient.zeros(start, innerForward);
    Descent.Objective landing =
        new Descent.Objective() {
          @Override
          public double value(double[] x) {
            return Particle.landing(x[0], innerForward);
          }

          @Override
          public double[] gradient(double[] x) {
            if (outerForward) {
              return new double[] {ParticleGrad.Landing.jvp(x[0], innerForward, 1).tangent()};
            }
            reverse.setZero();
            ParticleGrad.Landing.addGradient(x[0], innerForward, reverse);
            return new double[] {reverse.w()};
          }
        };
    return Descent.argmin(landing, new double[] {start})[0];
  }

  /** The saddle point: the least a of the largest heights over b, and the b of this height. */
  static double[] saddle(Saddle.Point start, boolean outerForward, boolean innerForward) {
    var reverse = SaddleGrad.Ridge.Gradient.zeros(start, start, innerForward);
    Descent.Objective ridge =
        new Descent.Objective() {
          @Override
          public double value(double[] x) {
            return Saddle.ridge(new Saddle.Point(x[0], x[1]), start, innerForward);
          }

          @Override
          public double[] gradient(double[] x) {
            Saddle.Point a = new Saddle.Point(x[0], x[1]);
            if (outerForward) {
              return forward(a, start, innerForward);
            }
            reverse.setZero();
            SaddleGrad.Ridge.addGradient(a, start, innerForward, reverse);
            return new double[] {reverse.aX(), reverse.aY()};
          }
        };
    double[] least = Descent.argmin(ridge, new double[] {start.x(), start.y()});
    Saddle.Point a = new Saddle.Point(least[0], least[1]);
    Saddle.Point b = Saddle.summit(a, start, innerForward);
    return new double[] {a.x(), a.y(), b.x(), b.y()};
  }

  private static double[] forward(Saddle.Point a, Saddle.Point start, boolean innerForward) {
    return new double[] {
      SaddleGrad.Ridge.jvp(a, start, innerForward, new Saddle.Point(1, 0)).tangent(),
      SaddleGrad.Ridge.jvp(a, start, innerForward, new Saddle.Point(0, 1)).tangent()
    };
  }
}
