package dev.gradc.tensor;

import java.util.function.DoubleBinaryOperator;

/** A loop over {@code n} neighbours: {@code c[co + i] = f(a[ao + as * i], b[bo + bs * i])}. */
interface BinaryKernel {

  /**
   * Runs the loop. The steps {@code as} and {@code bs} are 0 or 1, and not both 0 unless {@code n}
   * is 1.
   */
  void run(Storage a, int ao, int as, Storage b, int bo, int bs, Storage c, int co, int n);

  /** Of any function of doubles; the numbers of floats are rounded at the end. */
  static BinaryKernel of(DoubleBinaryOperator function) {
    return (a, ao, as, b, bo, bs, c, co, n) -> {
      for (int i = 0; i < n; i++) {
        c.set(co + i, function.applyAsDouble(a.get(ao + as * i), b.get(bo + bs * i)));
      }
    };
  }
}
