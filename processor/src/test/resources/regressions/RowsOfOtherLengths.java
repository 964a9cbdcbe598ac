// fault of a Jacobian by rows; found by -Dtest=RandomMethodsTest -Drandom.seed=1 -Drandom.first=10
package corpus.regressions;

import dev.gradc.Differentiable;
import dev.gradc.Mode;
import java.util.Arrays;

/** A method that puts rows of other lengths into a parameter: the columns are those at entry. */
final class RowsOfOtherLengths {

  private RowsOfOtherLengths() {}

  record Two(double first, double second) {}

  // sample: m length 3;3
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.JACOBIAN})
  static Two longer(double x, double[][] m, double y) {
    m[1] = Arrays.copyOf(m[0], 4);
    m[1][3] = x * y;
    return new Two(m[1][0] * m[1][3], m[1][2] * m[2][1]);
  }

  // sample: m length 3;3
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.JACOBIAN})
  static double[] shorter(double x, double[][] m, double y) {
    m[1] = new double[] {x * m[0][1], m[1][1]};
    return new double[] {m[1][0] * y, m[1][1] * m[2][2] + x * y};
  }

  // sample: m length 3;3
  @Differentiable(modes = {Mode.REVERSE, Mode.FORWARD, Mode.JACOBIAN, Mode.HESSIAN})
  static double curved(double x, double[][] m, double y) {
    m[1] = Arrays.copyOf(m[0], 4);
    m[2] = new double[] {x * m[2][1]};
    m[1][3] = x * y;
    return m[1][0] * m[1][3] * m[2][0] + m[0][2] * y * y;
  }
}
