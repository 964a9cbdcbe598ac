package dev.gradc.samples.gradbench;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** The objective of {@code particle}: where a particle lands that two charges repel. */
final class Particle {

  private static final double STEP = 0.1;

  private Particle() {}

  /** Of a charge at (10, 10 - w) and one at (10, 0). */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double potential(double x, double y, double w) {
    return 1 / distance(x, y, 10 - w) + 1 / distance(x, y, 0);
  }

  private static double distance(double x, double y, double height) {
    return Math.sqrt((x - 10) * (x - 10) + (y - height) * (y - height));
  }

  /**
   * The square of where the particle comes down to height 0.
   *
   * @param forward whether the force, which is a gradient, is taken by forward mode
   */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double landing(double w, boolean forward) {
    double x = 0;
    double y = 8;
    double velocityX = 0.75;
    double velocityY = 0;
    while (true) {
      double slopeX;
      double slopeY;
      if (forward) {
        slopeX = ParticleGrad.Potential.jvp(x, y, w, 1, 0, 0).tangent();
        slopeY = ParticleGrad.Potential.jvp(x, y, w, 0, 1, 0).tangent();
      } else {
        var gradient = ParticleGrad.Potential.gradient(x, y, w);
        slopeX = gradient.x();
        slopeY = gradient.y();
      }
      x += STEP * velocityX;
      y += STEP * velocityY;
      if (y <= 0) {
        double hit = x - y / velocityY * velocityX;
        return hit * hit;
      }
      velocityX -= STEP * slopeX;
      velocityY -= STEP * slopeY;
    }
  }
}
