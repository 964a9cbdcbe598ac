package corpus.derivatives;

import dev.gradc.Differentiable;

/** A particle in a potential, and a saddle found by two descents, as in well known benchmarks. */
final class Physics {

  @Differentiable
  static double potential(double[] at, double charge) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      double dx = at[i] - 10;
      sum += charge / Math.sqrt(1 + dx * dx);
    }
    return sum;
  }

  // sample: charge in [0.5, 1], drop in [0.5, 2]
  @Differentiable
  static double particle(double charge, double drop) {
    double[] x = {0, 8};
    double[] v = {0.75, 0};
    double step = 0.1;
    int count = 0;
    while (x[1] > drop && count < 40) {
      double[] force = PhysicsGrad.Potential.gradient(x, charge).at();
      for (int i = 0; i < x.length; i++) {
        x[i] += step * v[i];
        v[i] -= step * force[i];
      }
      v[1] -= step;
      count++;
    }
    double rest = (x[1] - drop) / v[1];
    double end = x[0] - rest * v[0];
    return end * end;
  }

  @Differentiable
  static double sum(double x, double y, double z) {
    return x * x * z + y * y + x * y + y;
  }

  // sample: z in [1, 2], x in [-0.5, 0.5]
  @Differentiable
  static double least(double x, double z) {
    double y = 0;
    double slope = 1;
    int steps = 0;
    while (Math.abs(slope) > 1e-4 && steps < 60) {
      slope = PhysicsGrad.Sum.gradient(x, y, z).y();
      y -= 0.3 * slope;
      steps++;
    }
    return PhysicsGrad.Sum.gradient(x, y, z).value();
  }

  // sample: z in [1, 2]
  // tolerance: 1e-8
  @Differentiable
  static double most(double z) {
    double x = 0.4;
    for (int i = 0; i < 5; i++) {
      x -= 0.2 * PhysicsGrad.Least.gradient(x, z).x();
    }
    return PhysicsGrad.Least.gradient(x, z).value() * x;
  }
}
