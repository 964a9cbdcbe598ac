package corpus.arrays;

import dev.gradc.Differentiable;
import java.util.Arrays;

// golden
/** Arrays copied and filled by the library. */
final class Library {

  private Library() {}

  // sample: x length 4
  @Differentiable
  static double copies(double[] x) {
    double[] clone = x.clone();
    clone[0] *= clone[1];
    double[] longer = Arrays.copyOf(clone, 6);
    double[] shorter = Arrays.copyOf(x, 2);
    double[] middle = Arrays.copyOfRange(clone, 1, 3);
    double[] beyond = Arrays.copyOfRange(x, 3, 7);
    return longer[0] * shorter[1] + longer[5] + middle[1] * beyond[0] + beyond[2] * x[0];
  }

  // sample: x length 6, from in [0, 3], to in [0, 3], n in [0, 3]
  @Differentiable
  static double[] moved(double[] x, int from, int to, int n) {
    double[] y = new double[6];
    System.arraycopy(x, 0, y, 0, x.length);
    System.arraycopy(y, from, y, to, n);
    for (int i = 0; i < 6; i++) {
      y[i] *= x[i];
    }
    return y;
  }

  // sample: x, n in [1, 5]
  @Differentiable
  static double filled(double x, int n) {
    double[] y = new double[n];
    Arrays.fill(y, x * x);
    y[0] += x;
    Arrays.fill(y, n / 2, n, Math.sin(x));
    double sum = 1;
    for (double element : y) {
      sum *= element;
    }
    return sum;
  }

  // sample: m length 2;3
  @Differentiable
  static double rows(double[][] m) {
    double[][] shallow = m.clone();
    double[][] deep = {m[0].clone(), m[1].clone()};
    shallow[0] = deep[1];
    deep[1][2] = m[0][0] * m[1][0];
    return shallow[0][2] * deep[0][1] + m[0][1] * shallow[1][1];
  }

  // sample: x length 3, k length 3
  @Differentiable
  static float floats(float[] x, int[] k) {
    float[] copy = x.clone();
    int[] numbers = Arrays.copyOf(k, 4);
    Arrays.fill(numbers, 2, 4, 5);
    Arrays.fill(copy, 0, 1, x[1]);
    return copy[0] * copy[2] * numbers[3] + numbers[0] * x[0];
  }
}
