// golden
package corpus.jacobians;

import dev.gradc.Differentiable;
import dev.gradc.Mode;

final class Columns {

  private Columns() {}

  record Cartesian(double x, double y, double z) {}

  /** Two columns, three rows. */
  @Differentiable(modes = Mode.JACOBIAN)
  static Cartesian sphere(double latitude, double longitude) {
    double radius = Math.cos(latitude);
    return new Cartesian(
        radius * Math.cos(longitude), radius * Math.sin(longitude), Math.sin(latitude));
  }
}
