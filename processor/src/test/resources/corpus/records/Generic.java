package corpus.records;

import dev.gradc.Differentiable;

final class Generic {

  private Generic() {}

  record Pair<A, B>(A first, B second) {}

  record Complex(double re, double im) {}

  record Scaled<T>(T value, float factor) {}

  @Differentiable
  static double product(Complex first, Complex second, float scale) {
    Pair<Complex, Scaled<Complex>> pair = new Pair<>(first, new Scaled<>(second, scale));
    Pair<Scaled<Complex>, Complex> turned = new Pair<>(pair.second(), pair.first());
    var factor = turned.first();
    return factor.factor() * (factor.value().re() * turned.second().im());
  }
}
