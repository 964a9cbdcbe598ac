package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** Arguments that change after the call, results that are written, constants among arguments. */
final class Changing {

  private Changing() {}

  // sample: x length 4, steps in [0, 4]
  @Differentiable
  static double steps(double[] x, int steps) {
    double[] state = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      state[i] = x[i];
    }
    double energy = 0;
    for (int step = 0; step < steps; step++) {
      energy += Body.energy(state, 0.5 * step, x[0]);
      double[] next = Body.step(state, 0.1);
      next[0] += 0.5 * x[1];
      state = next;
    }
    return energy + state[0] * state[3];
  }

  // sample: m length 3;2
  @Differentiable
  static double rows(double[][] m) {
    double[][] work = new double[3][2];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      work[i][0] = m[i][1] * m[0][0];
      work[i][1] = m[i][0];
      sum += Body.trace(work);
      sum += Body.energy(work[i], m[i][0], 2);
    }
    return sum;
  }

  // detached
  // sample: x length 3, y in [0.5, 1]
  @Differentiable
  static double constants(double[] x, double y) {
    @Detach double[] cut = x;
    double[] numbers = {1, 2, 3};
    return Body.energy(cut, y, 1) + Body.energy(numbers, 2, y) * y + Body.constant(y) * y;
  }

  // sample: x in [0.5, 1.5], n in [0, 4]
  @Differentiable
  static double recursive(double x, int n) {
    return Body.power(x, n) + Body.power(x * x, 2) + (n > 2 ? Body.power(x, 1) : Math.exp(x));
  }

  // sample: x length 3
  @Differentiable
  static float floats(float[] x) {
    return Body.product(x, 1) * Body.product(x, x[0]);
  }
}

// file: Body.java
package corpus.members;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

/** What is called. */
final class Body {

  private Body() {}

  @Differentiable
  static double energy(double[] state, double factor, double offset) {
    double sum = offset;
    for (int i = 0; i < state.length; i++) {
      sum += factor * state[i] * state[i] * sum;
    }
    return sum;
  }

  @Differentiable
  static double[] step(double[] state, double h) {
    double[] next = new double[state.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = state[i] + h * Math.sin(state[(i + 1) % next.length]);
    }
    return next;
  }

  @Differentiable
  static double trace(double[][] m) {
    double sum = 0;
    for (int i = 0; i < m.length; i++) {
      sum += m[i][i % m[i].length] * m[i][0];
    }
    return sum;
  }

  @Detach
  @Differentiable
  static double constant(double x) {
    return x * x;
  }

  @Differentiable
  static double power(double x, int n) {
    return n == 0 ? 1 : x * power(x, n - 1);
  }

  @Differentiable
  static float product(float[] x, float scale) {
    float product = scale;
    for (int i = 0; i < x.length; i++) {
      product *= x[i];
    }
    return product;
  }
}
