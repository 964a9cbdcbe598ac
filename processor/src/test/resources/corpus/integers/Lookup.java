package corpus.integers;

import dev.gradc.Differentiable;

/** Linear interpolation in a table. */
final class Lookup {

  private Lookup() {}

  // sample: x in [0.1, 3.9], table length 5
  // kinks
  @Differentiable
  static double interpolate(double x, double[] table) {
    int cell = (int) Math.floor(x);
    double t = x - cell;
    return (1 - t) * table[cell] + t * table[cell + 1];
  }

  // sample: a length 6, index length 4 in [0, 5]
  @Differentiable
  static double gather(double[] a, int[] index, boolean[] mask) {
    double product = 1;
    for (int i = 0; i < index.length; i++) {
      product *= mask[i] ? a[index[i]] : 1 + a[index[i]] * a[index[i]];
    }
    return product;
  }
}
