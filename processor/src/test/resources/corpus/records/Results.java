package corpus.records;

import dev.gradc.Detach;
import dev.gradc.Differentiable;

// golden
final class Results {

  private Results() {}

  record Losses(double first, double second) {}

  record Step(double[] position, Losses losses, int iterations, @Detach double energy) {}

  record Single(double only) {}

  @Differentiable
  static Losses losses(double x, double[] w) {
    double product = w[0] * x;
    return new Losses(Math.exp(-product), product * w[1]);
  }

  // detached
  // sample: n in [0, 4]
  @Differentiable
  static Step descend(double[] start, double rate, int n) {
    double[] position = {start[0], start[1], start[2]};
    double last = 0;
    for (int i = 0; i < n; i++) {
      last = position[i % position.length];
      position[i % position.length] -= rate * Math.cos(last);
    }
    return new Step(position, new Losses(last, position[0] * rate), n, last * last);
  }

  // kinks
  @Differentiable
  static Losses early(double x, double y) {
    if (x > y) {
      return new Losses(x * y, y);
    }
    if (x > 0) {
      return new Losses(Math.sin(x), x);
    }
    return new Losses(1, x * y);
  }

  @Differentiable
  static Single single(Single seed, double value) {
    return new Single(seed.only() * value * value);
  }

  /** The array of the argument, and twice the same array. */
  record Pair(double[] a, double[] b) {}

  @Differentiable
  static Pair aliases(Pair given, double x) {
    double[] made = {x * given.a()[0], given.b()[1]};
    return x > 0 ? new Pair(made, made) : new Pair(given.b(), made);
  }
}
