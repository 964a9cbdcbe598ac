package dev.gradc.samples.gradbench;

import dev.gradc.Detach;
import dev.gradc.Differentiable;
import dev.gradc.Mode;

/**
 * The objectives of {@code saddle}: a function, and the largest that it gets over half its inputs.
 */
final class Saddle {

  private Saddle() {}

  /** A point of the plane. */
  record Point(double x, double y) {

    double squared() {
      return x * x + y * y;
    }

    Point plus(double factor, Point other) {
      return new Point(x + factor * other.x, y + factor * other.y);
    }
  }

  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double height(Point a, Point b) {
    return a.squared() - b.squared();
  }

  /**
   * The largest over b.
   *
   * @param start of the ascent to it
   * @param forward whether the ascent takes its gradients by forward mode
   */
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD})
  static double ridge(Point a, @Detach Point start, boolean forward) {
    return height(a, summit(a, start, forward));
  }

  /**
   * The b with the largest height: {@link Descent#argmin} of minus the height, written out because
   * derivatives are to go through it.
   */
  static Point summit(Point a, Point start, boolean forward) {
    Point b = start;
    double height = height(a, b);
    Point gradient = gradient(a, b, forward);
    double eta = 1e-5;
    int steps = 0;
    while (Math.sqrt(gradient.squared()) > 1e-5) {
      if (steps == 10) {
        eta *= 2;
        steps = 0;
      } else {
        Point next = b.plus(eta, gradient);
        if (Math.sqrt(next.plus(-1, b).squared()) <= 1e-5) {
          return b;
        }
        double higher = height(a, next);
        if (higher > height) {
          b = next;
          height = higher;
          gradient = gradient(a, b, forward);
          steps++;
        } else {
          eta /= 2;
          steps = 0;
        }
      }
    }
    return b;
  }

  /** By b. */
  private static Point gradient(Point a, Point b, boolean forward) {
    if (forward) {
      Point still = new Point(0, 0);
      return new Point(
          SaddleGrad.Height.jvp(a, b, still, new Point(1, 0)).tangent(),
          SaddleGrad.Height.jvp(a, b, still, new Point(0, 1)).tangent());
    }
    return SaddleGrad.Height.gradient(a, b).b();
  }
}
