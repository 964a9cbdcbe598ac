package corpus.hessians;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

/** Columns for the components of all cases, those of others than the one at hand with zeros. */
final class Cases {

  private Cases() {}

  sealed interface Shape permits Circle, Box {}

  record Circle(double radius) implements Shape {}

  record Box(double width, double height) implements Shape {}

  // sample: shape.caseNumber in [0, 1]
  @Differentiable(modes = {Mode.FORWARD, Mode.JACOBIAN, Mode.HESSIAN})
  static double area(Shape shape, double scale) {
    if (shape instanceof Circle circle) {
      return circle.radius() * circle.radius() * scale;
    }
    return shape instanceof Box box ? box.width() * box.height() * scale : 0;
  }
}
